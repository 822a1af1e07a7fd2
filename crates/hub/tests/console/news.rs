//! What operators tell and offices see: notices, maintenance; and what operators see of what offices do: counts.

use super::*;
use hub::console::PLACES;
use protocol::{Importance, Me, NoticePage, SystemState};
use testkit::TestOffice;

/// Texts that would run as a script, close what they stand in, or be taken for markup.
const STRANGE: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'-alert(1)-'",
    "</title><svg onload=alert(1)>",
    "{{7*7}}",
    "<a href=javascript:alert(1)>x</a>",
];

async fn read<T: serde::de::DeserializeOwned>(office: &TestOffice, path: &str) -> T {
    let answer = office.get(path).await;
    assert_eq!(answer.status(), 200, "{path}");
    serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
}

fn notice<'a>(title: &'a str, verb: &'a str) -> Vec<(&'a str, &'a str)> {
    let body = "4月1日から、受付時間が変わります。\n詳しくは、説明書をご覧ください。";
    let shown = [("importance", "important"), ("audience", "all"), ("until", "2099-12-31 18:00")];
    [("do", verb), ("title", title), ("body", body)].into_iter().chain(shown).collect()
}

#[tokio::test]
async fn a_notice_is_looked_at_published_seen_by_the_office_and_taken_back() {
    let hub = hub_with_console().await;
    let clerk = signed_in(&hub, "clerk", "clerk").await;
    let office = hub.office("1370000001").await;
    let page = clerk.submit("/notices/new", &notice("受付時間の変更", "preview")).await.text().await.unwrap();
    assert!(page.contains("事業所での見え方") && page.contains("まだ公開していません"));
    assert_eq!(read::<NoticePage>(&office, "/v1/notices").await.notices.len(), 0, "a look publishes nothing");
    assert_eq!(clerk.done("/notices/new", &notice("受付時間の変更", "publish")).await, "/notices");
    let seen = read::<NoticePage>(&office, "/v1/notices").await.notices;
    assert_eq!((seen[0].title.as_str(), seen[0].importance), ("受付時間の変更", Importance::High));
    let list = clerk.see("/notices").await;
    let path = list.split("href=\"").find(|part| part.starts_with("/notices/0")).unwrap();
    let path = path.split('"').next().unwrap().to_owned();
    assert_eq!(clerk.done(&path, &[("do", "withdraw")]).await, "/notices");
    assert_eq!(read::<NoticePage>(&office, "/v1/notices").await.notices.len(), 0);
    let wrong = [("do", "publish"), ("title", ""), ("audience", "offices"), ("named", "137"), ("until", "明日")];
    let wrong = clerk.submit("/notices/new", &wrong).await.text().await.unwrap();
    for words in ["見出しを", "本文を", "重要さを選んで", "事業所番号（10文字）", "2025-04-01 09:00 のように"]
    {
        assert!(wrong.contains(words), "{words}");
    }
}

#[tokio::test]
async fn s57_no_text_of_an_operator_or_an_office_is_markup() {
    let hub = hub_with_console().await;
    let chief = signed_in(&hub, "chief", "admin").await;
    for (place, text) in STRANGE.into_iter().enumerate() {
        let line = hub::admin::NewOfficeLine {
            line: 1,
            number: format!("13700000{place:02}"),
            name: text.to_owned(),
            kana: text.to_owned(),
            prefecture: "13".into(),
            services: vec!["43".into()],
        };
        hub.admin(AdminQuestion::PutOffices { offices: vec![line], dry: false }).await;
        let preview = chief.submit("/notices/new", &notice(text, "preview")).await.text().await.unwrap();
        let office = chief.see(&format!("/offices/13700000{place:02}")).await;
        let list = chief.see("/offices").await;
        let search = chief.see("/offices?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").await;
        for page in [preview, office, list, search] {
            assert!(!page.contains("<script>alert") && !page.contains("<img src=x") && !page.contains("<svg onload"));
            assert!(!page.contains("<a href=javascript"));
        }
    }
}

