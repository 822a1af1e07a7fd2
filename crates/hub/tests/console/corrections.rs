//! Money that was written down wrongly, taken out, typed in other ways, given free by operators, or cannot be invoiced yet.

use super::money::{TOKYO, charge, made, number, path, this_month, today, with_charges};
use super::*;
use exchange::Actor;
use exchange::licence::{ChargeState, LicenceDeed, Payment};
use exchange::usecases::licence::campaign::add_campaign;
use hub::jobs::Job;

/// A payment of the first office is written down.
async fn paid(hub: &TestHub, by: &Operator, reference: &str) {
    let day = today(hub);
    let fields = [("do", "record"), ("amount", "21000"), ("day", &*day), ("reference", reference), ("confirmed", "1")];
    assert_eq!(by.done(&path(hub, TOKYO[0]).await, &fields).await, "/offices/1370000001");
}

#[tokio::test]
async fn s29_a_payment_written_down_by_mistake_is_taken_back_with_its_reason_and_nothing_is_overwritten() {
    let hub = hub_with_console().await;
    with_charges(&hub).await;
    let clerk = signed_in(&hub, "clerk", "clerk").await;
    let (page, reverse) = (path(&hub, TOKYO[0]).await, format!("{}/reverse", path(&hub, TOKYO[0]).await));
    assert!(!clerk.see(&page).await.contains("/reverse"), "nothing is there to take back");
    assert_eq!(clerk.get(&reverse).await.status(), StatusCode::FORBIDDEN);
    paid(&hub, &clerk, "控え1").await;
    assert!(clerk.see(&page).await.contains(&reverse) && !clerk.see("/payments/unpaid").await.contains(TOKYO[0]));
    let bare = clerk.submit(&reverse, &[("do", "reverse"), ("reason", " ")]).await.text().await.unwrap();
    assert!(bare.contains("取り消す理由を、改行を入れずに200文字まで"), "{bare}");
    assert_eq!(charge(&hub, TOKYO[0]).await.state, ChargeState::Paid);
    let proof = proof(&clerk.see(&reverse).await);
    for _ in 0..2 {
        let fields = [("proof", &*proof), ("do", "reverse"), ("reason", "別の事業所の振り込み")];
        let led = clerk.post(&reverse, &fields).await;
        assert_eq!(led.headers()["location"], "/offices/1370000001", "pressed twice it is once");
    }
    let office = clerk.see("/offices/1370000001").await;
    assert!(office.contains("入金の記録の取り消し") && office.contains("理由 別の事業所の振り込み"));
    assert!(office.contains("控え 控え1"), "what was written stays");
    assert!(clerk.see("/payments/unpaid").await.contains(TOKYO[0]), "it waits again");
    assert!(clerk.see(&page).await.contains("前に記録した入金は、取り消されています"));
    let late = clerk.get(&reverse).await;
    assert_eq!(late.status(), StatusCode::FORBIDDEN);
    assert!(late.text().await.unwrap().contains("取り消せる入金の記録がありません"));
    paid(&hub, &clerk, "控え2").await;
    let ledger = hub.hub().store.ledger(number(TOKYO[0])).await.unwrap();
    assert_eq!((ledger.balance(), ledger.0.len()), (0, 5), "grant, invoice, payment, its reversal, the right payment");
    let chief = signed_in(&hub, "chief", "admin").await;
    assert!(chief.see("/audit?kind=payment.reversed").await.contains("入金の記録を取り消した"));
    hub.advance(6 * 60);
    let asked = clerk.get(&reverse).await;
    assert_eq!(asked.status(), StatusCode::SEE_OTHER);
    assert!(asked.headers()["location"].to_str().unwrap().starts_with("/prove"), "the passkey is asked for");
}

