//! 請求書: an invoice of a ledger as a sheet to print, the same for the office and for the operator.

use exchange::id::LicenceEntryId;
use exchange::instant::Day;
use exchange::licence::{Ledger, LicenceDeed};
use web::{JapanTime, yen};

/// What stands on the sheet.
pub(crate) struct Sheet {
    pub(crate) number: String,
    pub(crate) at: String,
    pub(crate) due: String,
    pub(crate) office: String,
    pub(crate) from: String,
    pub(crate) period: String,
    pub(crate) fee: String,
    pub(crate) tax: String,
    /// Nothing is to be paid any more: paid, cancelled, or free.
    pub(crate) is_over: bool,
}

/// The sheet of an invoice, written by the operator of this network to the office of this name; `None` when the ledger has
/// no such invoice.
pub(crate) fn sheet(ledger: &Ledger, id: LicenceEntryId, office: &str, network: &str) -> Option<Sheet> {
    let entry = ledger.0.iter().find(|entry| entry.id == id)?;
    let LicenceDeed::Invoice { grant, amount, due } = entry.deed else { return None };
    let charge = ledger.charge(grant)?;
    let settled = ledger.request(id).is_some_and(|request| request.result.is_some());
    Some(Sheet {
        number: number(id),
        at: JapanTime::from_unix_ms(entry.at.millis()).sentence_day(),
        due: in_words(due),
        office: office.to_owned(),
        from: format!("連携基盤 {network} 運営者"),
        period: format!("{}から{}まで", in_words(charge.first), in_words(charge.last)),
        fee: yen(amount.into()),
        // Ten parts of a hundred and ten, rounded down.
        tax: yen(u64::from(amount) * 10 / 110),
        is_over: settled || charge.open <= 0,
    })
}

/// The number of an invoice as people read it: the last twelve signs of its id.
pub(crate) fn number(id: LicenceEntryId) -> String {
    id.to_string().rsplit('-').next().unwrap_or_default().to_uppercase()
}

fn in_words(day: Day) -> String {
    JapanTime::from_unix_ms(day.begins().millis()).sentence_day()
}