#[tokio::test]
async fn maintenance_is_told_ahead_and_shown_while_it_lasts() {
    let hub = hub_with_console().await;
    let chief = signed_in(&hub, "chief", "admin").await;
    let mut office = hub.office("1370000001").await;
    let day = |text: &str| text.split('T').next().unwrap().to_owned();
    let today = day(&read::<Me>(&office, "/v1/me").await.now);
    let plan = [("do", "plan"), ("begins", &*format!("{today} 00:00")), ("ends", "2020-01-01 00:00"), ("text", "停止")];
    let wrong = chief.submit("/maintenance/plan", &plan).await.text().await.unwrap();
    assert!(wrong.contains("3日以内"), "{wrong}");
    assert_eq!(read::<Me>(&office, "/v1/me").await.system_state, SystemState::Available);
    let at = |offset: i64| {
        let at = hub.hub().now().plus(offset);
        let (year, month, day) = at.day_in_japan().date();
        let minutes = at.since(at.day_in_japan().begins()) / 60_000;
        format!("{year}-{month:02}-{day:02} {:02}:{:02}", minutes / 60, minutes % 60)
    };
    let (begins, ends) = (at(3_600_000), at(2 * 3_600_000));
    let plan = [("do", "plan"), ("begins", &*begins), ("ends", &*ends), ("text", "1時間ほど停止します。")];
    assert_eq!(chief.done("/maintenance/plan", &plan).await, "/maintenance");
    let told = read::<NoticePage>(&office, "/v1/notices").await.notices;
    assert!(told[0].title.contains("メンテナンスを行います"));
    assert_eq!(read::<Me>(&office, "/v1/me").await.system_state, SystemState::Available, "not yet");
    hub.advance(90 * 60);
    office.sign_in().await;
    assert_eq!(read::<Me>(&office, "/v1/me").await.system_state, SystemState::Maintenance);
    let public = hub.public_client().get(hub.public_url("/sign-in")).send().await.unwrap();
    assert_eq!(public.status(), StatusCode::OK);
}

#[tokio::test]
async fn s35_operators_see_counts_and_no_content_in_any_place() {
    let hub = hub_with_console().await;
    let (sender, recipient) = hub.two_offices().await;
    let mut letter = sender.set("K2");
    letter.message = "秘密の伝言テスト".into();
    sender.deliver(&recipient, &letter).await;
    hub.hub().count_figures().await.unwrap();
    hub.hub().store.take_stock(hub.hub().now()).await.unwrap();
    let chief = signed_in(&hub, "chief", "admin").await;
    for place in PLACES {
        let path = place.path.replace("{number}", testkit::samples::SENDER).replace("{id}", &letter.id.to_string());
        let answer = chief.get(&path.replace("{key}", "00")).await;
        let text = answer.text().await.unwrap();
        assert!(!text.contains("秘密の伝言") && !text.contains("UPPLAN") && !text.contains("UPPOSSIT"), "{path}");
    }
    let figures = chief.see("/figures").await;
    assert!(figures.contains("1日ごとの受付の数") && figures.contains("<rect"));
    assert!(!figures.contains(testkit::samples::SENDER) && !figures.contains(testkit::samples::RECIPIENT));
}

#[tokio::test]
async fn s58_the_audit_log_is_searched_and_taken_out_and_that_is_recorded() {
    let hub = hub_with_console().await;
    let chief = signed_in(&hub, "chief", "admin").await;
    hub.register("1370000001").await;
    let found = chief.see("/audit?kind=office.added&subject=1370000001").await;
    assert!(found.contains("事業所を登録した") && found.contains("office:1370000001"));
    assert!(chief.see("/audit?subject=137&from=x").await.contains("2025-04-01 のように"));
    let export = chief.submit("/audit/export", &[("do", "export"), ("kind", "office.added")]).await;
    assert_eq!(export.headers()["content-disposition"], "attachment; filename=\"audit.csv\"");
    assert_eq!(export.headers()["cache-control"], "no-store");
    let text = export.text().await.unwrap();
    assert!(text.starts_with('\u{feff}') && text.contains("\"office:1370000001\""));
    assert_eq!(text.lines().count(), 2);
    assert!(chief.see("/audit?kind=audit.exported").await.contains("operator:chief"));
}
