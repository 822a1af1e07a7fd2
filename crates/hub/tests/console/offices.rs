//! Offices: brought in, searched, frozen, closed, given accounts, over mutual TLS without a browser.

use super::kept;
use super::*;
use exchange::office::OfficeState;
use hub::jobs::Job;
use standard::OfficeNumber;
use testkit::TestOffice;

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
    assert!(page.contains("都道府県コード"), "{page}");
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
async fn an_office_is_frozen_and_let_in_again() {
    let hub = hub_with_console().await;
    let chief = signed_in(&hub, "chief", "admin").await;
    let office = hub.office("1370000001").await;
    assert_eq!(office.get("/v1/me").await.status(), 200);
    let no_reason = chief.submit("/offices/1370000001/freeze", &[("do", "freeze"), ("reason", " ")]).await;
    assert!(no_reason.text().await.unwrap().contains("停止する理由を"));
    chief.done("/offices/1370000001/freeze", &[("do", "freeze"), ("reason", "調査のため")]).await;
    assert_ne!(office.get("/v1/me").await.status(), 200, "at the next request");
    assert!(chief.see("/offices/1370000001").await.contains("停止中"));
    chief.done("/offices/1370000001/freeze", &[("do", "thaw")]).await;
    let state = || async { hub.hub().store.office(number("1370000001")).await.unwrap().unwrap().state };
    assert_eq!(state().await, OfficeState::Active);
}

/// A fresh hub with two offices and somebody who may close one.
async fn two_offices() -> (TestHub, Operator, TestOffice, TestOffice) {
    let hub = hub_with_console().await;
    let chief = signed_in(&hub, "chief", "admin").await;
    let (first, second) = (hub.office("1370000001").await, hub.office("1370000002").await);
    (hub, chief, first, second)
}

const CLOSE: &str = "/offices/1370000002/close";

#[tokio::test]
async fn s29_closing_shows_what_hangs_on_it_then_both_names_and_only_then_the_button() {
    let (hub, chief, first, _second) = two_offices().await;
    let letter = first.letter("1370000002");
    assert_eq!(first.submit(first.seal(&letter)).await.status(), 201);
    hub.register("1370000003").await;
    let facts = chief.see(CLOSE).await;
    assert!(facts.contains("<strong>1件</strong>（1事業所から）") && facts.contains("1枚。廃止の30日後"), "{facts}");
    assert!(!facts.contains(">廃止する</button>"), "no button before both names were seen");
    let (year, month, day) = hub.hub().now().day_in_japan().date();
    let today = format!("{year}年{month}月{day}日");
    let with = |verb, typed, successor| {
        let fields =
            [("do", verb), ("typed", typed), ("successor", successor), ("from", &*today), ("reason", "届け出")];
        fields.map(|(name, value)| (name, value))
    };
    let itself = chief.submit(CLOSE, &with("look", "", "1370000002")).await.text().await.unwrap();
    assert!(itself.contains("廃止する事業所そのものの番号です"), "{itself}");
    let unknown = chief.submit(CLOSE, &with("look", "", "1370000009")).await.text().await.unwrap();
    assert!(unknown.contains("登録されていません"));
    let sure = chief.submit(CLOSE, &with("look", "", "１３７００００００３")).await.text().await.unwrap();
    assert!(sure.contains("内容を確かめる") && sure.contains("架空事業所1370000003"), "{sure}");
    assert!(sure.contains("引き継ぐ事業所には、いま有効なライセンスがありません"), "who takes over cannot: {sure}");
    let unsure = chief.submit(CLOSE, &with("close", "1370000003", "1370000003")).await.text().await.unwrap();
    assert!(unsure.contains("廃止する事業所の番号を入力"));
    assert_eq!(hub.hub().store.office(number("1370000002")).await.unwrap().unwrap().state, OfficeState::Active);
    chief.done(CLOSE, &with("close", "１３７００００００２", "1370000003")).await;
    let page = chief.see("/offices/1370000002").await;
    assert!(
        page.contains("に廃止されました") && page.contains("架空事業所1370000003（事業所番号1370000003）"),
        "{page}"
    );
    assert!(page.contains("いま有効なライセンスはありません"), "not as if it were valid");
    let closed = chief.submit("/offices/1370000001/close", &with("look", "", "1370000002")).await.text().await.unwrap();
    assert!(closed.contains("引き継いでいます") && closed.contains("1370000003"), "the one that took over is offered");
}

#[tokio::test]
async fn closing_says_before_what_is_to_be_given_back() {
    let (hub, chief, ..) = two_offices().await;
    let (year, month, day) = hub.hub().now().day_in_japan().date();
    kept::paid(&hub, &chief, &format!("{year}-{month}-{day}")).await;
    let page = chief.see(&format!("/offices/{}/close", kept::PAID)).await;
    assert!(page.contains("<strong>21,000円</strong>") && page.contains("返金待ち"), "{page}");
    assert!(!chief.see(CLOSE).await.contains("返金待ち"), "who has paid for nothing to come gets nothing back");
}

