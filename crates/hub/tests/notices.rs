//! Offices are reminded of what ends: a notice, and an event in their feed.

use hub::admin::AdminQuestion;
use hub::jobs::Job;
use protocol::{EventKind, EventPage, Importance, Notice, NoticePage};
use testkit::{TestHub, TestOffice};

const DAY: i64 = 86_400;

async fn read<T: serde::de::DeserializeOwned>(office: &TestOffice, path: &str) -> T {
    let answer = office.get(path).await;
    assert_eq!(answer.status(), 200, "{path}");
    serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
}

/// The notices of now; signs in first, since days have passed.
async fn notices(office: &mut TestOffice) -> Vec<Notice> {
    office.sign_in().await;
    read::<NoticePage>(office, "/v1/notices").await.notices
}

async fn kinds(office: &TestOffice) -> Vec<EventKind> {
    read::<EventPage>(office, "/v1/events/poll?after=0").await.events.iter().map(|event| event.kind).collect()
}

#[tokio::test]
async fn s8_a_licence_that_ends_is_told_four_times_and_no_more_once_it_goes_on() {
    let hub = TestHub::new().await;
    let mut office = hub.office("1370000001").await;
    assert_eq!(hub.hub().run(Job::Reminders).await.unwrap(), 0);
    let mut told = Vec::new();
    // The licence began today; the last of its 365 or, where a leap day comes, 366 days is the day before this one.
    let today = hub.hub().now().day_in_japan();
    let over = today.year_later().number() - today.number();
    let mut day = 0;
    for days in [90, 60, 30, 7] {
        let at = over - 1 - days;
        hub.advance((at - day) * DAY);
        day = at;
        assert_eq!(hub.hub().run(Job::Reminders).await.unwrap(), 1, "day {at}");
        assert_eq!(hub.hub().run(Job::Reminders).await.unwrap(), 0, "once");
        let shown = notices(&mut office).await;
        assert_eq!(shown.len(), 1, "one takes the place of the one before: {shown:?}");
        assert_eq!(shown[0].title, format!("ライセンスの期限まで、あと{days}日以内です"));
        assert_eq!(shown[0].importance == Importance::High, days <= 30);
        told.push(shown[0].id.clone());
    }
    told.dedup();
    assert_eq!(told.len(), 4);
    assert_eq!(kinds(&office).await, [EventKind::Licence; 4]);
    hub.license("1370000001").await;
    assert_eq!(kinds(&office).await.len(), 5, "that the licence goes on is an event too");
    assert!(notices(&mut office).await.is_empty(), "what was told of its end is taken back");
    hub.advance(5 * DAY);
    assert_eq!(hub.hub().run(Job::Reminders).await.unwrap(), 0, "the licence goes on");
}

#[tokio::test]
async fn s8_a_certificate_that_ends_or_is_revoked_is_an_event() {
    let hub = TestHub::new().await;
    let mut office = hub.office("1370000001").await;
    hub.admin(AdminQuestion::Grant { office: "1370000001".into(), from: None, years: 5 }).await;
    let other = hub.enrol("1370000001").await;
    let before = kinds(&office).await.len();
    hub.admin(AdminQuestion::Revoke { serial: other.serial(), compromised: true }).await;
    assert_eq!(kinds(&office).await[before..], [EventKind::Certificate], "a terminal's certificate was revoked");
    let end = office.certificate.not_after().unix() as i64;
    hub.advance(end - hub.surroundings.now().unix() as i64 - 30 * DAY + 1);
    assert_eq!(hub.hub().run(Job::Reminders).await.unwrap(), 1, "the revoked one is not told of");
    let shown = notices(&mut office).await;
    assert!(shown[0].title == "電子証明書の期限まで、あと30日以内です" && shown[0].body.contains(&office.serial()));
    assert_eq!(kinds(&office).await[before..], [EventKind::Certificate; 2]);
}
