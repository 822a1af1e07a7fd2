//! The licence page: campaigns, going on by itself, paying, leaving; everything pressed twice.

use super::desk::{Desk, OFFICE, TRUSTING, Visitor, own_password};
use browser::{Browser, Scripts};
use exchange::Actor;
use exchange::licence::ChargeState;
use exchange::usecases::licence::campaign::add_campaign;
use exchange::usecases::licence::payment::{Settlement, deduct, refund, settle};
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
    browser.read_to_end("[data-terms]").await;
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
    browser.see("ライセンスは自動で更新されました").await;
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
    assert_eq!(visitor.post("/apply", &older).await.location, "/apply", "the present text is shown");
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

/// Applies; 利用規約 are agreed to.
async fn applied(visitor: &mut Visitor, payment: &str) {
    let asks = [("do", "agree"), ("agreed", "1"), ("payment", payment), ("version", "2")];
    visitor.press("/apply", &asks).await;
}

/// The money of a grant comes: what waits is settled.
async fn paid(hub: &TestHub) {
    let shared = hub.hub();
    let charge = ledger(hub, OFFICE).await.charges().pop().unwrap();
    let request = charge.request.unwrap();
    let (office, day) = (standard::OfficeNumber::parse(OFFICE).unwrap(), shared.now().day_in_japan());
    let outcome = exchange::licence::PaymentOutcome::Paid;
    let settlement = Settlement { office, request: request.id, outcome, amount: request.amount, day };
    assert!(settle(shared.context(shared.now()), Actor::Hub, settlement).await.unwrap());
}

const LEAVE: [(&str, &str); 2] = [("do", "leave"), ("confirmed", "1")];

#[tokio::test(flavor = "multi_thread")]
async fn leaving_a_paid_licence_says_what_is_lost_and_is_taken_back_until_its_last_day() {
    let desk = Desk::new(OFFICE).await;
    let mut visitor = desk.visitor().await;
    applied(&mut visitor, "invoice").await;
    paid(&desk.hub).await;
    desk.hub.advance(2 * DAY);
    let before = ledger(&desk.hub, OFFICE).await;
    let browser = Browser::with(Scripts::On, &TRUSTING).await;
    desk.sign_in(&browser, &desk.account, super::desk::OWN).await;
    browser.at("/").await;
    browser.open(&desk.hub.public_url("/licence")).await;
    browser.click("取りやめの内容を確かめる").await;
    browser.see("支払い済みの21,000円は、戻りません").await;
    browser.see("あらためて21,000円がかかります。").await;
    browser.see("使える最後の日").await;
    browser.axe().await;
    browser.look("portals", "leave-paid").await;
    assert_eq!(ledger(&desk.hub, OFFICE).await, before, "asking ends nothing");
    browser.click("利用を取りやめる").await;
    browser.see("利用を取りやめました。").await;
    browser.see("取りやめを取り消せます。").await;
    browser.see("取りやめたため").await;
    browser.axe().await;
    browser.look("portals", "licence-left-paid").await;
    browser.click("取りやめを取り消す").await;
    browser.see("取りやめを取り消しました。前のとおり利用できます。料金は増えません。").await;
    browser.see("支払い済み").await;
    browser.axe().await;
    browser.look("portals", "licence-back").await;
    let after = ledger(&desk.hub, OFFICE).await;
    assert_eq!(after.charges(), before.charges(), "nothing is charged twice");
    assert_eq!((after.0.len(), after.balance()), (before.0.len() + 2, 0));
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test]
async fn another_last_day_can_be_chosen_and_taking_back_is_pressed_twice_and_too_late() {
    let desk = Desk::new(OFFICE).await;
    let mut visitor = desk.visitor().await;
    applied(&mut visitor, "invoice").await;
    paid(&desk.hub).await;
    desk.hub.advance(DAY);
    let mut visitor = Visitor::signed_in(&desk.hub, &desk.account).await;
    let today = desk.hub.hub().now().day_in_japan();
    let last = today.next_month().previous();
    let chosen = [("do", "leave"), ("confirmed", "1"), ("last", "month")];
    visitor.press("/licence", &chosen).await;
    assert_eq!(ledger(&desk.hub, OFFICE).await.covered_until(today), Some(last));
    desk.hub.advance((last.number() - today.number()) * DAY);
    let mut visitor = Visitor::signed_in(&desk.hub, &desk.account).await;
    let back = [("do", "resume")];
    assert!(visitor.press("/licence", &back).await.body.contains("取りやめを取り消しました。"));
    assert!(visitor.press("/licence", &back).await.body.contains("取り消せる取りやめはありません。"));
    visitor.press("/licence", &LEAVE).await;
    desk.hub.advance(DAY);
    let mut visitor = Visitor::signed_in(&desk.hub, &desk.account).await;
    assert!(!visitor.get("/licence").await.body.contains("取りやめを取り消す"), "the last day is over");
    assert!(visitor.press("/licence", &back).await.body.contains("使える最後の日が過ぎています"));
    let page = visitor.press("/apply", &APPLY).await;
    assert!(page.body.contains("ライセンスが発行されました") && !page.body.contains("更新しました"), "{}", page.body);
    assert_eq!(ledger(&desk.hub, OFFICE).await.balance(), 21_000, "as the page had said");
}

