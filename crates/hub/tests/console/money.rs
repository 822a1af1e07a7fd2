//! Payments over mutual TLS without a browser: the ledger, by hand, invoices, deductions out and in; each within its bounds.

use super::*;
use exchange::licence::{ChargeState, Payment, YEAR_FEE};
use exchange::office::Prefecture;
use exchange::usecases::licence::grant::{GrantInput, grant};
use exchange::{Act, Actor};
use hub::admin::AdminQuestion;
use reqwest::header::{COOKIE, ORIGIN};
use standard::OfficeNumber;

pub(super) const TOKYO: [&str; 3] = ["1370000001", "1370000002", "1370000003"];
const OSAKA: &str = "2770000001";

pub(super) fn number(text: &str) -> OfficeNumber {
    OfficeNumber::parse(text).unwrap()
}

/// Offices of two prefectures with licences: the first pays by invoice, the others by deduction.
pub(super) async fn with_charges(hub: &TestHub) {
    let line = |(at, number): (usize, &str)| hub::admin::NewOfficeLine {
        line: at + 1,
        number: number.to_owned(),
        name: format!("架空ケア{number}"),
        kana: "カクウケア".to_owned(),
        prefecture: number[..2].to_owned(),
        services: vec!["43".to_owned()],
    };
    let offices = TOKYO.into_iter().chain([OSAKA]).enumerate().map(line).collect();
    hub.admin(AdminQuestion::PutOffices { offices, dry: false }).await;
    let shared = hub.hub();
    for (at, text) in TOKYO.into_iter().chain([OSAKA]).enumerate() {
        let payment = if at == 0 { Payment::Invoice } else { Payment::Deduction };
        let wanted = GrantInput { office: number(text), first: None, payment: Some(payment) };
        grant(shared.context(shared.now()), Actor::Hub, wanted).await.unwrap();
    }
}

pub(super) async fn charge(hub: &TestHub, office: &str) -> exchange::licence::Charge {
    hub.hub().store.ledger(number(office)).await.unwrap().charges()[0]
}

pub(super) fn today(hub: &TestHub) -> String {
    let (year, month, day) = hub.hub().now().day_in_japan().date();
    format!("{year}-{month:02}-{day:02}")
}

pub(super) fn this_month(hub: &TestHub) -> String {
    today(hub)[..7].to_owned()
}

/// An invoice that should have been paid some days ago.
async fn invoiced_in_vain(hub: &TestHub, office: &str, days: i64) {
    let (shared, at) = (hub.hub(), hub.hub().now());
    let (grant, due) = (charge(hub, office).await.grant, at.day_in_japan().plus(-days));
    let id = exchange::id::LicenceEntryId::new(at, hub.surroundings.random());
    let deed = exchange::licence::LicenceDeed::Invoice { grant, amount: YEAR_FEE, due };
    let line = exchange::licence::LicenceEntry { id, office: number(office), deed, at };
    let act = Act { actor: Actor::Hub, at, salt: [7; 16] };
    shared.store.append_licence(line.into(), act).await.unwrap();
}

/// The path of the charge's page.
pub(super) async fn path(hub: &TestHub, office: &str) -> String {
    format!("/offices/{office}/charges/{}", charge(hub, office).await.grant)
}

