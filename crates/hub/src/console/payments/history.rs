//! The ledger of an office as operators read it, the newest line first, each with what was written down beside it.

use super::super::offices::office::way;
use super::super::words;
use exchange::id::LicenceEntryId;
use exchange::licence::{Ledger, LicenceDeed, LicenceEntry, Payment, PaymentOutcome};
use web::yen;

/// A line.
pub(in crate::console) struct Line {
    pub(in crate::console) at: String,
    pub(in crate::console) what: &'static str,
    pub(in crate::console) more: String,
    pub(in crate::console) payment: &'static str,
    pub(in crate::console) amount: String,
    /// What was written down beside it, and what that is.
    pub(in crate::console) note: Option<(&'static str, String)>,
}

/// The lines.
pub(in crate::console) fn lines(ledger: &Ledger, notes: &[(LicenceEntryId, String)]) -> Vec<Line> {
    ledger.0.iter().rev().map(|entry| line(ledger, entry, notes)).collect()
}

fn line(ledger: &Ledger, entry: &LicenceEntry, notes: &[(LicenceEntryId, String)]) -> Line {
    let (what, more, payment, amount) = said(ledger, entry.deed);
    let kind = if matches!(entry.deed, LicenceDeed::Reversal { .. }) { "理由" } else { "控え" };
    let note = notes.iter().find(|(id, _)| *id == entry.id).map(|(_, text)| (kind, text.clone()));
    Line {
        at: words::at(entry.at),
        what,
        more,
        payment: payment.map_or("", way),
        amount: amount.map_or_else(String::new, |amount| yen(amount.into())),
        note,
    }
}

/// What a line says: what, more of it, the way of payment, the amount.
fn said(ledger: &Ledger, deed: LicenceDeed) -> (&'static str, String, Option<Payment>, Option<u32>) {
    use LicenceDeed as L;
    let day = words::day;
    match deed {
        L::Apply { terms, payment } => ("申請", format!("利用規約 第{terms}版に同意"), payment, None),
        L::Grant { first, last, payment, fee, .. } => {
            ("利用", format!("{}～{}", day(first), day(last)), Some(payment), Some(fee))
        }
        L::Cancel { from, .. } => ("取りやめ", format!("{}から", day(from)), None, None),
        L::Resume { .. } => ("取りやめの取り消し", "はじめの期限まで続く".to_owned(), None, None),
        L::Renewal { automatic: true, payment } => ("自動更新する", String::new(), Some(payment), None),
        L::Renewal { automatic: false, .. } => ("自動更新しない", String::new(), None, None),
        L::Invoice { amount, due, .. } => ("請求", format!("期限 {}", day(due)), Some(Payment::Invoice), Some(amount)),
        L::Defer { due, .. } => ("期限の延長", format!("期限 {}", day(due)), Some(Payment::Invoice), None),
        L::Deduction { amount, month, .. } => {
            let month = format!("{}の給付費から", words::month_in_words(month));
            ("差し引きの依頼", month, Some(Payment::Deduction), Some(amount))
        }
        L::Result { request, outcome, amount, day: on } => {
            let by = ledger.request(request).map_or(Payment::Invoice, |request| request.payment);
            (ended(outcome, by), day(on), Some(by), Some(amount))
        }
        L::Reversal { amount, day: on, .. } => ("入金の記録の取り消し", day(on), None, Some(amount)),
        L::Waive { .. } => ("無料にした", String::new(), Some(Payment::Campaign), None),
        L::Refund { amount, day: on, .. } => ("返金", day(on), None, Some(amount)),
    }
}

fn ended(outcome: PaymentOutcome, by: Payment) -> &'static str {
    match (outcome, by) {
        (PaymentOutcome::Paid, Payment::Deduction) => "差し引いた",
        (PaymentOutcome::Failed, Payment::Deduction) => "差し引けなかった",
        (PaymentOutcome::Paid, _) => "入金",
        (PaymentOutcome::Failed, _) => "入金できず",
    }
}
