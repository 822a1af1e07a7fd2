//! What an office pays and when: invoices with and without all that should stand on them, campaigns that ended, leaving before
//! and after paying, days to the day.

use super::desk::{Desk, OFFICE, own_password};
use exchange::instant::Day;
use exchange::licence::{ChargeState, Ledger, LicenceDeed, PaymentOutcome};
use exchange::usecases::licence::campaign::{add_campaign, end_campaign};
use exchange::usecases::licence::payment::{Settlement, refund, settle};
use exchange::{Actor, OperatorId};
use hub::jobs::Job;
use standard::OfficeNumber;
use testkit::TestHub;
use testkit::visitor::Visitor;

const DAY: i64 = 86_400;
const APPLY: [(&str, &str); 4] = [("do", "agree"), ("agreed", "1"), ("payment", "invoice"), ("version", "2")];
const LEAVE: [(&str, &str); 2] = [("do", "leave"), ("confirmed", "1")];

fn office() -> OfficeNumber {
    OfficeNumber::parse(OFFICE).unwrap()
}

async fn ledger(hub: &TestHub) -> Ledger {
    hub.hub().store.ledger(office()).await.unwrap()
}

fn today(hub: &TestHub) -> Day {
    hub.hub().now().day_in_japan()
}

fn in_words(day: Day) -> String {
    let (year, month, day) = day.date();
    format!("{year}年{month}月{day}日")
}

/// An office that has applied by invoice, and the address of its invoice.
async fn invoiced(desk: &Desk) -> (Visitor, String) {
    let mut visitor = desk.visitor().await;
    visitor.press("/apply", &APPLY).await;
    let request = ledger(&desk.hub).await.charges()[0].request.unwrap().id;
    (visitor, format!("/licence/invoices/{request}"))
}

/// The bank says that the invoice was paid.
async fn pay(hub: &TestHub) {
    let (shared, charge) = (hub.hub(), ledger(hub).await.charges()[0]);
    let request = charge.request.unwrap();
    let (outcome, amount, day) = (PaymentOutcome::Paid, request.amount, today(hub));
    let settlement = Settlement { office: office(), request: request.id, outcome, amount, day };
    assert!(settle(shared.context(shared.now()), Actor::Hub, settlement).await.unwrap());
}

#[tokio::test]
async fn an_invoice_says_to_whom_from_whom_what_for_the_tax_until_when_and_where_to_pay() {
    let desk = Desk::new(OFFICE).await;
    let (mut visitor, invoice) = invoiced(&desk).await;
    let due = in_words(today(&desk.hub).plus(30));
    let account = ["架空銀行 見本支店", "普通 0000000", "カクウケンコクミンケンコウホケンダンタイレンゴウカイ"];
    let licence = visitor.get("/licence").await.body;
    assert!(licence.contains(&format!("21,000円を、{due}までに、下の「振込先」に振り込んでください。")), "{licence}");
    let sheet = visitor.get(&invoice).await.body;
    for words in account {
        assert!(licence.contains(words) && sheet.contains(words), "{words}");
    }
    for words in [
        "御中",
        &format!("事業所番号 {OFFICE}"),
        "架空県国民健康保険団体連合会",
        "〒000-0000 架空県見本市例町1-1",
        "会計係 電話 000-000-0000",
        "登録番号 T9000000000000",
        "ライセンス料（1年）",
        "10%対象",
        "うち消費税額等（10%）</td><td class=\"list__num\">1,909円",
        "21,000円（税込み）",
        &due,
        "振込手数料",
        "振り込む事業所のご負担です。",
        &format!("発行日 {}", in_words(today(&desk.hub))),
    ] {
        assert!(sheet.contains(words), "{words}: {sheet}");
    }
    assert!(!sheet.contains("適格請求書（インボイス）ではありません"));
    desk.hub.advance(31 * DAY);
    visitor.enter(&desk.account).await;
    assert!(visitor.get("/licence").await.body.contains("が過ぎています。21,000円を、下の「振込先」に"));
    pay(&desk.hub).await;
    let licence = visitor.get("/licence").await.body;
    assert!(licence.contains("支払い済み") && !licence.contains("架空銀行") && licence.contains("　振り込み"));
    assert!(visitor.get(&invoice).await.body.contains("この請求書の支払いは、もういりません"));
}

