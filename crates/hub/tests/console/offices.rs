//! Offices: brought in, searched, frozen, closed, given accounts, over mutual TLS without a browser.

use super::*;
use exchange::office::OfficeState;
use standard::OfficeNumber;

/// Lines of a file with so many offices.
fn lines(count: u32) -> String {
    let line = |number| format!("13{number:08},架空事業所{number},カクウジギョウショ,13,43 11\n");
    (1..=count).map(line).collect()
}

fn number(text: &str) -> OfficeNumber {
    OfficeNumber::parse(text).unwrap()
}

#[tokio::test]
async fn fifty_offices_come_in_by_a_file_after_a_persons_yes() {
    let hub = hub_with_console().await;
    let clerk = signed_in(&hub, "clerk", "clerk").await;
    let import = clerk.put_in(&lines(50)).await;
    let page = clerk.wait_for(&import, "登録待ち").await;
    assert!(page.contains("50件を登録する"));
    assert_eq!(hub.hub().store.office(number("1300000001")).await.unwrap(), None, "nothing before the yes");
    assert_eq!(clerk.done(&import, &[("do", "store")]).await, import);
    clerk.wait_for(&import, "50件の登録が終わりました").await;
    let list = clerk.see("/offices?q=%E6%9E%B6%E7%A9%BA").await;
    assert!(list.contains("架空事業所1") && list.contains("1300000050"));
    assert_eq!(clerk.done(&import, &[("do", "store")]).await, import, "pressed again it does nothing");
}

#[tokio::test]
async fn wrong_lines_are_named_and_nothing_is_stored() {
    let hub = hub_with_console().await;
    let clerk = signed_in(&hub, "clerk", "clerk").await;
    let wrong = "137,短い番号,ミジカイ,13,43\n1399999999,<script>alert(1)</script>,カナ,99,43\n";
    let file = format!("{}{wrong}", lines(300));
    let import = clerk.put_in(&file).await;
    let page = clerk.wait_for(&import, "誤りのある行があるため、何も登録していません").await;
    assert!(page.contains("301行目") && page.contains("302行目") && page.contains("2件の誤り"));
    assert!(!page.contains("<script>alert"));
    assert_eq!(hub.hub().store.office(number("1300000001")).await.unwrap(), None);
}

