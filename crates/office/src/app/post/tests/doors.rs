//! Set-up, sign-in and first passwords.

use super::{Window, address, own};
use crate::refusal::Refusal;
use crate::store::Session;
use desk::TroubleKind;
use desk::mailbox::{
    Bar, Connection, Doors, Entry, Home, Importance, Limit, Office, PartnerState, Partners, PasswordOf, Program,
    Secret, StepInput, StepKind, SystemState,
};
use protocol::ProblemCode;
use testkit::TestHub;
use testkit::operator::{hub_with_console, signed_in};
use testkit::samples::{RECIPIENT, SENDER};

#[tokio::test(flavor = "multi_thread")]
async fn a_set_up_from_nothing_is_checked_at_every_step_and_goes_on_after_a_restart() {
    let hub = TestHub::new().await;
    let window = Window::new();
    let names = window.sign_in_of(&hub).await;
    assert_eq!(window.entry().await, Entry::FirstRun);
    let wrong = window.post.take_step(StepInput::Hub { address: "ふつうの文".to_owned() }).await.unwrap_err();
    assert_eq!(wrong.field.as_deref(), Some("hub"));
    let code = || StepInput::Code { code: Secret::new("AAAA-BBBB") };
    assert_eq!(window.post.take_step(code()).await.unwrap_err().field.as_deref(), Some("code"));
    window.step(StepInput::Hub { address: address(&hub) }).await;
    let window = window.start_again();
    let setup = window.post.setup().await.unwrap();
    assert_eq!((setup.next(), setup.hub), (Some(StepKind::Code), address(&hub)));
    let other = StepInput::Code { code: Secret::new("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH") };
    let refused = window.post.take_step(other).await.unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("code"));
    assert!(refused.undone.contains("まだどこにも送っていません"), "{refused:?}");
    window.step(StepInput::Code { code: Secret::new(hub.code_text(SENDER).await) }).await;
    let window = window.start_again();
    let setup = window.post.setup().await.unwrap();
    assert_eq!((setup.next(), setup.office.unwrap().1.as_str()), (Some(StepKind::SignIn), SENDER));
    window.step(StepInput::SignIn(names)).await;
    assert_eq!(window.post.setup().await.unwrap().next(), Some(StepKind::SignIn), "first passwords let nobody in");
    window.change_both().await;
    let folders = |save: &str, send: &str| StepInput::Folders { save: save.to_owned(), send: send.to_owned() };
    let (save, send) = (window.place("in"), window.place("out"));
    let suggested = window.post.setup().await.unwrap().save_folder;
    assert!(suggested.ends_with("受信") && !std::path::Path::new(&suggested).exists(), "{suggested}");
    let given = vec![suggested, save.clone(), String::new(), "in".to_owned()];
    assert_eq!(
        window.post.folders_to_make(given).await.unwrap(),
        std::slice::from_ref(&save),
        "asked about before it is made"
    );
    std::fs::write(window.folder.path().join("file"), b"").unwrap();
    for (save, send, field) in
        [("", "", "save"), ("in", "", "save"), (window.place("file/x").as_str(), "", "save"), (&save, &save, "send")]
    {
        let refused = window.post.take_step(folders(save, send)).await.unwrap_err();
        assert_eq!(refused.field.as_deref(), Some(field), "{save} {send}");
    }
    assert_eq!(window.entry().await, Entry::FirstRun);
    window.step(folders(&save, &send)).await;
    assert_eq!(window.post.folders_to_make(vec![save.clone(), send]).await.unwrap(), [""; 0]);
    let standing = window.standing().await;
    assert_eq!((standing.entry, standing.number.as_str()), (Entry::Open, SENDER));
    assert!(standing.office.contains("架空事業所") && standing.connection == Connection::Online);
    assert_eq!(window.start_again().entry().await, Entry::Open);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_at_the_address_is_told() {
    let mut hub = TestHub::new().await;
    let window = Window::new();
    let address = address(&hub);
    hub.stop().await;
    let away = window.post.take_step(StepInput::Hub { address }).await.unwrap_err();
    assert_eq!((away.kind, away.field.as_deref()), (TroubleKind::Away, Some("hub")));
    assert!(window.post.setup().await.unwrap().hub.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn s25_a_weak_password_is_refused_and_those_before_it_are_changed() {
    let hub = TestHub::new().await;
    let window = Window::new();
    let names = window.sign_in_of(&hub).await;
    window.step(StepInput::Hub { address: address(&hub) }).await;
    window.step(StepInput::Code { code: Secret::new(hub.code_text(SENDER).await) }).await;
    window.step(StepInput::SignIn(names)).await;
    let [good, _] = super::PASSWORDS;
    let new =
        |account: &str| vec![(PasswordOf::System, Secret::new(good)), (PasswordOf::Account, Secret::new(account))];
    let weak = window.post.change_passwords(new("password1234")).await.unwrap_err();
    assert_eq!((weak.kind, weak.field.as_deref()), (TroubleKind::Input, Some("new_account")));
    assert_eq!(window.post.must_change().await.unwrap(), [PasswordOf::Account]);
    window.post.change_passwords(new("十分に長い新しいもの")).await.unwrap_err();
    window.post.change_passwords(new("十分に長い新しいパスワード")).await.unwrap();
    assert_eq!(window.post.setup().await.unwrap().next(), Some(StepKind::Folders));
}

#[tokio::test(flavor = "multi_thread")]
async fn s77_a_sign_in_that_waits_for_new_passwords_does_not_wait_for_ever() {
    let hub = TestHub::new().await;
    let window = Window::new();
    let names = window.sign_in_of(&hub).await;
    window.step(StepInput::Hub { address: address(&hub) }).await;
    window.step(StepInput::Code { code: Secret::new(hub.code_text(SENDER).await) }).await;
    window.step(StepInput::SignIn(names)).await;
    window.minutes_later(16);
    assert_eq!(window.post.must_change().await.unwrap(), []);
    let late = window.post.change_passwords(Vec::new()).await.unwrap_err();
    assert_eq!(late.kind, TroubleKind::Changed);
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_the_session_and_the_next_sign_in_offers_the_ids() {
    let hub = TestHub::new().await;
    let window = Window::new();
    let names = window.set_up(&hub).await;
    window.post.sign_out().await.unwrap();
    assert_eq!(window.entry().await, Entry::SignedOut);
    let known = window.post.known().await.unwrap();
    assert_eq!((&known.system_id, &known.account, known.asks_person), (&names.system_id, &names.account, false));
    let mut wrong = names.clone();
    wrong.account_password = Secret::new("not the password");
    let refused = window.post.sign_in(wrong).await.unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("system_password"));
    assert!(!refused.cure.contains("renkei "), "{refused:?}");
    let mut agent = names.clone();
    agent.account = "HD0123456789AB".to_owned();
    assert_eq!(window.post.sign_in(agent).await.unwrap_err().field.as_deref(), Some("account"));
    window.post.sign_in(names).await.unwrap();
    assert_eq!(window.entry().await, Entry::Open);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_the_hub_has_ended_leads_to_the_sign_in() {
    let hub = TestHub::new().await;
    let window = Window::new();
    window.set_up(&hub).await;
    hub.advance(31 * 60 + 60);
    let facts = window.post.home().await.unwrap();
    assert!(matches!(facts.system, SystemState::Suspended { .. }), "{:?}", facts.system);
    assert_eq!(window.entry().await, Entry::SignedOut);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sign_in_knows_when_the_certificate_has_ended() {
    let hub = TestHub::new().await;
    let window = Window::new();
    window.set_up(&hub).await;
    window.post.sign_out().await.unwrap();
    assert_eq!(window.post.known().await.unwrap().ended, None);
    window.minutes_later(4 * 366 * 24 * 60);
    let ended = window.post.known().await.unwrap().ended.unwrap();
    let facts = window.post.home().await.unwrap();
    let certificate = facts.certificate.unwrap();
    assert!(certificate.over && !certificate.renewable && certificate.end == ended, "{certificate:?}");
    let SystemState::Barred(words) = facts.system else { panic!("{:?}", facts.system) };
    assert!(words.contains(&desk::moment::day_in_sentence(ended)), "{words}");
    let connection = window.standing().await.connection;
    assert_eq!(connection, Connection::Refused(Bar::Over), "nothing green from its end on, before the hub says so");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_licence_nothing_green_is_shown_until_it_is_granted() {
    let hub = TestHub::with(|config| config.contact = Some("ヘルプデスク 0120-000-000".to_owned())).await;
    let window = Window::new();
    hub.register(SENDER).await;
    let names = window.first_names(&hub).await;
    window.set_up_with(&hub, names).await;
    let facts = window.post.home().await.unwrap();
    let contact = Some("ヘルプデスク 0120-000-000".to_owned());
    assert_eq!(facts.system, SystemState::Unlicensed { ended: None, contact: contact.clone() });
    assert_eq!(window.standing().await.limit, Some(Limit::NoLicence));
    hub.license_from(SENDER, "2024-04-01").await;
    let facts = window.post.home().await.unwrap();
    let ended = standard::Date::parse(b"20250331");
    assert!(ended.is_some());
    assert_eq!(facts.system, SystemState::Unlicensed { ended, contact });
    assert_eq!(window.standing().await.limit, Some(Limit::NoLicence));
    hub.license(SENDER).await;
    let facts = window.post.home().await.unwrap();
    assert_eq!((facts.system, window.standing().await.limit), (SystemState::Available, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_page_is_shown_from_this_pc_while_the_hub_is_away() {
    let mut hub = TestHub::new().await;
    let window = Window::new();
    let names = window.set_up(&hub).await;
    let facts = window.post.home().await.unwrap();
    assert_eq!(facts.system, SystemState::Available);
    assert!(facts.licence_end.is_some() && facts.certificate.is_some() && facts.app.newer().is_none());
    hub.stop().await;
    let away = window.post.home().await.unwrap();
    assert_eq!((away.system, away.licence_end), (SystemState::Away, facts.licence_end));
    assert!(matches!(window.standing().await.connection, Connection::Away { since: Some(_) }));
    let window = window.start_again();
    assert!(window.standing().await.office.contains("架空事業所"), "the name is kept");
    window.post.sign_out().await.unwrap();
    let refused = window.post.sign_in(own(names)).await.unwrap_err();
    assert_eq!(refused.kind, TroubleKind::Away);
    assert_eq!(window.entry().await, Entry::SignedOut);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_shows_a_maintenance_with_its_end_also_while_the_hub_is_stopped_for_it() {
    let mut hub = hub_with_console().await;
    let window = Window::new();
    window.set_up(&hub).await;
    let chief = signed_in(&hub, "chief", "admin").await;
    let started = hub.hub().now().millis() / 60_000;
    let typed = |minutes: i64| desk::Moment((started + minutes) * 60_000).list().replace('/', "-");
    let plan = |begins: i64, ends: i64| {
        let (begins, ends) = (typed(begins), typed(ends));
        [("do", "plan".to_owned()), ("begins", begins), ("ends", ends), ("goes_on", "no".to_owned())]
    };
    let send = async |path: &str, fields: &[(&str, String)]| {
        let mut fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        fields.push(("text", "部品を交換します。"));
        assert_eq!(chief.done(path, &fields).await, "/maintenance");
    };
    send("/maintenance/plan", &plan(30, 90)).await;
    let facts = window.post.home().await.unwrap();
    assert_eq!(facts.system, SystemState::Available, "not yet");
    assert_eq!(facts.notices[0].importance, Importance::Urgent);
    let here = async || {
        let list = chief.see("/maintenance").await;
        let path = list.split("href=\"").find(|part| part.starts_with("/maintenance/0")).unwrap().to_owned();
        path.split("/move").next().unwrap().to_owned()
    };
    send(&format!("{}/move", here().await), &plan(-5, 90)).await;
    let facts = window.post.home().await.unwrap();
    assert!(facts.notices[0].title.contains("日時が変わりました") && !facts.notices[0].read);
    let SystemState::Maintenance(now) = facts.system else { panic!("{:?}", facts.system) };
    assert_eq!((now.goes_on, now.away, now.text.as_str()), (false, false, "部品を交換します。"));
    assert_eq!(now.until.unwrap().list().replace('/', "-"), typed(90));
    assert_eq!(window.standing().await.limit, Some(Limit::Maintenance), "no green");
    assert_eq!(chief.done(&format!("{}/stop", here().await), &[("do", "end")]).await, "/maintenance");
    let facts = window.post.home().await.unwrap();
    assert_eq!((facts.system, window.standing().await.limit), (SystemState::Available, None));
    assert_eq!(facts.notices[0].title, "メンテナンスが終わりました");
    send("/maintenance/plan", &plan(5, 20)).await;
    window.post.home().await.unwrap();
    hub.stop().await;
    assert_eq!(window.post.home().await.unwrap().system, SystemState::Away, "before it begins");
    window.minutes_later(10);
    let SystemState::Maintenance(now) = window.post.home().await.unwrap().system else { panic!("it was told before") };
    assert!(now.away && now.until.is_some());
    window.minutes_later(15);
    assert_eq!(window.post.home().await.unwrap().system, SystemState::Away, "longer than planned");
}

#[tokio::test(flavor = "multi_thread")]
async fn notices_stay_with_their_read_marks_while_the_hub_is_away() {
    const DAYS: i64 = 274;
    let mut hub = TestHub::new().await;
    let window = Window::new();
    let names = window.set_up(&hub).await;
    window.post.sign_out().await.unwrap();
    hub.advance(DAYS * 86_400);
    assert_eq!(hub.hub().run(testkit::Job::Reminders).await.unwrap(), 1);
    window.post.sign_in(names).await.unwrap();
    let notices = window.post.home().await.unwrap().notices;
    let [notice] = &notices[..] else { panic!("{notices:?}") };
    assert!(!notice.read && notice.title.contains("ライセンスの期限"), "{notice:?}");
    assert!(window.post.read_notice(notice.id.clone()).await.unwrap().read);
    assert!(window.post.home().await.unwrap().notices[0].read);
    assert_eq!(window.post.read_notice("none".to_owned()).await.unwrap_err().kind, TroubleKind::Missing);
    hub.stop().await;
    assert!(window.start_again().post.home().await.unwrap().notices[0].read, "kept on this PC");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_ends_late_takes_no_newer_one_with_it() {
    let hub = TestHub::new().await;
    let window = Window::new();
    window.set_up(&hub).await;
    let over = || Refusal::new("x", "", "", "").of_code(ProblemCode::SignInRequired);
    let begun_meanwhile = window.post.ask(move |seat| {
        let asked: Result<(), Refusal> = seat.wait(5, async |place| {
            let session = place.store.session().unwrap().unwrap();
            place.store.keep_session(&Session { access: "newer".to_owned(), ..session }).unwrap();
            Err(over())
        });
        Ok(asked.is_err())
    });
    assert!(begun_meanwhile.await.unwrap());
    assert_eq!(window.entry().await, Entry::Open);
    let the_same = window.post.ask(move |seat| Ok(seat.wait(5, async |_| Err::<(), _>(over())).is_err()));
    assert!(the_same.await.unwrap());
    assert_eq!(window.entry().await, Entry::SignedOut);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_keeps_outages_and_the_numbers_of_trouble() {
    let mut hub = TestHub::new().await;
    let window = Window::new();
    window.set_up(&hub).await;
    hub.stop().await;
    for _ in 0..2 {
        window.post.home().await.unwrap();
    }
    // This hub would begin again at another port; what is heard of one that is back is the same.
    let answered = window.post.ask_outside(|shared| {
        shared.heard::<()>(&Ok(()));
        Ok(())
    });
    answered.await.unwrap();
    window.post.told("「…」を開けません。".to_owned(), "R-0001".to_owned()).await.unwrap();
    let (lines, _) = window.post.log(1).await.unwrap();
    let said: Vec<(&str, Option<&str>)> =
        lines.iter().map(|line| (line.text.as_str(), line.number.as_deref())).collect();
    let [told, back, away, ..] = said[..] else { panic!("{said:?}") };
    assert_eq!(told, ("「…」を開けません。", Some("R-0001")));
    assert!(back.0.contains("またつながりました") && away.0.contains("つながらなくなりました"), "{said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn s25_a_password_that_is_given_is_changed_though_the_other_is_not() {
    let hub = TestHub::new().await;
    let window = Window::new();
    let names = window.sign_in_of(&hub).await;
    window.step(StepInput::Hub { address: address(&hub) }).await;
    window.step(StepInput::Code { code: Secret::new(hub.code_text(SENDER).await) }).await;
    window.step(StepInput::SignIn(names)).await;
    let [system, account] = super::PASSWORDS.map(Secret::new);
    window.post.change_passwords(vec![(PasswordOf::Account, account)]).await.unwrap();
    assert_eq!(window.post.must_change().await.unwrap(), [PasswordOf::System]);
    window.post.change_passwords(vec![(PasswordOf::System, system)]).await.unwrap();
    assert_eq!(window.post.setup().await.unwrap().next(), Some(StepKind::Folders));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_partner_is_marked_with_who_took_over_and_a_closed_office_is_told_what_it_can_still_do() {
    let hub = hub_with_console().await;
    let window = Window::new();
    window.set_up(&hub).await;
    for number in [RECIPIENT, "1370000003"] {
        hub.register(number).await;
    }
    let chief = signed_in(&hub, "chief", "admin").await;
    let (year, month, day) = hub.hub().now().day_in_japan().date();
    let from = format!("{year}-{month}-{day}");
    let close = async |number: &str, successor: &str| {
        let fields =
            [("do", "close"), ("typed", number), ("from", &from), ("successor", successor), ("reason", "届け出")];
        chief.done(&format!("/offices/{number}/close"), &fields).await
    };
    close(RECIPIENT, "1370000003").await;
    let partner = window.post.partner(RECIPIENT.to_owned()).await.unwrap().unwrap();
    assert_eq!(partner.state, PartnerState::Closed);
    assert_eq!(partner.name, format!("架空事業所{RECIPIENT}"), "the mark stands beside the name");
    let closed = partner.closed.unwrap();
    assert!(closed.has_come && closed.mark().contains("引き継ぎ 1370000003"), "{closed:?}");
    assert!(closed.cure().contains("1370000003に直し"), "{}", closed.cure());
    assert_eq!(window.standing().await.limit, None);
    close(SENDER, "1370000003").await;
    let SystemState::Closed(words) = window.post.home().await.unwrap().system else { panic!("not told") };
    assert!(words.contains("1370000003）に統合されました") && words.contains("届いていたものの保存"), "{words}");
    assert_eq!(window.standing().await.limit, Some(Limit::Closed), "no green");
    let window = window.start_again();
    assert_eq!(window.standing().await.limit, Some(Limit::Closed), "also before the hub is asked");
}
