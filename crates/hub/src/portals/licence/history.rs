//! The ledger as an office reads it, newest first.

use super::super::home::in_words;
use super::payment::{in_month, way};
use exchange::licence::{ChargeState, Ledger, LicenceDeed, LicenceEntry, Origin, Payment, PaymentOutcome};
use web::{JapanTime, yen};

/// A line.
pub(super) struct Line {
    pub(super) at: String,
    pub(super) what: &'static str,
    pub(super) more: String,
    pub(super) amount: String,
    /// Where its paper is, and what that is called.
    pub(super) paper: Option<(String, &'static str)>,
}

/// The lines.
pub(super) fn lines(ledger: &Ledger) -> Vec<Line> {
    ledger.0.iter().rev().map(|entry| line(ledger, entry)).collect()
}

fn line(ledger: &Ledger, entry: &LicenceEntry) -> Line {
    let (what, more, amount) = said(ledger, entry.deed);
    let paper = match entry.deed {
        LicenceDeed::Invoice { .. } => Some((format!("/licence/invoices/{}", entry.id), "請求書を見る")),
        LicenceDeed::Apply { terms, .. } => Some((format!("/terms/{terms}"), "利用規約を見る")),
        _ => None,
    };
    let at = JapanTime::from_unix_ms(entry.at.millis()).list();
    Line { at, what, more, amount: amount.map(|amount| yen(amount.into())).unwrap_or_default(), paper }
}

fn said(ledger: &Ledger, deed: LicenceDeed) -> (&'static str, String, Option<u32>) {
    match deed {
        LicenceDeed::Apply { terms, .. } => ("申請", format!("利用規約 第{terms}版に同意"), None),
        LicenceDeed::Grant { first, last, payment, fee, origin, .. } => {
            let what = match origin {
                Origin::Applied | Origin::Operator => "利用",
                Origin::Renewed => "更新",
                Origin::Automatic => "自動更新",
            };
            (what, format!("{}から{}まで　{}", in_words(first), in_words(last), way(payment)), Some(fee))
        }
        LicenceDeed::Cancel { from, .. } => ("取りやめ", format!("{}から", in_words(from)), None),
        LicenceDeed::Resume { .. } => ("取りやめの取り消し", "はじめの期限まで続けて使えます".to_owned(), None),
        LicenceDeed::Renewal { automatic: true, payment } => ("自動更新を使う", way(payment).to_owned(), None),
        LicenceDeed::Renewal { automatic: false, .. } => ("自動更新をやめる", String::new(), None),
        LicenceDeed::Invoice { grant, due, amount } => {
            let is_void = ledger.charge(grant).is_some_and(|charge| charge.state == ChargeState::Cancelled);
            let end = if is_void { "　取り消し（支払いはいりません）" } else { "" };
            ("請求書の発行", format!("支払いの期限 {}{end}", in_words(due)), Some(amount))
        }
        LicenceDeed::Defer { due, .. } => ("請求書の支払いの期限の延長", format!("新しい期限 {}", in_words(due)), None),
        LicenceDeed::Deduction { month, amount, .. } => {
            ("差し引きの依頼", format!("{}の給付費から", in_month(month)), Some(amount))
        }
        LicenceDeed::Result { request, outcome, day, amount } => {
            let by = ledger.request(request).map_or(Payment::Invoice, |request| request.payment);
            let (what, how) = match (outcome, by) {
                (PaymentOutcome::Paid, Payment::Deduction) => ("支払い", "給付費から差し引き"),
                (PaymentOutcome::Paid, _) => ("支払い", "振り込み"),
                (PaymentOutcome::Failed, Payment::Deduction) => ("支払いできず", "給付費から差し引けませんでした"),
                (PaymentOutcome::Failed, _) => ("支払いできず", "振り込みを確かめられませんでした"),
            };
            (what, format!("{}　{how}", in_words(day)), Some(amount))
        }
        LicenceDeed::Reversal { day, amount, .. } => {
            ("支払いの記録の取り消し", format!("{}　運営者がまちがいを直しました", in_words(day)), Some(amount))
        }
        LicenceDeed::Waive { .. } => ("フリーパス", "ライセンス料が無料になりました".to_owned(), None),
        LicenceDeed::Refund { day, amount, .. } => ("返金", in_words(day), Some(amount)),
    }
}