#[tokio::test]
async fn every_charge_is_found_by_office_year_way_state_and_prefecture() {
    let hub = hub_with_console().await;
    with_charges(&hub).await;
    let eyes = signed_in(&hub, "eyes", "viewer").await;
    let all = eyes.see("/payments").await;
    assert!(TOKYO.iter().all(|number| all.contains(number)) && all.contains(OSAKA));
    assert!(!all.contains("/charges/"), "who only looks works on no charge");
    let (year, month, _) = hub.hub().now().day_in_japan().date();
    let year = if month < 4 { year - 1 } else { year };
    for (asked, found) in [
        ("office=1370000002".to_owned(), vec![TOKYO[1]]),
        ("payment=invoice".to_owned(), vec![TOKYO[0]]),
        ("prefecture=27".to_owned(), vec![OSAKA]),
        ("state=asked".to_owned(), vec![TOKYO[0]]),
        ("state=open&prefecture=13".to_owned(), vec![TOKYO[1], TOKYO[2]]),
        (format!("year={year}&office=2770000001"), vec![OSAKA]),
        (format!("year={}", year - 1), vec![]),
    ] {
        let page = eyes.see(&format!("/payments?{asked}")).await;
        for office in TOKYO.into_iter().chain([OSAKA]) {
            assert_eq!(page.contains(&format!("href=\"/offices/{office}\"")), found.contains(&office), "{asked}");
        }
    }
    let wrong = eyes.see("/payments?office=137&year=%E4%BB%A4%E5%92%8C").await;
    assert!(wrong.contains("事業所番号を、数字と英字の10文字") && wrong.contains("年度を、2025"));
}

#[tokio::test]
async fn a_payment_is_written_down_by_hand_after_a_second_look_and_never_twice() {
    let hub = hub_with_console().await;
    with_charges(&hub).await;
    let clerk = signed_in(&hub, "clerk", "clerk").await;
    let (page, day) = (path(&hub, TOKYO[0]).await, today(&hub));
    let fields =
        |amount, day, reference, verb| [("do", verb), ("amount", amount), ("day", day), ("reference", reference)];
    let wrong = clerk.submit(&page, &fields("20560", &day, "\u{7}", "look")).await.text().await.unwrap();
    assert!(wrong.contains("控えの番号などを"), "{wrong}");
    let wrong = clerk.submit(&page, &fields("20560", &day, "み0425-17", "look")).await.text().await.unwrap();
    assert!(wrong.contains("請求した金額は21,000円です"));
    let wrong = clerk.submit(&page, &fields("21000", "2099-01-01", "み0425-17", "look")).await.text().await.unwrap();
    assert!(wrong.contains("請求書を作った日から今日まで"));
    for verb in ["look", "record"] {
        let asked = clerk.submit(&page, &fields("21,000円", &day, "み0425-17", verb)).await.text().await.unwrap();
        assert!(asked.contains("この内容で記録しますか") && asked.contains("<dd>21,000円</dd>"), "{verb}");
        assert_eq!(charge(&hub, TOKYO[0]).await.state, ChargeState::Asked, "a look writes nothing");
    }
    let sure: Vec<_> = fields("21000", &day, "み0425-17", "record").into_iter().chain([("confirmed", "1")]).collect();
    let proof = proof(&clerk.see(&page).await);
    for _ in 0..2 {
        let all: Vec<_> = [("proof", proof.as_str())].into_iter().chain(sure.clone()).collect();
        let led = clerk.post(&page, &all).await;
        assert_eq!(led.headers()["location"], "/offices/1370000001");
    }
    let again = clerk.done(&page, &sure).await;
    assert_eq!(again, "/offices/1370000001");
    let ledger = hub.hub().store.ledger(number(TOKYO[0])).await.unwrap();
    assert_eq!((ledger.balance(), ledger.0.len()), (0, 3), "grant, invoice, one result");
    let office = clerk.see("/offices/1370000001").await;
    assert!(office.contains("入金済み") && office.contains("控え み0425-17"));
    assert!(office.contains("二重には記録していません"), "the second press says so");
}