#[tokio::test]
async fn leaving_after_the_deduction_was_asked_for_says_that_it_is_taken_and_given_back() {
    let desk = Desk::new(OFFICE).await;
    let mut visitor = desk.visitor().await;
    applied(&mut visitor, "deduction").await;
    let shared = desk.hub.hub();
    let (office, month) = (standard::OfficeNumber::parse(OFFICE).unwrap(), shared.now().day_in_japan().month_begins());
    let grant = ledger(&desk.hub, OFFICE).await.charges()[0].grant;
    deduct(shared.context(shared.now()), Actor::Hub, office, grant, month).await.unwrap();
    let asked = visitor.press("/licence", &[("do", "leave")]).await.body;
    assert!(asked.contains("給付費から差し引くように、国保連合会に依頼が出ています"), "{asked}");
    assert!(asked.contains("21,000円が差し引かれ、そのあと21,000円をお返しします（返金待ち）"), "{asked}");
    assert!(!asked.contains("これから支払うライセンス料はありません"), "{asked}");
    let left = visitor.press("/licence", &LEAVE).await.body;
    assert!(left.contains("返金待ち") && left.contains("給付費から21,000円が差し引かれたときは"), "{left}");
    assert_eq!(ledger(&desk.hub, OFFICE).await.charges()[0].state, ChargeState::Returning);
    paid(&desk.hub).await;
    let page = visitor.get("/licence").await.body;
    assert!(page.contains("お返しする金額が21,000円あります") && page.contains("返金待ち"), "{page}");
    let day = shared.now().day_in_japan();
    refund(shared.context(shared.now()), Actor::Hub, office, grant, (day, None)).await.unwrap();
    let page = visitor.get("/licence").await.body;
    assert!(page.contains("返金済み") && page.contains("21,000円をお返ししました。"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_that_is_late_is_said_on_the_first_page_and_the_licence_page_and_stops_automatic_renewal() {
    let desk = Desk::new(OFFICE).await;
    let mut visitor = desk.visitor().await;
    applied(&mut visitor, "invoice").await;
    visitor.press("/licence", &[("do", "automatic-on"), ("payment", "invoice")]).await;
    desk.hub.advance(60 * DAY);
    assert_eq!(desk.hub.hub().run(Job::Unpaid).await.unwrap(), 1);
    assert_eq!(desk.hub.hub().run(Job::Unpaid).await.unwrap(), 0, "once");
    let browser = Browser::with(Scripts::On, &TRUSTING).await;
    desk.sign_in(&browser, &desk.account, super::desk::OWN).await;
    browser.see("ライセンス料の支払いの期限が過ぎています").await;
    browser.see("が過ぎています").await;
    browser.axe().await;
    browser.look("portals", "home-late").await;
    browser.open(&desk.hub.public_url("/licence")).await;
    browser.see("支払い期限切れ").await;
    browser.see("いまは自動で更新されません").await;
    browser.axe().await;
    browser.look("portals", "licence-late").await;
    desk.hub.advance(280 * DAY);
    assert_eq!(desk.hub.hub().run(Job::Renewals).await.unwrap(), 0);
    paid(&desk.hub).await;
    assert_eq!(desk.hub.hub().run(Job::Renewals).await.unwrap(), 1);
    let mut visitor = Visitor::signed_in(&desk.hub, &desk.account).await;
    let home = visitor.get("/").await.body;
    assert!(!home.contains("過ぎています") && home.contains("ライセンスは自動で更新されました"), "{home}");
}

#[tokio::test]
async fn a_first_application_is_not_called_a_renewal_when_the_user_id_is_known() {
    let desk = Desk::new(OFFICE).await;
    let mut visitor = desk.visitor().await;
    applied(&mut visitor, "invoice").await;
    visitor.press("/licence", &LEAVE).await;
    let page = visitor.press("/apply", &APPLY).await.body;
    assert!(page.contains("利用申請が終わり、ライセンスが発行されました。"), "{page}");
    assert!(!page.contains("ライセンスを更新しました。"), "{page}");
    desk.hub.advance(300 * DAY);
    let mut visitor = Visitor::signed_in(&desk.hub, &desk.account).await;
    assert!(visitor.press("/apply", &APPLY).await.body.contains("ライセンスを更新しました。"));
}

#[tokio::test]
async fn a_campaign_that_ended_while_the_page_was_open_is_said() {
    let desk = Desk::new(OFFICE).await;
    campaign(&desk.hub, 0).await;
    let mut visitor = desk.visitor().await;
    let free = [("do", "agree"), ("agreed", "1"), ("version", "2")];
    assert!(visitor.get("/apply").await.body.contains("ライセンス料はかかりません"));
    desk.hub.advance(DAY);
    visitor.enter(&desk.account).await;
    let page = visitor.press("/apply", &free).await.body;
    assert!(page.contains("フリーパスの期間が終わったため、ライセンス料21,000円がかかります。"), "{page}");
    assert_eq!(ledger(&desk.hub, OFFICE).await.0, [], "nothing was applied for");
}

#[tokio::test]
async fn the_last_day_of_a_licence_is_called_so_and_after_it_its_end_is_said_with_the_way_on() {
    let desk = Desk::new(OFFICE).await;
    let mut visitor = desk.visitor().await;
    applied(&mut visitor, "invoice").await;
    let today = desk.hub.hub().now().day_in_japan();
    let over = today.year_later().number() - today.number();
    desk.hub.advance((over - 2) * DAY);
    let mut visitor = Visitor::signed_in(&desk.hub, &desk.account).await;
    assert!(visitor.get("/").await.body.contains("あと1日"));
    desk.hub.advance(DAY);
    let mut visitor = Visitor::signed_in(&desk.hub, &desk.account).await;
    for page in ["/", "/licence"] {
        let shown = visitor.get(page).await.body;
        assert!(shown.contains("今日まで") && !shown.contains("あと0日"), "{page}: {shown}");
    }
    let last = desk.hub.hub().now().day_in_japan().date();
    desk.hub.advance(DAY);
    let mut visitor = Visitor::signed_in(&desk.hub, &desk.account).await;
    let ended = format!("{}年{}月{}日で終わりました。", last.0, last.1, last.2);
    for page in ["/", "/licence"] {
        let shown = visitor.get(page).await.body;
        assert!(shown.contains(&ended) && shown.contains("href=\"/apply\""), "{page}: {shown}");
        assert!(!shown.contains("いまは利用していません"), "{page}");
    }
    visitor.press("/apply", &APPLY).await;
    assert!(!visitor.get("/").await.body.contains("終わりました"), "applied anew");
}