#[tokio::test]
async fn what_is_taken_out_is_written_down_by_whom_of_where_and_how_much() {
    let hub = hub_with_console().await;
    with_charges(&hub).await;
    let (chief, tokyo) = (signed_in(&hub, "chief", "admin").await, signed_in(&hub, "tokyo", "federation:13").await);
    let month = this_month(&hub);
    let make = [("do", "make"), ("month", month.as_str())];
    chief.done("/deductions/new", &make).await;
    made(&chief).await;
    let fetched = "/audit?kind=payment.deductions-fetched";
    chief.see(&format!("/deductions/{month}/13")).await;
    assert!(!chief.see(fetched).await.contains("deductions:"), "a look takes nothing out");
    tokyo.see(&format!("/deductions/{month}/13/file")).await;
    let log = chief.see(fetched).await;
    assert!(log.contains(&format!("deductions:{month}/13/2")) && log.contains("operator:tokyo"), "{log}");
    let printed = "/audit?kind=payment.invoices-printed";
    chief.see("/invoices/print?month=2020-02").await;
    assert!(!chief.see(printed).await.contains("invoices:"), "nothing was printed");
    chief.see(&format!("/invoices/print?month={month}")).await;
    tokyo.see(&format!("/invoices/print?month={month}&prefecture=27")).await;
    let log = chief.see(printed).await;
    for (what, who) in [("00/1", "operator:chief"), ("13/1", "operator:tokyo")] {
        assert!(log.contains(&format!("invoices:{month}/{what}")) && log.contains(who), "{what}");
    }
}

#[tokio::test]
async fn dates_and_amounts_are_understood_as_people_write_them_and_said_in_one_way() {
    let hub = hub_with_console().await;
    with_charges(&hub).await;
    let chief = signed_in(&hub, "chief", "admin").await;
    let (year, month, date) = hub.hub().now().day_in_japan().date();
    let said = format!("{year}年{month}月{date}日");
    let page = path(&hub, TOKYO[0]).await;
    let wide = |text: String| -> String {
        let sign = |sign: char| match sign {
            '!'..='~' => char::from_u32(u32::from(sign) + 0xfee0).unwrap(),
            other => other,
        };
        text.chars().map(sign).collect()
    };
    for (amount, day) in [
        ("２１，０００".to_owned(), said.clone()),
        ("21,000円".to_owned(), format!("令和{}年{month}月{date}日", year - 2018)),
        ("￥２１，０００".to_owned(), wide(format!("{year}/{month}/{date}"))),
        ("21000".to_owned(), format!("{year}{month:02}{date:02}")),
    ] {
        let fields = [("do", "look"), ("amount", &*amount), ("day", &*day), ("reference", "控え")];
        let asked = chief.submit(&page, &fields).await.text().await.unwrap();
        assert!(asked.contains("<dd>21,000円</dd>") && asked.contains(&format!("<dd>{said}</dd>")), "{amount} {day}");
    }
    let filter = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let office = filter("１３７００００００２");
    let fiscal = if month < 4 { year - 2019 } else { year - 2018 };
    let found = chief.see(&format!("/payments?office={office}&year={}", filter(&format!("令和{fiscal}年度")))).await;
    assert!(found.contains(TOKYO[1]) && !found.contains(TOKYO[2]));
    let campaign = [("do", "add"), ("name", "夏"), ("first", "令和81年７月１日"), ("last", "２０９９年８月３１日")];
    let campaign = chief.done("/campaigns/new", &campaign).await;
    assert!(chief.see(&campaign).await.contains("2099/07/01～2099/08/31"));
    let wide_day = [("do", "grant"), ("payment", "deduction"), ("first", "２０９８年４月１日")];
    assert_eq!(chief.done("/offices/1370000001/licence", &wide_day).await, "/offices/1370000001");
    assert!(chief.see("/offices/1370000001").await.contains("2098/04/01～2099/03/31"));
    let terms = [("do", "look"), ("from", "令和81年4月1日"), ("text", "# 第1条\nです。")];
    assert!(chief.submit("/terms/new", &terms).await.text().await.unwrap().contains("2099年4月1日から。"));
    let month = filter(&wide(format!("{year}年{month}月")));
    assert!(chief.see(&format!("/invoices?month={month}")).await.contains(TOKYO[0]));
}