#[tokio::test]
async fn what_is_late_is_listed_with_its_days_and_an_invoice_is_made_from_a_failed_deduction() {
    let hub = hub_with_console().await;
    with_charges(&hub).await;
    let clerk = signed_in(&hub, "clerk", "clerk").await;
    let unpaid = clerk.see("/payments/unpaid").await;
    assert!(unpaid.contains("期限の前") && !unpaid.contains(TOKYO[1]));
    invoiced_in_vain(&hub, TOKYO[2], 5).await;
    let unpaid = clerk.see("/payments/unpaid").await;
    let place = |office| unpaid.find(office).unwrap();
    assert!(unpaid.contains("5日") && place(TOKYO[2]) < place(TOKYO[0]), "what is late comes first");
    assert!(clerk.see("/offices/1370000003").await.contains("5日過ぎています"));
    let page = path(&hub, TOKYO[1]).await;
    assert_eq!(clerk.done(&page, &[("do", "invoice")]).await, page);
    let (charged, month) = (charge(&hub, TOKYO[1]).await, this_month(&hub));
    assert_eq!((charged.state, charged.payment), (ChargeState::Asked, Payment::Invoice));
    let list = clerk.see(&format!("/invoices?month={month}")).await;
    assert!(TOKYO.iter().all(|office| list.contains(office)) && !list.contains(OSAKA));
    assert!(!clerk.see("/invoices?month=2020-02").await.contains("/invoices/0"), "none was made in that month");
    let sheet = clerk.see(&format!("/offices/1370000002/invoices/{}", charged.request.unwrap().id)).await;
    assert!(sheet.contains("架空ケア1370000002 御中") && sheet.contains("21,000円（税込み）"));
    let printed = clerk.see(&format!("/invoices/print?month={month}")).await;
    assert!(printed.contains("架空ケア1370000002 御中") && printed.contains("未入金の3枚"));
    assert_eq!(clerk.get("/offices/1370000002/invoices/x").await.status(), StatusCode::NOT_FOUND);
    assert!(clerk.see("/invoices?month=x").await.contains("2025年4月 のように"));
}

/// The list of files when nothing works on them any more.
pub(super) async fn made(by: &Operator) -> String {
    loop {
        let list = by.see("/deductions").await;
        if !list.contains("作っています") {
            return list;
        }
    }
}

