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
async fn a_notice_is_looked_at_published_seen_by_the_office_read_again_copied_and_taken_back() {
    let hub = hub_with_console().await;
    let clerk = signed_in(&hub, "clerk", "clerk").await;
    let office = hub.office("1370000001").await;
    let page = clerk.submit("/notices/new", &notice("受付時間の変更", "preview")).await.text().await.unwrap();
    assert!(page.contains("事業所での見え方") && page.contains("まだ公開していません"));
    assert!(page.contains("すべての事業所（1件）"), "{page}");
    assert_eq!(read::<NoticePage>(&office, "/v1/notices").await.notices.len(), 0, "a look publishes nothing");
    let path = clerk.done("/notices/new", &notice("受付時間の変更", "publish")).await;
    let seen = read::<NoticePage>(&office, "/v1/notices").await.notices;
    assert_eq!((seen[0].title.as_str(), seen[0].importance), ("受付時間の変更", Importance::High));
    assert!(clerk.see("/notices").await.contains(&format!("href=\"{path}\"")));
    assert_eq!(clerk.done(&format!("{path}/withdraw"), &[("do", "withdraw")]).await, "/notices");
    assert_eq!(read::<NoticePage>(&office, "/v1/notices").await.notices.len(), 0);
    let again = clerk.see(&path).await;
    assert!(again.contains("詳しくは、説明書をご覧ください。") && again.contains("取り下げた日時"), "{again}");
    let copy = clerk.see(&format!("/notices/new?from={}", path.trim_start_matches("/notices/"))).await;
    assert!(copy.contains("value=\"受付時間の変更\"") && copy.contains("説明書をご覧ください。"), "{copy}");
    let wrong = [("do", "publish"), ("title", ""), ("audience", "offices"), ("named", "137"), ("until", "明日")];
    let wrong = clerk.submit("/notices/new", &wrong).await.text().await.unwrap();
    for words in [
        "見出しを入力してください",
        "本文を入力してください",
        "重要さを選んで",
        "「137」は事業所番号（10文字）ではありません",
        "2025-04-01 09:00 のように",
    ] {
        assert!(wrong.contains(words), "{words}");
    }
}

#[tokio::test]
async fn a_notice_reaches_those_who_are_meant_and_names_them_or_says_why_not() {
    let hub = hub_with_console().await;
    let clerk = signed_in(&hub, "clerk", "clerk").await;
    let (one, two) = (hub.office("1370000001").await, hub.office("1370000002").await);
    hub.register("1370000003").await;
    let chief = signed_in(&hub, "chief", "admin").await;
    let (year, month, day) = hub.hub().now().day_in_japan().date();
    let from = format!("{year}-{month}-{day}");
    let closed = [("do", "close"), ("typed", "1370000003"), ("successor", "1370000002"), ("from", &*from)];
    let closed: Vec<_> = closed.into_iter().chain([("reason", "統合")]).collect();
    chief.done("/offices/1370000003/close", &closed).await;
    let ask = async |audience: &'static str, named: &'static str, verb: &'static str| {
        let mut form = notice("ご連絡", verb);
        form.retain(|(name, _)| *name != "audience");
        form.extend([("audience", audience), ("named", named)]);
        clerk.submit("/notices/new", &form).await
    };
    for (audience, named, said) in [
        ("all", "1370000001", "「だれに」が「すべての事業所」なのに、番号またはコードが入力されています。"),
        ("licensed", "1370000001", "「だれに」が「ライセンスのある事業所」なのに"),
        ("offices", "1370000009", "1370000009の事業所は、登録されていません。"),
        ("offices", "1370000003", "1370000003の事業所は、1370000002に統合されています。"),
        ("offices", "1370000001 1370000009", "1370000009の事業所は、登録されていません。"),
        ("offices", "", "事業所番号（10文字）を、空白で区切って"),
        ("services", "99", "「99」というサービス種類はありません。"),
        ("services", "1370000001", "1370000001は事業所番号です。"),
        ("services", "71", "当てはまる事業所が、いまはありません"),
    ] {
        for verb in ["preview", "publish"] {
            let page = ask(audience, named, verb).await.text().await.unwrap();
            assert!(page.contains(said), "{audience} {named}: {page}");
        }
    }
    // The second one is also told that it takes over.
    let told = async |office: &TestOffice| {
        let page = read::<NoticePage>(office, "/v1/notices").await;
        page.notices.iter().filter(|notice| notice.title == "ご連絡").count()
    };
    for office in [&one, &two] {
        assert_eq!(told(office).await, 0, "nobody was told");
    }
    let preview = ask("offices", "１３７００００００２、1370000002", "preview").await.text().await.unwrap();
    assert!(preview.contains("1件の事業所") && preview.contains("1370000002　"), "{preview}");
    let path = ask("offices", "１３７００００００２、1370000002", "publish").await;
    let path = path.headers()["location"].to_str().unwrap().to_owned();
    assert_eq!(told(&two).await, 1);
    assert_eq!(told(&one).await, 0);
    assert!(clerk.see("/notices").await.contains("1370000002 "), "the list says whom");
    assert!(clerk.see(&path).await.contains("1370000002　"));
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