#[tokio::test]
async fn who_is_not_registered_for_the_tax_writes_invoices_that_do_not_look_like_it() {
    let hub = TestHub::with(|config| {
        config.names = vec!["localhost".to_owned()];
        let invoice = config.invoice.as_mut().unwrap();
        (invoice.registration, invoice.transfer_fee) = (None, hub::config::TransferFee::Issuer);
    });
    let desk = Desk::at(hub.await, OFFICE).await;
    let (mut visitor, invoice) = invoiced(&desk).await;
    let sheet = visitor.get(&invoice).await.body;
    assert!(sheet.contains("適格請求書（インボイス）ではありません") && sheet.contains("発行者が負担します"));
    for words in ["登録番号", "10%", "1,909円", "消費税額"] {
        assert!(!sheet.contains(words), "{words}");
    }
}

#[tokio::test]
async fn who_is_to_pay_by_invoice_waits_while_nobody_has_said_where_to_pay() {
    let mut desk = Desk::new(OFFICE).await;
    let (_, invoice) = invoiced(&desk).await;
    desk.hub.stop().await;
    desk.hub.config.invoice = None;
    desk.hub.start().await;
    let mut visitor = Visitor::signed_in(&desk.hub, &desk.account).await;
    let licence = visitor.get("/licence").await.body;
    assert!(licence.contains("それまで、振り込まないでお待ちください。") && !licence.contains("架空銀行"), "{licence}");
    assert!(!licence.contains("value=\"invoice\""), "it is no way for going on by itself either");
    let sheet = visitor.get(&invoice).await.body;
    assert!(sheet.contains("振込先が、まだ決まっていません") && !sheet.contains("架空銀行"));
    let asked = [("do", "automatic-on"), ("payment", "invoice")];
    assert!(visitor.press("/licence", &asked).await.body.contains("支払いの方法を選んでください。"));
    let hub = TestHub::with(|config| {
        (config.names, config.invoice) = (vec!["localhost".to_owned()], None);
    });
    let other = Desk::at(hub.await, OFFICE).await;
    let mut fresh = other.visitor().await;
    assert!(!fresh.get("/apply").await.body.contains("value=\"invoice\""));
    let refused = fresh.press("/apply", &APPLY).await.body;
    assert!(refused.contains("支払いの方法を選んでください。"), "a form of yesterday");
}

#[tokio::test]
async fn what_a_campaign_gave_stays_free_when_it_ends_early_and_the_next_office_pays() {
    let desk = Desk::new(OFFICE).await;
    let (shared, first) = (desk.hub.hub(), today(&desk.hub));
    let context = || shared.context(shared.now());
    let campaign = add_campaign(context(), Actor::Hub, "春".to_owned(), first, first.plus(60)).await.unwrap();
    let mut visitor = desk.visitor().await;
    visitor.press("/apply", &[("do", "agree"), ("agreed", "1"), ("version", "2")]).await;
    let ends = first.plus(1);
    end_campaign(context(), Actor::Hub, campaign.id, ends).await.unwrap();
    for days in [0, 1, 1] {
        desk.hub.advance(days * DAY);
        for job in [Job::Campaigns, Job::Invoices, Job::Renewals] {
            assert_eq!(shared.run(job).await.unwrap(), 0, "nothing becomes of it later");
        }
    }
    visitor.enter(&desk.account).await;
    let licence = visitor.get("/licence").await.body;
    assert!(
        licence.contains("無料") && licence.contains("支払いの手続きはいりません。") && licence.contains("ありません")
    );
    assert!(!licence.contains("フリーパスの期間です"), "it is over");
    assert_eq!(ledger(&desk.hub).await.charges()[0].state, ChargeState::Free);
    desk.hub.register("1370000002").await;
    desk.hub.account_of_portals("1370000002", "KJ0000000000YY").await;
    own_password(&desk.hub, "KJ0000000000YY").await;
    let mut other = Visitor::signed_in(&desk.hub, "KJ0000000000YY").await;
    let page = other.get("/apply").await.body;
    assert!(page.contains("21,000円") && !page.contains("フリーパスの期間です"), "the day after costs something");
}

#[tokio::test]
async fn leaving_says_before_and_after_paying_what_becomes_of_the_money() {
    let desk = Desk::new(OFFICE).await;
    let (mut visitor, _) = invoiced(&desk).await;
    let asked = visitor.press("/licence", &[("do", "leave")]).await.body;
    assert!(asked.contains("これから支払うライセンス料はありません。"), "on the first day");
    desk.hub.advance(9 * DAY);
    visitor.enter(&desk.account).await;
    let asked = visitor.press("/licence", &[("do", "leave")]).await.body;
    assert!(asked.contains("取りやめても支払いが必要です"), "{asked}");
    assert!(visitor.press("/licence", &LEAVE).await.body.contains("利用を取りやめました。"));
    let licence = visitor.get("/licence").await.body;
    assert!(licence.contains("お支払い待ち") && licence.contains("架空銀行"), "what was used is paid");
    assert!(licence.contains("今日まで"), "{licence}");
    assert_eq!(ledger(&desk.hub).await.balance(), 21_000);
}