/// Puts a file of results in; gives the page that says what was found.
async fn results(by: &Operator, path: &str, file: &str) -> String {
    let proof = proof(&by.see(path).await);
    let boundary = "results-of-a-month";
    let part = |name: &str, more: &str, value: &str| {
        format!("--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"{more}\r\n\r\n{value}\r\n")
    };
    let given = part("files", "; filename=\"結果.csv\"", file);
    let body = format!("{}{}{given}--{boundary}--\r\n", part("proof", "", &proof), part("do", "", "read"));
    let asked = by.http.post(format!("{}{path}", by.base)).header(COOKIE, &by.cookie);
    let asked = asked.header(ORIGIN, &by.base).header("sec-fetch-site", "same-origin");
    let kind = format!("multipart/form-data; boundary={boundary}");
    let answer = asked.header("content-type", kind).body(body).send().await.unwrap();
    assert_eq!(answer.headers()["location"].to_str().unwrap(), path);
    by.see(path).await
}

/// Says yes to what a page of results has found.
async fn take(by: &Operator, path: &str, page: &str) -> String {
    let (_, form) = page.split_once("/results/take").unwrap();
    let (_, rest) = form.split_once("name=\"proof\" value=\"").unwrap();
    let proof = rest.split('"').next().unwrap().to_owned();
    let led = by.post(&format!("{path}/take"), &[("proof", &proof), ("do", "take")]).await;
    led.headers()["location"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_months_deductions_go_out_and_come_back_and_nothing_is_doubled() {
    let hub = hub_with_console().await;
    with_charges(&hub).await;
    let clerk = signed_in(&hub, "clerk", "clerk").await;
    let month = this_month(&hub);
    let make = [("do", "make"), ("month", month.as_str()), ("prefecture", "13")];
    let file = format!("/deductions/{month}/13");
    assert_eq!(clerk.done("/deductions/new", &make).await, file);
    let out = clerk.see(&format!("{file}/file")).await;
    assert_eq!(out.lines().count(), 3, "{out}");
    assert!(out.starts_with('\u{feff}') && !out.contains(OSAKA) && !out.contains(TOKYO[0]));
    let moved = "1370000002,改名した事業所,カイメイ,13,43\n";
    let import = clerk.put_in(moved).await;
    clerk.wait_for(&import, "登録待ち").await;
    clerk.done(&import, &[("do", "store")]).await;
    clerk.wait_for(&import, "登録が終わりました").await;
    assert_eq!(clerk.done("/deductions/new", &make).await, file, "asked for twice");
    assert_eq!(clerk.see(&format!("{file}/file")).await, out, "the same file, whatever has changed since");
    let lines = |office: &'static str| async { hub.hub().store.ledger(number(office)).await.unwrap().0.len() };
    assert_eq!((lines(TOKYO[1]).await, lines(OSAKA).await), (2, 1), "asked for once, and only there");
    let path = format!("{file}/results");
    let day = today(&hub);
    let wrong = out.replacen("\"21000\",\"\",\"\"", "\"20000\",\"1\",\"x\"", 1);
    let looked = results(&clerk, &path, &wrong).await;
    assert!(
        looked.contains("2行目") && looked.contains("依頼した金額は21,000円です") && !looked.contains("results/take")
    );
    let right = out.replacen("\"\",\"\"\r\n", &format!("\"1\",\"{day}\"\r\n"), 1);
    let looked = results(&clerk, &path, &right).await;
    assert!(looked.contains("1件の結果を記録する") && looked.contains("まだ記録していません"));
    assert_eq!(charge(&hub, TOKYO[1]).await.state, ChargeState::Asked, "a look writes nothing");
    assert_eq!(take(&clerk, &path, &looked).await, file);
    assert!(clerk.see(&file).await.contains("1件の結果を記録しました。"));
    assert_eq!(charge(&hub, TOKYO[1]).await.state, ChargeState::Paid);
    assert_eq!(take(&clerk, &path, &results(&clerk, &path, &both(&right, &day)).await).await, file);
    assert_eq!(charge(&hub, TOKYO[2]).await.state, ChargeState::Failed);
    let again = results(&clerk, &path, &both(&right, &day)).await;
    assert!(again.contains("新しく記録する結果はありません") && again.contains("<dd>2件</dd>"), "{again}");
    assert_eq!((lines(TOKYO[1]).await, lines(TOKYO[2]).await), (3, 3));
    assert!(clerk.see(&file).await.contains("請求書に変えるときは、事業所の画面から行います。"));
    for role in ["federation:13", "viewer"] {
        let page = signed_in(&hub, &role[..6], role).await.see(&file).await;
        assert!(page.contains("請求書に変えるときは、運営者に依頼してください。"), "{role}: {page}");
    }
    let other = right.replace("\"1\"", "\"9\"");
    assert!(results(&clerk, &path, &other).await.contains("「差し引いた」という結果が記録されています"));
}

/// The same file with the other line's result too.
fn both(file: &str, day: &str) -> String {
    file.replacen("\"\",\"\"\r\n", &format!("\"9\",\"{day}\"\r\n"), 1)
}

#[tokio::test]
async fn a_file_is_made_for_this_month_or_the_next_and_for_all_prefectures_at_once() {
    let hub = hub_with_console().await;
    with_charges(&hub).await;
    let clerk = signed_in(&hub, "clerk", "clerk").await;
    let far = clerk.submit("/deductions/new", &[("do", "make"), ("month", "2099-01")]).await.text().await.unwrap();
    assert!(far.contains("今月と来月の分です"));
    let month = this_month(&hub);
    assert_eq!(clerk.done("/deductions/new", &[("do", "make"), ("month", &month)]).await, "/deductions");
    let list = made(&clerk).await;
    assert!(list.contains(&format!("/deductions/{month}/13")) && list.contains(&format!("/deductions/{month}/27")));
    let nothing =
        hub.hub().store.deduction_file(hub.hub().now().day_in_japan().month_begins(), Prefecture::new(1).unwrap());
    assert_eq!(nothing.await.unwrap(), None, "no empty files");
    let next = hub.hub().now().day_in_japan().next_month().date();
    let next = format!("{}-{:02}", next.0, next.1);
    let fields = [("do", "make"), ("month", next.as_str()), ("prefecture", "13")];
    assert_eq!(clerk.done("/deductions/new", &fields).await, "/deductions", "what is asked for is not asked for again");
}

#[tokio::test]
async fn s30_a_federation_has_the_money_of_its_own_prefecture_alone() {
    let hub = hub_with_console().await;
    with_charges(&hub).await;
    let clerk = signed_in(&hub, "clerk", "clerk").await;
    let month = this_month(&hub);
    clerk.done("/deductions/new", &[("do", "make"), ("month", &month)]).await;
    made(&clerk).await;
    clerk.done(&path(&hub, TOKYO[2]).await, &[("do", "")]).await;
    let (tokyo, osaka) =
        (signed_in(&hub, "tokyo", "federation:13").await, signed_in(&hub, "osaka", "federation:27").await);
    for path in
        ["/payments", "/payments?prefecture=27", "/payments?office=2770000001", "/payments/unpaid?prefecture=27"]
    {
        assert!(!tokyo.see(path).await.contains("/offices/2770000001"), "{path}");
    }
    assert!(tokyo.see("/payments").await.contains(TOKYO[0]));
    let invoices = format!("/invoices?month={month}&prefecture=13");
    assert!(tokyo.see(&invoices).await.contains(TOKYO[0]) && !osaka.see(&invoices).await.contains(TOKYO[0]));
    let print = format!("/invoices/print?month={month}&prefecture=13");
    assert!(tokyo.see(&print).await.contains("御中") && !osaka.see(&print).await.contains("御中"));
    let invoice = charge(&hub, TOKYO[0]).await.request.unwrap().id;
    let file = format!("/deductions/{month}/13");
    for path in [
        format!("/offices/1370000001/invoices/{invoice}"),
        file.clone(),
        format!("{file}/file"),
        format!("{file}/results"),
    ] {
        assert_eq!(tokyo.get(&path).await.status(), StatusCode::OK, "{path}");
        assert_eq!(osaka.get(&path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    assert!(!osaka.see("/deductions").await.contains(&file));
    let next = hub.hub().now().day_in_japan().next_month().date();
    let next = format!("{}-{:02}", next.0, next.1);
    osaka.done("/deductions/new", &[("do", "make"), ("month", &next), ("prefecture", "13")]).await;
    assert_eq!(
        hub.hub().store.deduction_files(Prefecture::new(13)).await.unwrap().len(),
        1,
        "the question changes nothing"
    );
    let charge = path(&hub, TOKYO[0]).await;
    assert_eq!(tokyo.get(&charge).await.status(), StatusCode::FORBIDDEN, "money is written down by the operator");
    let proof = proof(&osaka.see(&format!("/deductions/{month}/27/results")).await);
    let taken = osaka.post(&format!("{file}/results/take"), &[("proof", &proof), ("do", "take")]).await;
    assert_eq!(taken.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_page_of_the_ledger_holds_fifty_and_stays_small() {
    let hub = hub_with_console().await;
    let line = |place: usize| hub::admin::NewOfficeLine {
        line: place,
        number: format!("13{place:08}"),
        name: format!("社会福祉法人架空の会ケアセンターみらい第{place}居宅介護支援事業所"),
        kana: "カクウ".to_owned(),
        prefecture: "13".to_owned(),
        services: vec!["43".to_owned()],
    };
    let offices: Vec<_> = (1..=60).map(line).collect();
    let numbers: Vec<String> = offices.iter().map(|office| office.number.clone()).collect();
    hub.admin(AdminQuestion::PutOffices { offices, dry: false }).await;
    let shared = hub.hub();
    for text in &numbers {
        let wanted = GrantInput { office: number(text), first: None, payment: Some(Payment::Invoice) };
        grant(shared.context(shared.now()), Actor::Hub, wanted).await.unwrap();
    }
    let clerk = signed_in(&hub, "clerk", "clerk").await;
    for path in ["/payments?payment=invoice", "/payments/unpaid", "/invoices"] {
        let first = clerk.see(path).await;
        let (_, rest) = first.split_once("rel=\"next\" href=\"").unwrap();
        let next = clerk.see(&rest.split('"').next().unwrap().replace("&#38;", "&")).await;
        let shown = |page: &str| numbers.iter().filter(|number| page.contains(number.as_str())).count();
        assert_eq!((shown(&first), shown(&next)), (50, 10), "{path}");
        assert!(first.len() < 60_000, "{path}: {} bytes before they are compressed", first.len());
        assert!(numbers.iter().all(|number| first.contains(number.as_str()) != next.contains(number.as_str())));
    }
}

#[tokio::test]
async fn money_that_was_paid_for_nothing_is_given_back_once_after_a_second_look() {
    let hub = hub_with_console().await;
    with_charges(&hub).await;
    let clerk = signed_in(&hub, "clerk", "clerk").await;
    let (page, day) = (path(&hub, TOKYO[0]).await, today(&hub));
    let paid = [("do", "record"), ("amount", "21000"), ("day", &*day), ("reference", "控え1"), ("confirmed", "1")];
    clerk.done(&page, &paid).await;
    let shared = hub.hub();
    let (grant, at) = (charge(&hub, TOKYO[0]).await.grant, shared.now());
    let id = exchange::id::LicenceEntryId::new(at, hub.surroundings.random());
    let deed = exchange::licence::LicenceDeed::Cancel { entry: grant, from: at.day_in_japan() };
    let line = exchange::licence::LicenceEntry { id, office: number(TOKYO[0]), deed, at };
    let act = Act { actor: Actor::Hub, at, salt: [7; 16] };
    shared.store.append_licence(line.into(), act).await.unwrap();
    assert!(clerk.see("/payments?state=refund").await.contains("返金 21,000円"));
    let given = [("day", &*day), ("reference", "返金控え7")];
    let fields = |verb| [("do", verb)].into_iter().chain(given).collect::<Vec<_>>();
    let wrong = clerk.submit(&page, &[("do", "look-back"), ("day", "2099-01-01"), ("reference", "x")]).await;
    assert!(wrong.text().await.unwrap().contains("返金した日を、入金の日から今日まで"));
    let wrong = clerk.submit(&page, &[("do", "look-back"), ("day", &*day)]).await.text().await.unwrap();
    assert!(wrong.contains("控えの番号などを"), "{wrong}");
    let asked = clerk.submit(&page, &fields("look-back")).await.text().await.unwrap();
    assert!(asked.contains("返金を記録しますか") && asked.contains("<dd>返金控え7</dd>"), "{asked}");
    assert_eq!(charge(&hub, TOKYO[0]).await.state, ChargeState::Refund, "a question writes nothing");
    let sure: Vec<_> = fields("refund").into_iter().chain([("confirmed", "1")]).collect();
    assert_eq!(clerk.done(&page, &sure).await, "/offices/1370000001");
    let done = charge(&hub, TOKYO[0]).await;
    assert_eq!((done.state, done.given_back), (ChargeState::Refunded, Some(shared.now().day_in_japan())));
    let office = clerk.see("/offices/1370000001").await;
    assert!(office.contains("返金済み") && office.contains("控え 返金控え7"), "{office}");
    assert!(clerk.see("/payments?state=refunded").await.contains("href=\"/offices/1370000001\""));
    assert!(
        !clerk.see("/payments?state=free").await.contains("href=\"/offices/1370000001\""),
        "given back is not free"
    );
    assert!(clerk.see(&page).await.contains("<dt>返金した日</dt>"));
    let again = clerk.submit(&page, &sure).await;
    assert_eq!(again.status(), StatusCode::FORBIDDEN);
    assert!(again.text().await.unwrap().contains("すでに変わっています。何も記録していません"));
    let invoice = clerk.submit(&page, &[("do", "invoice")]).await;
    assert_eq!(invoice.status(), StatusCode::FORBIDDEN, "nothing is asked for that is not owed");
}
