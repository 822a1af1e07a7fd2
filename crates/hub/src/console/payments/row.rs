//! A charge as the lists of the console show it.

use super::super::offices::address;
use super::super::offices::office::way;
use super::super::words;
use super::{LATE, standing};
use exchange::instant::Day;
use exchange::licence::ChargeState;
use exchange::store::ChargeFound;
use web::yen;

/// A charge in words.
pub(in crate::console) struct Row {
    pub(in crate::console) href: String,
    /// Where it is worked on; none for who does not.
    pub(in crate::console) work: Option<String>,
    /// Its last invoice.
    pub(in crate::console) invoice: Option<String>,
    pub(in crate::console) name: String,
    pub(in crate::console) number: String,
    pub(in crate::console) prefecture: &'static str,
    pub(in crate::console) period: String,
    pub(in crate::console) way: &'static str,
    pub(in crate::console) fee: String,
    pub(in crate::console) open: String,
    pub(in crate::console) chip: &'static str,
    pub(in crate::console) state: &'static str,
    pub(in crate::console) asked: String,
    pub(in crate::console) due: String,
    pub(in crate::console) settled: String,
    /// Days since it is late; 0 while it is not.
    pub(in crate::console) late: i64,
}

/// Puts a charge into words; who may work on charges gets the way there.
pub(in crate::console) fn row(charge: &ChargeFound, today: Day, may_work: bool) -> Row {
    let href = address(charge.office);
    let day = |day: Option<Day>| day.map_or_else(String::new, words::day);
    let waits = matches!(charge.state, ChargeState::Asked | ChargeState::Failed);
    let late = charge.due.filter(|due| waits && *due < today).map_or(0, |due| today.number() - due.number());
    let is_invoice = charge.payment == exchange::licence::Payment::Invoice;
    let (chip, state) = if late > 0 && is_invoice { LATE } else { standing(charge.state, charge.payment) };
    Row {
        work: may_work.then(|| format!("{href}/charges/{}", charge.grant)),
        invoice: invoice(charge).map(|id| format!("{href}/invoices/{id}")),
        name: charge.name.clone(),
        number: charge.office.to_string(),
        prefecture: words::prefecture(charge.prefecture),
        period: period(charge.first, charge.last, charge.ended),
        way: way(charge.payment),
        fee: yen(charge.fee.into()),
        open: open(charge.open),
        chip,
        state,
        asked: day(charge.asked),
        due: day(charge.due),
        settled: day(charge.settled),
        late,
        href,
    }
}

/// The days of a licence: as granted, and when it really ended.
pub(in crate::console) fn period(first: Day, last: Day, ended: Option<Day>) -> String {
    let granted = format!("{}～{}", words::day(first), words::day(last));
    match ended {
        Some(ended) if ended < first => format!("{granted}（使わずに取りやめ）"),
        Some(ended) => format!("{granted}（{}で終わり）", words::day(ended)),
        None => granted,
    }
}

fn invoice(charge: &ChargeFound) -> Option<exchange::id::LicenceEntryId> {
    charge.request.filter(|_| charge.payment == exchange::licence::Payment::Invoice)
}

/// What is open, in words.
pub(in crate::console) fn open(open: i64) -> String {
    match open {
        0 => "－".to_owned(),
        ..0 => format!("返金 {}", yen(open.unsigned_abs())),
        _ => yen(open.unsigned_abs()),
    }
}
