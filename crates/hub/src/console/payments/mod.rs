//! 入金: what is owed and paid, by office and over all; invoices; deductions from benefits.

pub(super) mod charge;
pub(super) mod deductions;
pub(super) mod format_page;
pub(super) mod history;
pub(super) mod invoices;
pub(super) mod ledger;
pub(super) mod make_deductions;
pub(super) mod making;
pub(super) mod pending;
pub(super) mod results;
mod results_file;
pub(super) mod reverse;
pub(super) mod row;
pub(super) mod unpaid;

use super::gate::refused;
use super::{Console, unanswered};
use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::licence::{ChargeState, Payment};
use exchange::operator::OperatorCaller;
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

/// Writes down who takes out what, before it is handed out.
async fn written_down(
    console: &Console,
    caller: &OperatorCaller,
    kind: AuditKind,
    subject: &str,
) -> Result<(), Trouble> {
    let act = console.hub.context(console.hub.now()).act(caller.actor());
    let (what, id) = subject.split_once(':').unwrap_or((subject, ""));
    let leaf = AuditLeaf::new(&act, kind, &Subject::new(what, id), None, None);
    console.hub.store.record(leaf).await.map_err(unanswered)
}

/// Why a ledger was not changed, as a page says it.
fn ledger_trouble(error: LicenceError) -> Trouble {
    match error {
        LicenceError::Store(error) => unanswered(error),
        LicenceError::NoOffice => Trouble::not_found(),
        LicenceError::NoInvoices => Trouble::not_allowed(
            "振込先が設定されていないため、請求書を作れません。何も記録していません。",
            "連携基盤の設定ファイルに [invoice] を書いて、起動し直してください。",
        ),
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
