//! The licence page: campaigns, going on by itself, paying, leaving; everything pressed twice.

use super::desk::{Desk, OFFICE, TRUSTING, Visitor, own_password};
use browser::{Browser, Scripts};
use exchange::Actor;
use exchange::licence::ChargeState;
use exchange::usecases::licence::campaign::add_campaign;
use hub::jobs::Job;
use reqwest::StatusCode;
use testkit::TestHub;

const DAY: i64 = 86_400;
const APPLY: [(&str, &str); 4] = [("do", "agree"), ("agreed", "1"), ("payment", "invoice"), ("version", "2")];

async fn campaign(hub: &TestHub, days: i64) {
    let shared = hub.hub();
    let today = shared.now().day_in_japan();
    let context = shared.context(shared.now());
    add_campaign(context, Actor::Hub, "フリーパス".to_owned(), today, today.plus(days)).await.unwrap();
}

async fn ledger(hub: &TestHub, number: &str) -> exchange::licence::Ledger {
    hub.hub().store.ledger(standard::OfficeNumber::parse(number).unwrap()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_campaign_to_automatic_renewal_and_leaving() {
    let desk = Desk::new(OFFICE).await;
    campaign(&desk.hub, 30).await;
    let browser = Browser::with(Scripts::On, &TRUSTING).await;
    desk.settle(&browser).await;
    browser.open(&desk.hub.public_url("/apply")).await;
    browser.see("フリーパスの期間です。ライセンス料はかかりません").await;
    browser.axe().await;
    browser.look("portals", "apply-free").await;
    browser.value("document.querySelector('[data-terms]').focus()").await;
    browser.press(browser::Key::End).await;
    browser.see_count("[data-needs-end]:not(:disabled)", 1).await;
    browser.click("利用規約に同意します").await;
    browser.click("同意して申請する").await;
    browser.see("この画面は一度だけ表示されます").await;
    browser.open(&desk.hub.public_url("/licence")).await;
    browser.see("利用可能です").await;
    browser.see("支払いの手続きはいりません。").await;
    browser.axe().await;
    browser.click("自動更新を使う").await;
    browser.see("自動更新のときの、支払いの方法を選んでください。").await;
    browser.axe().await;
    browser.click("請求書による振り込み").await;
    browser.click("自動更新を使う").await;
    browser.see("自動更新を使うようにしました。").await;
    browser.axe().await;
    browser.look("portals", "licence").await;
    desk.hub.advance(340 * DAY);
    assert_eq!(desk.hub.hub().run(Job::Renewals).await.unwrap(), 1);
    assert_eq!(desk.hub.hub().run(Job::Renewals).await.unwrap(), 0, "once");
    desk.sign_in(&browser, &desk.account, super::desk::OWN).await;
    browser.at("/").await;
    browser.see("残高（未払いの金額）21,000円").await;
    browser.open(&desk.hub.public_url("/licence")).await;
    browser.see("お支払い待ち").await;
    browser.see("21,000円").await;
    browser.axe().await;
    browser.look("portals", "licence-owed").await;
    browser.click("請求書を見る").await;
    browser.see("お支払いの期限").await;
    browser.axe().await;
    browser.look("portals", "invoice").await;
    browser.open(&desk.hub.public_url("/licence")).await;
    browser.click("取りやめの内容を確かめる").await;
    browser.see("利用を取りやめますか").await;
    browser.axe().await;
    browser.look("portals", "leave").await;
    browser.click("利用を取りやめる").await;
    browser.see("利用を取りやめました。").await;
    browser.see("ありません").await;
    browser.axe().await;
    browser.look("portals", "licence-left").await;
    let ledger = ledger(&desk.hub, OFFICE).await;
    assert_eq!((ledger.balance(), ledger.automatic()), (0, None));
    desk.hub.advance(10 * DAY);
    assert_eq!(desk.hub.hub().run(Job::Ended).await.unwrap(), 1);
    desk.sign_in(&browser, &desk.account, super::desk::OWN).await;
    browser.see("ライセンスの期限が終わりました").await;
    browser.axe().await;
    browser.look("portals", "home-ended").await;
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test]
async fn the_same_application_twice_back_and_in_two_browsers_is_one_licence() {
    let desk = Desk::new(OFFICE).await;
    let mut one = desk.visitor().await;
    let mut two = Visitor::signed_in(&desk.hub, &desk.account).await;
    one.get("/apply").await;
    two.get("/apply").await;
    let first = one.post("/apply", &APPLY).await;
    assert_eq!((first.status, first.location.as_str()), (StatusCode::SEE_OTHER, "/apply/done"));
    let again = one.post("/apply", &APPLY).await;
    assert_eq!(again.location, "/apply/done", "the same form leads to the first result");
    let other = two.post("/apply", &APPLY).await;
    assert_eq!(other.location, "/licence");
    assert!(two.get("/licence").await.body.contains("もう一度の申請はいりません。"));
    let reloaded = one.press("/apply", &APPLY).await;
    assert!(reloaded.body.contains("いま申請する必要はありません。") || reloaded.body.contains("申請はいりません"));
    let ledger = ledger(&desk.hub, OFFICE).await;
    assert_eq!((ledger.0.len(), ledger.balance()), (3, 21_000), "application, grant, invoice");
    assert_eq!(one.get("/apply/done").await.body.matches("class=\"secret\"").count(), 2);
    assert_eq!(one.get("/apply/done").await.body.matches("class=\"secret\"").count(), 0);
}

#[tokio::test]
async fn an_older_text_of_the_terms_is_not_agreed_to() {
    let desk = Desk::new(OFFICE).await;
    let mut visitor = desk.visitor().await;
    visitor.get("/apply").await;
    let older = [("do", "agree"), ("agreed", "1"), ("payment", "invoice"), ("version", "1")];
    assert_eq!(visitor.post("/apply", &older).await.status, StatusCode::OK, "the present text is shown");
    assert_eq!(ledger(&desk.hub, OFFICE).await.0, []);
    visitor.press("/apply", &APPLY).await;
    for (page, words) in [("/terms/1", "前の版の利用規約です"), ("/terms/2", "第5条（取りやめ）")] {
        assert!(visitor.get(page).await.body.contains(words), "{page}");
    }
    for page in ["/terms/0", "/terms/3", "/terms/x"] {
        assert_eq!(visitor.get(page).await.status, StatusCode::NOT_FOUND, "{page}");
    }
}

#[tokio::test]
async fn s30_another_offices_invoice_is_not_found() {
    let desk = Desk::new(OFFICE).await;
    let mut own = desk.visitor().await;
    own.press("/apply", &APPLY).await;
    let page = own.get("/licence").await.body;
    let path = page.split("href=\"").map(|rest| rest.split('"').next().unwrap());
    let path = path.into_iter().find(|path| path.starts_with("/licence/invoices/")).expect("an invoice").to_owned();
    assert!(own.get(&path).await.body.contains("21,000円（税込み）"));
    desk.hub.register("1370000002").await;
    desk.hub.account_of_portals("1370000002", "KJ0000000000YY").await;
    own_password(&desk.hub, "KJ0000000000YY").await;
    let mut other = Visitor::signed_in(&desk.hub, "KJ0000000000YY").await;
    let unknown = "/licence/invoices/01966b6f-4bbb-7fff-bfff-ffffffffffff";
    for path in [path.as_str(), unknown, "/licence/invoices/x"] {
        assert_eq!(other.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let grant = ledger(&desk.hub, OFFICE).await.charges()[0].grant;
    other.get("/licence").await;
    let press = format!("invoice:{grant}");
    assert_eq!(other.post("/licence", &[("do", &press)]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_deduction_becomes_an_invoice_once_and_leaving_twice_is_told() {
    let desk = Desk::new(OFFICE).await;
    let mut visitor = desk.visitor().await;
    visitor.press("/apply", &[("do", "agree"), ("agreed", "1"), ("payment", "deduction"), ("version", "2")]).await;
    let grant = ledger(&desk.hub, OFFICE).await.charges()[0].grant;
    let press = format!("invoice:{grant}");
    for _ in 0..2 {
        let shown = visitor.press("/licence", &[("do", &press)]).await;
        assert!(shown.body.contains("請求書を作りました。"), "{}", shown.body);
    }
    let now = ledger(&desk.hub, OFFICE).await;
    assert_eq!((now.0.len(), now.charges()[0].state), (3, ChargeState::Asked));
    let asked = visitor.press("/licence", &[("do", "leave")]).await;
    assert!(asked.body.contains("利用を取りやめますか"));
    assert_eq!(ledger(&desk.hub, OFFICE).await, now, "asking ends nothing");
    let yes = [("do", "leave"), ("confirmed", "1")];
    assert!(visitor.press("/licence", &yes).await.body.contains("利用を取りやめました。"));
    assert!(visitor.press("/licence", &yes).await.body.contains("取りやめるライセンスはありません。"));
    assert_eq!(ledger(&desk.hub, OFFICE).await.balance(), 0, "on the first day it costs nothing");
}

#[tokio::test]
async fn s29_what_matters_on_the_licence_page_needs_the_password_again() {
    let desk = Desk::new(OFFICE).await;
    let mut visitor = desk.visitor().await;
    visitor.press("/apply", &APPLY).await;
    desk.hub.advance(6 * 60);
    for press in [
        vec![("do", "automatic-on"), ("payment", "invoice")],
        vec![("do", "leave"), ("confirmed", "1")],
        vec![("do", "reset"), ("confirmed", "1")],
    ] {
        visitor.get("/licence").await;
        assert_eq!(visitor.post("/licence", &press).await.location, "/prove?to=/licence", "{press:?}");
    }
}

#[tokio::test]
async fn every_job_run_twice_does_nothing_more() {
    let hub = TestHub::new().await;
    let _office = hub.office("1370000001").await;
    hub.advance(366 * DAY);
    for job in Job::ALL.into_iter().chain([Job::AuditNumbers]) {
        hub.hub().run(job).await.unwrap();
    }
    let before = hub.hub().store.census().await.unwrap();
    for job in Job::ALL {
        assert_eq!(hub.hub().run(job).await.unwrap(), 0, "{}", job.name());
    }
    assert_eq!(hub.hub().store.census().await.unwrap(), before);
    let seen: Vec<_> = hub.hub().jobs.runs().into_iter().map(|(job, run)| (job, run.done)).collect();
    assert_eq!(seen.len(), Job::ALL.len());
    assert!(seen.iter().all(|(_, done)| *done == Some(0)));
}