#[tokio::test]
async fn an_operators_grant_during_a_campaign_is_free_at_once_and_asks_for_no_payment() {
    let hub = hub_with_console().await;
    with_charges(&hub).await;
    let clerk = signed_in(&hub, "clerk", "clerk").await;
    let (shared, page) = (hub.hub(), "/offices/1370000001/licence");
    let begins = shared.now().day_in_japan().year_later();
    let bare = clerk.submit(page, &[("do", "grant")]).await.text().await.unwrap();
    assert!(bare.contains("支払いの方法を選んでください。"), "it costs something");
    let context = shared.context(shared.now());
    add_campaign(context, Actor::Hub, "冬".to_owned(), begins, begins.plus(9)).await.unwrap();
    assert!(clerk.see(page).await.contains("この期間に始まるライセンスは、1年間無料です"));
    assert_eq!(clerk.done(page, &[("do", "grant"), ("payment", "invoice")]).await, "/offices/1370000001");
    let office = clerk.see("/offices/1370000001").await;
    assert!(office.contains("フリーパスの期間に始まるため、無料です。"), "{office}");
    let ledger = shared.store.ledger(number(TOKYO[0])).await.unwrap();
    let newest = ledger.0.last().unwrap().deed;
    assert!(matches!(newest, LicenceDeed::Grant { fee: 0, payment: Payment::Campaign, campaign: Some(_), .. }));
    assert_eq!((ledger.balance(), ledger.0.len()), (21_000, 3), "only the first year's invoice");
    assert_eq!(shared.run(Job::Campaigns).await.unwrap(), 0, "no job has anything to mend");
    let next = clerk.done(page, &[("do", "grant"), ("payment", "invoice")]).await;
    assert!(clerk.see(&next).await.contains("21,000円の請求書を作りました。"));
}

#[tokio::test]
async fn without_an_account_to_pay_to_no_invoice_is_offered_or_made_and_the_console_says_what_to_do() {
    let mut hub = TestHub::with(|config| {
        config.names = vec!["localhost".to_owned()];
        let listen = "127.0.0.1:0".parse().unwrap();
        config.console = Some(hub::config::Console { listen, name: "localhost".to_owned() });
        config.invoice = None;
    })
    .await;
    with_charges(&hub).await;
    assert_eq!(charge(&hub, TOKYO[0]).await.state, ChargeState::Open, "granted, and nothing is asked for yet");
    let clerk = signed_in(&hub, "clerk", "clerk").await;
    for page in ["/payments", "/invoices"] {
        let said = clerk.see(page).await;
        assert!(
            said.contains("請求書による振り込みを、いま受け付けていません") && said.contains("[invoice]"),
            "{page}"
        );
    }
    assert!(!clerk.see("/offices/1370000002/licence").await.contains("value=\"invoice\""));
    let forged = clerk.submit("/offices/1370000002/licence", &[("do", "grant"), ("payment", "invoice")]).await;
    assert!(forged.text().await.unwrap().contains("支払いの方法を選んでください。"));
    let page = path(&hub, TOKYO[0]).await;
    assert!(clerk.see(&page).await.contains("振込先が設定されていないため、いまは請求書を作れません"));
    assert_eq!(clerk.submit(&page, &[("do", "invoice")]).await.status(), StatusCode::FORBIDDEN);
    assert_eq!(hub.hub().run(Job::Invoices).await.unwrap(), 0);
    hub.stop().await;
    hub.config.invoice = Some(testkit::samples::invoicing());
    hub.start().await;
    hub.hub().run(Job::Invoices).await.unwrap();
    assert_eq!(hub.hub().run(Job::Invoices).await.unwrap(), 0, "each once");
    let charge = charge(&hub, TOKYO[0]).await;
    let (at, due) = charge.request.map(|request| (request.at.day_in_japan(), request.day)).unwrap();
    assert_eq!((charge.state, due), (ChargeState::Asked, at.plus(30)));
}
