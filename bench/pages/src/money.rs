//! Every office of the country has three licences: last year's by invoice, this year's by deduction, and one that a campaign
//! has made free. Then the pages of payments are asked for, and the files of deductions of all prefectures are made at once.

use crate::bring_in::{LARGE, office};
use crate::pages::{measure, say};
use anchors::measure::result;
use exchange::id::{CampaignId, LicenceEntryId};
use exchange::instant::Day;
use exchange::licence::{
    Campaign, LicenceDeed, LicenceEntry, Origin, Payment, PaymentOutcome, YEAR_FEE, last_day_of_year_from,
};
use exchange::office::Prefecture;
use exchange::store::Append;
use exchange::{Act, Actor, Instant as At};
use std::time::Instant;
use testkit::TestHub;
use testkit::operator::{Operator, signed_in};

/// Ledgers that are written in one transaction.
const PART: usize = 500;

/// The campaign.
fn campaign() -> CampaignId {
    CampaignId::new(At::from_millis(1), [7; 10])
}

/// Writes the ledgers.
pub(crate) async fn charge_all(hub: &TestHub, count: usize) {
    let (shared, started) = (hub.hub(), Instant::now());
    let at = shared.now();
    let today = at.day_in_japan();
    let act = || Act { actor: Actor::Hub, at, salt: [7; 16] };
    let free = last_day_of_year_from(today.plus(-30)).next();
    let wanted = Campaign { id: campaign(), name: "フリーパス".to_owned(), first: free, last: free.plus(9) };
    shared.store.add_campaign(wanted, act()).await.unwrap();
    let numbers: Vec<usize> = (1..=count).collect();
    for part in numbers.chunks(PART) {
        let appends = part.iter().map(|number| lines(&office(*number, count), at, free)).collect();
        shared.store.append_licences(appends, act()).await.unwrap();
    }
    result("ledgers_s", started.elapsed().as_secs_f64(), "s");
}

fn lines(office: &str, at: At, free: Day) -> Append {
    let (office, today) = (standard::OfficeNumber::parse(office).unwrap(), at.day_in_japan());
    let entry = |number: u8, deed| {
        let mut random = [number; 10];
        random[..8].copy_from_slice(&office.as_str().as_bytes()[2..]);
        LicenceEntry { id: LicenceEntryId::new(at, random), office, deed, at }
    };
    let year = |first: Day, payment, campaign: Option<CampaignId>| {
        let fee = if campaign.is_some() { 0 } else { YEAR_FEE };
        LicenceDeed::Grant {
            first,
            last: last_day_of_year_from(first),
            payment,
            fee,
            origin: Origin::Operator,
            campaign,
        }
    };
    let before = entry(1, year(today.plus(-400), Payment::Invoice, None));
    let invoice = LicenceDeed::Invoice { grant: before.id, amount: YEAR_FEE, due: today.plus(-330) };
    let now = entry(3, year(today.plus(-30), Payment::Deduction, None));
    let then = entry(4, year(free, Payment::Campaign, Some(campaign())));
    let entries = vec![before, entry(2, invoice), now, then];
    Append { office, entries, agreement: None, note: None, seen: None }
}

/// The pages of payments, campaigns and deductions.
pub(crate) async fn pages(hub: &TestHub, chief: &Operator) {
    let (shared, started) = (hub.hub(), Instant::now());
    let today = shared.now().day_in_japan();
    let (year, month, _) = today.date();
    let month = format!("{year}-{month:02}");
    chief.done("/deductions/new", &[("do", "make"), ("month", &month)]).await;
    while !chief.see("/deductions").await.contains("終わりました") {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    result("deductions_all_s", started.elapsed().as_secs_f64(), "s");
    results(hub, today).await;
    let (large, campaign) = (format!("/deductions/{month}/{LARGE:02}"), campaign());
    let own = signed_in(hub, "tokyo", &format!("federation:{LARGE:02}")).await;
    let mut slowest = 0.0_f64;
    for (name, by, path) in [
        ("money_ledger", chief, "/payments".to_owned()),
        ("money_ledger_prefecture", chief, "/payments?prefecture=13&state=asked".to_owned()),
        ("money_unpaid", chief, "/payments/unpaid".to_owned()),
        ("money_unpaid_prefecture", &own, "/payments/unpaid".to_owned()),
        ("money_invoices", chief, format!("/invoices?month={month}")),
        ("money_deductions", chief, "/deductions".to_owned()),
        ("money_deduction_file", chief, large.clone()),
        ("money_campaigns", chief, "/campaigns".to_owned()),
        ("money_campaign", chief, format!("/campaigns/{campaign}")),
        ("money_campaign_prefecture", &own, format!("/campaigns/{campaign}")),
    ] {
        let page = measure(&by.http, &format!("{}{path}", by.base), &by.cookie).await;
        say(name, &page);
        slowest = slowest.max(page.time);
    }
    result("money_slowest_ms", slowest, "ms");
    for (name, path) in
        [("money_download", format!("{large}/file")), ("money_print", format!("/invoices/print?month={month}"))]
    {
        let page = measure(&chief.http, &format!("{}{path}", chief.base), &chief.cookie).await;
        say(name, &page);
    }
}

/// A third of the large file was paid, a third was not.
async fn results(hub: &TestHub, today: Day) {
    let (shared, at) = (hub.hub(), hub.hub().now());
    let prefecture = Prefecture::new(LARGE).unwrap();
    let lines = shared.store.deduction_lines(today.month_begins(), prefecture).await.unwrap();
    let entry = |(place, line): (usize, &exchange::store::DeductionLine)| {
        let outcome = [PaymentOutcome::Paid, PaymentOutcome::Failed].get(place % 3).copied()?;
        let mut random = [9; 10];
        random[..8].copy_from_slice(&line.office.as_str().as_bytes()[2..]);
        let deed = LicenceDeed::Result { request: line.request, outcome, amount: line.amount, day: today };
        Some(Append::from(LicenceEntry { id: LicenceEntryId::new(at, random), office: line.office, deed, at }))
    };
    let told: Vec<Append> = lines.iter().enumerate().filter_map(entry).collect();
    for part in told.chunks(PART) {
        let act = Act { actor: Actor::Hub, at, salt: [7; 16] };
        shared.store.append_licences(part.to_vec(), act).await.unwrap();
    }
    result("money_large_lines", lines.len() as f64, "lines");
}