/// A time as it is typed.
fn in_minutes(hub: &TestHub, minutes: i64) -> String {
    let at = hub.hub().now().plus(minutes * 60_000);
    let (year, month, day) = at.day_in_japan().date();
    let minutes = at.since(at.day_in_japan().begins()) / 60_000;
    format!("{year}-{month:02}-{day:02} {:02}:{:02}", minutes / 60, minutes % 60)
}

#[tokio::test]
async fn maintenance_is_planned_moved_shown_while_it_lasts_and_ended_early_and_offices_are_told_each_time() {
    let hub = hub_with_console().await;
    let chief = signed_in(&hub, "chief", "admin").await;
    let mut office = hub.office("1370000001").await;
    let at = |minutes: i64| in_minutes(&hub, minutes);
    let wrong = [("do", "plan"), ("begins", &*at(60)), ("ends", "2020-01-01 00:00")];
    let wrong = chief.submit("/maintenance/plan", &wrong).await.text().await.unwrap();
    for words in ["3日以内", "事業所へのお知らせを入力", "送信と受信ができるかどうか"] {
        assert!(wrong.contains(words), "all at once: {words}");
    }
    let (begins, ends) = (at(10), at(70));
    let plan = |verb, begins, ends| {
        [("do", verb), ("begins", begins), ("ends", ends), ("goes_on", "no"), ("text", "部品を交換します。")]
    };
    let preview = chief.submit("/maintenance/plan", &plan("preview", &begins, &ends)).await.text().await.unwrap();
    assert!(preview.contains("まだ予定していません") && preview.contains("つながらないことがあります"), "{preview}");
    assert_eq!(read::<NoticePage>(&office, "/v1/notices").await.notices.len(), 0);
    assert_eq!(chief.done("/maintenance/plan", &plan("plan", &begins, &ends)).await, "/maintenance");
    let told = async |office: &TestOffice| read::<NoticePage>(office, "/v1/notices").await.notices;
    let first = told(&office).await.remove(0);
    assert!(first.title.contains("メンテナンスを行います") && first.body.contains("部品を交換します。"), "{first:?}");
    let (_, end) = ends.split_once(' ').unwrap();
    let end = end.strip_prefix('0').unwrap_or(end);
    assert!(
        first.body.contains(&format!(" {end}まで")) && first.body.contains("つながらないことがあります"),
        "{first:?}"
    );
    let me = read::<Me>(&office, "/v1/me").await;
    assert_eq!(me.system_state, SystemState::Available, "not yet");
    assert!(!me.maintenance.unwrap().goes_on, "but it is known");

    let alone = format!("/notices/{}/withdraw", first.id);
    assert!(chief.see(&alone).await.contains("このお知らせだけを取り下げることはできません"));
    chief.submit(&alone, &[("do", "withdraw")]).await;
    assert_eq!(told(&office).await.len(), 1, "it stays with its maintenance");

    let list = chief.see("/maintenance").await;
    let here = list.split("href=\"").find(|part| part.starts_with("/maintenance/0")).unwrap();
    let here = here.split("/move").next().unwrap().to_owned();
    let (later, later_end) = (at(15), at(80));
    let answer = chief.done(&format!("{here}/move"), &plan("plan", &later, &later_end)).await;
    assert_eq!(answer, "/maintenance");
    let second = told(&office).await.remove(0);
    assert!(second.title.contains("日時が変わりました") && !second.read && second.id != first.id);
    assert!(second.body.contains("前のお知らせの期間"), "{second:?}");
    let list = chief.see("/maintenance").await;
    assert!(list.contains("日時を変えた") && list.contains("予定"), "{list}");
    let here = list.split("href=\"").find(|part| part.starts_with("/maintenance/0")).unwrap();
    let here = here.split("/move").next().unwrap().to_owned();

    hub.advance(20 * 60);
    office.sign_in().await;
    assert_eq!(read::<Me>(&office, "/v1/me").await.system_state, SystemState::Maintenance);
    let public = hub.public_client().get(hub.public_url("/sign-in")).send().await.unwrap();
    assert_eq!(public.status(), StatusCode::OK);
    let stop = format!("{here}/stop");
    assert!(chief.see(&stop).await.contains("早く終えますか"));
    chief.submit(&stop, &[("do", "cancel")]).await;
    assert_eq!(read::<Me>(&office, "/v1/me").await.system_state, SystemState::Maintenance, "it is not taken back");
    assert_eq!(chief.done(&stop, &[("do", "end")]).await, "/maintenance");
    let me = read::<Me>(&office, "/v1/me").await;
    assert_eq!((me.system_state, me.maintenance), (SystemState::Available, None));
    let third = told(&office).await;
    assert!(third.len() == 1 && third[0].title == "メンテナンスが終わりました", "{third:?}");
    assert!(chief.see("/maintenance").await.contains("早く終えた"));
}