#[tokio::test]
async fn a_closed_office_reads_what_waits_and_a_mistake_is_taken_back() {
    let (hub, chief, first, second) = two_offices().await;
    let letter = first.letter("1370000002");
    assert_eq!(first.submit(first.seal(&letter)).await.status(), 201);
    let (year, month, day) = hub.hub().now().day_in_japan().date();
    let today = format!("{year}-{month}-{day}");
    let fields = [("do", "close"), ("typed", "1370000002"), ("from", &*today), ("reason", "届け出")];
    chief.done(CLOSE, &fields).await;
    assert_eq!(second.get("/v1/me").await.status(), 200, "it can still read");
    assert_eq!(second.get(&format!("/v1/transmissions/{}/container", letter.id)).await.status(), 200);
    let refused = second.submit(second.seal(&second.letter("1370000001"))).await;
    let refused: protocol::Problem = refused.json().await.unwrap();
    assert_eq!(refused.code(), Some(protocol::ProblemCode::OfficeClosed), "{refused:?}");
    let told: protocol::ClosingPage = first.get("/v1/closings").await.json().await.unwrap();
    assert_eq!((told.own, told.offices[0].number.as_str()), (None, "1370000002"));
    let own: protocol::ClosingPage = second.get("/v1/closings").await.json().await.unwrap();
    assert!(own.own.unwrap().reads_until.is_some());
    let back = "/offices/1370000002/closing";
    let silent = chief.submit(back, &[("do", "take-back"), ("reason", "")]).await.text().await.unwrap();
    assert!(silent.contains("取り消す理由を"));
    chief.done(back, &[("do", "take-back"), ("reason", "番号の取りちがえ。電話で確認")]).await;
    assert_eq!(second.submit(second.seal(&second.letter("1370000001"))).await.status(), 201);
    assert!(chief.see("/offices/1370000002").await.contains("廃止の取り消し"));
}

#[tokio::test]
async fn a_closing_of_a_later_day_is_done_by_the_job_and_ends_by_it() {
    let (hub, chief, _first, second) = two_offices().await;
    let day = hub.hub().now().day_in_japan().plus(3);
    let (year, month, at) = day.date();
    let day = format!("{year}-{month}-{at}");
    chief.done(CLOSE, &[("do", "close"), ("typed", "1370000002"), ("from", &*day), ("reason", "届け出")]).await;
    assert!(chief.see("/offices/1370000002").await.contains("に廃止する予定です"));
    assert_eq!(hub.hub().run(Job::Closed).await.unwrap(), 0);
    hub.advance(4 * 24 * 3_600);
    hub.hub().run(Job::Closed).await.unwrap();
    let state = || async { hub.hub().store.office(number("1370000002")).await.unwrap().unwrap().state };
    assert!(state().await.is_closed());
    hub.advance(31 * 24 * 3_600);
    hub.hub().run(Job::Closed).await.unwrap();
    let certificates = hub.hub().store.certificates_of(number("1370000002")).await.unwrap();
    assert!(certificates.iter().all(|one| one.revoked.is_some()));
    assert_ne!(second.get("/v1/me").await.status(), 200);
}

#[tokio::test]
async fn a_licence_is_ended_for_an_office_and_a_wrong_grant_is_taken_back() {
    let hub = hub_with_console().await;
    let chief = signed_in(&hub, "chief", "admin").await;
    hub.register("1370000001").await;
    let of = number("1370000001");
    let ledger = || async { hub.hub().store.ledger(of).await.unwrap() };
    let grant = |ledger: exchange::licence::Ledger| ledger.periods().last().map(|(entry, ..)| entry.to_string());
    let path = "/offices/1370000001/licence/end";
    chief.done("/offices/1370000001/licence", &[("do", "grant"), ("payment", "invoice")]).await;
    let entry = grant(ledger().await).unwrap();
    let lines = ledger().await.0.len();
    let reason = "番号をまちがえて発行した";
    let mistake = [("do", "look"), ("grant", &*entry), ("how", "mistake"), ("reason", reason)];
    let sure = chief.submit(path, &mistake).await.text().await.unwrap();
    assert!(
        sure.contains("はじめからなかったことにします") && sure.contains("未入金の21,000円は、なくなります"),
        "{sure}"
    );
    chief.done(path, &[("do", "end"), ("grant", &*entry), ("how", "mistake"), ("reason", reason)]).await;
    let after = ledger().await;
    assert_eq!((after.0.len(), after.balance()), (lines + 1, 0), "a line more, nothing owed");
    assert!(chief.see("/offices/1370000001").await.contains(reason), "the reason stands beside the line");
    chief.done("/offices/1370000001/licence", &[("do", "grant"), ("payment", "invoice")]).await;
    let entry = grant(ledger().await).unwrap();
    let today = hub.hub().now().day_in_japan();
    let (year, month, day) = today.date();
    let last = format!("{year}-{month}-{day}");
    let leave = [("do", "end"), ("grant", &*entry), ("how", "leave"), ("last", &*last), ("reason", "電話で申し出")];
    chief.done(path, &leave).await;
    let after = ledger().await;
    assert_eq!((after.covered_until(today), after.balance()), (Some(today), 21_000), "what was used stays owed");
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
