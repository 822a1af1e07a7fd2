//! Telling how the import went: taken in, or refused with findings, signed by the recipient.

use super::acknowledge::{StatementError, state};
use crate::id::TransmissionId;
use crate::permission::{Caller, Deed};
use crate::transmission::{Change, ReceiptKind, State, VerifiedReceipt};
use crate::usecases::Context;

/// Takes the recipient's statement about the import; a repeat changes nothing.
pub async fn report_import(
    context: Context<'_>,
    caller: &Caller,
    id: TransmissionId,
    receipt: VerifiedReceipt,
) -> Result<State, StatementError> {
    let change = match receipt.kind() {
        ReceiptKind::Imported => Change::Import,
        ReceiptKind::Rejected => Change::Reject,
        other => return Err(StatementError::OtherKind(other)),
    };
    state(context, caller, (Deed::ReportImport, change), id, receipt).await
}