#[tokio::test]
async fn who_leaves_on_the_first_day_after_paying_is_given_the_money_back_and_reads_it() {
    let desk = Desk::new(OFFICE).await;
    let (mut visitor, _) = invoiced(&desk).await;
    pay(&desk.hub).await;
    let asked = visitor.press("/licence", &[("do", "leave")]).await.body;
    assert!(asked.contains("支払い済みの21,000円をお返しします。"), "{asked}");
    visitor.press("/licence", &LEAVE).await;
    let licence = visitor.get("/licence").await.body;
    assert!(licence.contains("返金待ち") && licence.contains("返金の方法は、運営者からご連絡します。"), "{licence}");
    let (shared, grant) = (desk.hub.hub(), ledger(&desk.hub).await.charges()[0].grant);
    let operator = Actor::Operator(OperatorId::parse("ito").unwrap());
    refund(shared.context(shared.now()), operator, office(), grant, (today(&desk.hub), None)).await.unwrap();
    let licence = visitor.get("/licence").await.body;
    assert!(licence.contains("<td>返金</td>") && licence.contains("返金済み") && !licence.contains("返金待ち"));
    assert_eq!(ledger(&desk.hub).await.balance(), 0);
}

#[tokio::test]
async fn a_licence_that_ends_today_is_used_today_and_goes_on_tomorrow() {
    let desk = Desk::new(OFFICE).await;
    let (mut visitor, _) = invoiced(&desk).await;
    let last = ledger(&desk.hub).await.covered_until(today(&desk.hub)).unwrap();
    desk.hub.advance((last.number() - today(&desk.hub).number()) * DAY);
    assert_eq!(today(&desk.hub), last);
    visitor.enter(&desk.account).await;
    let licence = visitor.get("/licence").await.body;
    assert!(licence.contains("利用可能です") && licence.contains("（今日まで）") && licence.contains("更新する"));
    assert_eq!(desk.hub.hub().run(Job::Ended).await.unwrap(), 0, "it has not ended yet");
    let tomorrow = in_words(last.next());
    assert!(visitor.get("/apply").await.body.contains(&format!("{tomorrow}から")));
    assert!(visitor.press("/apply", &APPLY).await.body.contains("ライセンスを更新しました。"));
    let renewed = ledger(&desk.hub).await;
    assert!(renewed.covers(last) && renewed.covers(last.next()));
    assert_eq!(renewed.covered_until(last), Some(exchange::licence::last_day_of_year_from(last.next())));
}

#[tokio::test]
async fn renewal_begins_on_the_day_that_the_pages_name_by_hand_and_by_itself() {
    let desk = Desk::new(OFFICE).await;
    let (mut visitor, _) = invoiced(&desk).await;
    pay(&desk.hub).await;
    let on = [("do", "automatic-on"), ("payment", "deduction")];
    assert!(visitor.press("/licence", &on).await.body.contains("自動更新を使うようにしました。"));
    let last = ledger(&desk.hub).await.covered_until(today(&desk.hub)).unwrap();
    let (by_hand, by_itself) = (last.plus(-89), last.plus(-30));
    assert!(visitor.get("/apply").await.body.contains(&format!("更新は{}からできます", in_words(by_hand))));
    assert!(visitor.get("/licence").await.body.contains(&format!("{}に、1年間更新されます", in_words(by_itself))));
    let to = |day: Day| desk.hub.advance((day.number() - today(&desk.hub).number()) * DAY);
    to(by_hand.previous());
    visitor.enter(&desk.account).await;
    assert!(visitor.get("/apply").await.body.contains("いま申請する必要はありません。"), "the day before");
    to(by_hand);
    visitor.enter(&desk.account).await;
    assert!(visitor.get("/apply").await.body.contains("同意して申請する"), "on the day");
    to(by_itself.previous());
    assert_eq!(desk.hub.hub().run(Job::Renewals).await.unwrap(), 0, "the day before");
    to(by_itself);
    assert_eq!(desk.hub.hub().run(Job::Renewals).await.unwrap(), 1, "on the day");
    let grants = ledger(&desk.hub).await;
    let first = grants.0.iter().rev().find_map(|line| match line.deed {
        LicenceDeed::Grant { first, .. } => Some(first),
        _ => None,
    });
    assert_eq!(first, Some(last.next()));
}
