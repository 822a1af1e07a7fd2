//! 入金: what is owed and paid, by office and over all; invoices; deductions from benefits.

pub(super) mod charge;
pub(super) mod deductions;
pub(super) mod format_page;
pub(super) mod invoices;
pub(super) mod ledger;
pub(super) mod make_deductions;
pub(super) mod pending;
pub(super) mod results;
mod results_file;
pub(super) mod row;
pub(super) mod unpaid;

use super::gate::refused;
use super::unanswered;
use exchange::licence::{ChargeState, Payment};
use exchange::usecases::licence::LicenceError;
use exchange::usecases::licence::deductions::DeductionError;
use web::Trouble;

/// Where a payment stands: kind of chip, and words.
pub(super) fn standing(state: ChargeState, payment: Payment) -> (&'static str, &'static str) {
    match (state, payment) {
        (ChargeState::Free, _) => ("wait", "無料"),
        (ChargeState::Open, _) => ("wait", "未請求"),
        (ChargeState::Asked, Payment::Deduction) => ("run", "差し引き依頼中"),
        (ChargeState::Asked, _) => ("todo", "請求中"),
        (ChargeState::Failed, _) => ("bad", "入金できず"),
        (ChargeState::Paid, _) => ("done", "入金済み"),
        (ChargeState::Refund, _) => ("todo", "返金待ち"),
    }
}

/// Why a ledger was not changed, as a page says it.
fn ledger_trouble(error: LicenceError) -> Trouble {
    match error {
        LicenceError::Store(error) => unanswered(error),
        LicenceError::NoOffice => Trouble::not_found(),
        LicenceError::Refused(_) => Trouble::not_allowed(
            "この支払いの状態は、すでに変わっています。何も記録していません。",
            "事業所の画面で、いまの状態を確かめてください。",
        ),
    }
}

/// Why there is no file of deductions, as a page says it.
fn deduction_trouble(error: DeductionError) -> Trouble {
    match error {
        DeductionError::Denied(denied) => refused(denied),
        DeductionError::Store(error) => unanswered(error),
        DeductionError::Month | DeductionError::Nothing => Trouble::not_found(),
    }
}