#[tokio::test]
async fn s30_a_federation_sees_its_own_prefecture_alone() {
    let hub = hub_with_console().await;
    let clerk = signed_in(&hub, "clerk", "clerk").await;
    let import = clerk.put_in("1370000001,東京の架空,トウキョウ,13,43\n2770000001,大阪の架空,オオサカ,27,43\n").await;
    clerk.wait_for(&import, "登録待ち").await;
    clerk.done(&import, &[("do", "store")]).await;
    clerk.wait_for(&import, "登録が終わりました").await;
    let tokyo = signed_in(&hub, "tokyo", "federation:13").await;
    let list = tokyo.see("/offices?prefecture=27").await;
    assert!(list.contains("東京の架空") && !list.contains("大阪の架空"), "the question's prefecture changes nothing");
    assert_eq!(tokyo.get("/offices/1370000001").await.status(), StatusCode::OK);
    for path in ["/offices/2770000001", "/offices/2770000001/account"] {
        assert_eq!(tokyo.get(path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    let posted = tokyo.post("/offices/2770000001/account", &[("do", "give")]).await;
    assert_ne!(posted.status(), StatusCode::OK);
}

#[tokio::test]
async fn an_office_is_frozen_let_in_again_and_closed_into_another() {
    let hub = hub_with_console().await;
    let chief = signed_in(&hub, "chief", "admin").await;
    let office = hub.office("1370000001").await;
    hub.register("1370000002").await;
    assert_eq!(office.get("/v1/me").await.status(), 200);
    let no_reason = chief.submit("/offices/1370000001/freeze", &[("do", "freeze"), ("reason", " ")]).await;
    assert!(no_reason.text().await.unwrap().contains("停止する理由を"));
    chief.done("/offices/1370000001/freeze", &[("do", "freeze"), ("reason", "調査のため")]).await;
    assert_ne!(office.get("/v1/me").await.status(), 200, "at the next request");
    assert!(chief.see("/offices/1370000001").await.contains("停止中"));
    chief.done("/offices/1370000001/freeze", &[("do", "thaw")]).await;
    let state = || async { hub.hub().store.office(number("1370000001")).await.unwrap().unwrap().state };
    assert_eq!(state().await, OfficeState::Active);
    let close = "/offices/1370000001/close";
    let unsure = chief.submit(close, &[("do", "close"), ("typed", "1370000002")]).await;
    assert!(unsure.text().await.unwrap().contains("確かめるため"));
    let unknown = chief.submit(close, &[("do", "close"), ("typed", "1370000001"), ("successor", "1370000009")]).await;
    assert!(unknown.text().await.unwrap().contains("登録されていません"));
    chief.done(close, &[("do", "close"), ("typed", "1370000001"), ("successor", "1370000002")]).await;
    assert_eq!(state().await, OfficeState::Closed { successor: Some(number("1370000002")) });
    assert!(chief.see("/offices/1370000001").await.contains("統合"));
}

#[tokio::test]
async fn s25_a_first_password_is_shown_once_and_a_reset_needs_a_second_operator() {
    let hub = hub_with_console().await;
    let (clerk, chief) = (signed_in(&hub, "clerk", "clerk").await, signed_in(&hub, "chief", "admin").await);
    hub.register("1370000001").await;
    let account = "/offices/1370000001/account";
    assert_eq!(clerk.done(account, &[("do", "give")]).await, "/letter");
    let letter = clerk.see("/letter").await;
    let kj = letter.split("<p class=\"secret\">").find(|part| part.starts_with("KJ")).unwrap()[..14].to_owned();
    assert!(clerk.see("/letter").await.contains("もう表示できません"));
    let asking = [("do", "ask"), ("name", &*kj), ("reason", "電話で依頼。折り返して本人と確認")];
    let request = clerk.done(account, &asking).await;
    let approval = request.replace("/requests/", "/approvals/");
    assert!(clerk.see("/approvals").await.contains("自分の依頼は承認できません"));
    let alone = clerk.submit(&approval, &[("do", "approve")]).await;
    assert_eq!(alone.status(), StatusCode::FORBIDDEN);
    assert_eq!(chief.done(&approval, &[("do", "approve")]).await, "/approvals");
    assert!(chief.see("/approvals").await.contains("承認を待っている依頼はありません"));
    assert_eq!(clerk.done(&request, &[("do", "open")]).await, "/letter");
    assert!(clerk.see("/letter").await.contains(&kj));
}

#[tokio::test]
async fn licences_are_granted_and_certificates_revoked() {
    let hub = hub_with_console().await;
    let chief = signed_in(&hub, "chief", "admin").await;
    let office = hub.office("1370000001").await;
    assert!(chief.see("/office-licences").await.contains("架空事業所1370000001"));
    let again = chief.submit("/offices/1370000001/licence", &[("do", "grant"), ("payment", "campaign")]).await;
    assert!(again.text().await.unwrap().contains("支払いの方法を選んでください"));
    chief.done("/offices/1370000001/licence", &[("do", "grant"), ("payment", "invoice")]).await;
    let (year, month, day) = hub.hub().now().day_in_japan().date();
    let today = format!("{year}-{month:02}-{day:02}");
    let overlaps = [("do", "grant"), ("payment", "invoice"), ("first", &*today)];
    let overlaps = chief.submit("/offices/1370000001/licence", &overlaps).await.text().await.unwrap();
    assert!(overlaps.contains("重なります"), "{overlaps}");
    let found = chief.see(&format!("/certificates?q={}", office.serial())).await;
    let key = found.split("href=\"").find(|part| part.starts_with("/certificates/")).unwrap();
    let path = key.split('"').next().unwrap().to_owned();
    chief.done(&path, &[("do", "revoke"), ("reason", "key-compromise")]).await;
    assert_ne!(office.get("/v1/me").await.status(), 200, "at the next request");
    assert!(chief.see("/certificates?q=1370000001").await.contains("失効（"));
}