#[tokio::test]
async fn a_maintenance_that_is_taken_back_is_told_to_those_who_read_of_it() {
    let hub = hub_with_console().await;
    let chief = signed_in(&hub, "chief", "admin").await;
    let office = hub.office("1370000001").await;
    let day = hub.hub().now().day_in_japan().date();
    let date = format!("{}-{:02}-{:02}", day.0 + 1, day.1, day.2.min(28));
    let (begins, ends) = (format!("{date} 22:00"), format!("{date} ２３：００"));
    let plan = [("do", "plan"), ("begins", &*begins), ("ends", &*ends), ("goes_on", "yes"), ("text", "点検")];
    assert_eq!(chief.done("/maintenance/plan", &plan).await, "/maintenance");
    assert_eq!(read::<Me>(&office, "/v1/me").await.maintenance, None, "a year ahead");
    let list = chief.see("/maintenance").await;
    let here = list.split("href=\"").find(|part| part.starts_with("/maintenance/0")).unwrap();
    let stop = format!("{}/stop", here.split("/move").next().unwrap());
    assert!(chief.see(&stop).await.contains("取りやめますか"));
    assert_eq!(chief.done(&stop, &[("do", "cancel")]).await, "/maintenance");
    let told = read::<NoticePage>(&office, "/v1/notices").await.notices;
    assert!(told.len() == 1 && told[0].title.contains("取りやめました"), "{told:?}");
    assert!(chief.see(&stop.replace("/stop", "/move")).await.contains("メンテナンス"));
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

#[tokio::test(flavor = "multi_thread")]
async fn a_maintenance_far_off_does_not_stand_above_what_matters_today() {
    let hub = hub_with_console().await;
    let chief = signed_in(&hub, "chief", "admin").await;
    let office = hub.office("1370000001").await;
    for (hours, importance) in [(240, Importance::High), (23, Importance::Urgent)] {
        let (begins, ends) = (in_minutes(&hub, hours * 60), in_minutes(&hub, hours * 60 + 60));
        let fields = [("do", "plan"), ("begins", &begins), ("ends", &ends), ("goes_on", "no"), ("text", "部品の交換")];
        assert_eq!(chief.done("/maintenance/plan", &fields).await, "/maintenance");
        assert_eq!(read::<NoticePage>(&office, "/v1/notices").await.notices[0].importance, importance);
    }
}
