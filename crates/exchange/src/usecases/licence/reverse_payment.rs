//! Takes back a payment that was written down by mistake: another line says so, with its reason, and the invoice waits again.

use super::{LicenceError, decide, lines};
use crate::id::LicenceEntryId;
use crate::licence::{LedgerRefusal, LicenceDeed};
use crate::operator::{Duty, OperatorCaller, OperatorDenied};
use crate::store::{Append, StoreError};
use crate::usecases::Context;
use crate::usecases::operator::office::{ReachError, reach};
use standard::OfficeNumber;
use thiserror::Error;

/// Longest reason, in characters.
pub const LONGEST_REASON: usize = 200;

/// A payment that is to be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReverseInput {
    /// In whose ledger it stands.
    pub office: OfficeNumber,
    /// For which grant.
    pub grant: LicenceEntryId,
    /// Why; 1 to 200 characters.
    pub reason: String,
}

/// Why it stays.
#[derive(Debug, Error)]
pub enum ReverseError {
    /// There is no such thing for this operator, or the role does not include it.
    #[error(transparent)]
    Denied(#[from] OperatorDenied),
    /// The reason is empty, too long or has control characters.
    #[error("a reason has 1 to 200 characters")]
    Reason,
    /// The ledger does not take it.
    #[error(transparent)]
    Licence(#[from] LicenceError),
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<ReachError> for ReverseError {
    fn from(error: ReachError) -> Self {
        match error {
            ReachError::Denied(denied) => Self::Denied(denied),
            ReachError::Store(error) => Self::Store(error),
        }
    }
}

/// Takes the payment back; gives its amount in yen.
///
/// # Errors
/// [`ReverseError`]; [`LedgerRefusal::UnknownEntry`] when no payment by invoice counts there (any more).
pub async fn reverse(context: Context<'_>, caller: &OperatorCaller, input: ReverseInput) -> Result<u32, ReverseError> {
    let ReverseInput { office, grant, reason } = input;
    reach(context, caller, Duty::RecordPayments, office).await?;
    let reason = reason.trim().to_owned();
    if !(1..=LONGEST_REASON).contains(&reason.chars().count()) || reason.chars().any(char::is_control) {
        return Err(ReverseError::Reason);
    }
    let (day, actor) = (context.at.day_in_japan(), caller.actor());
    let written = decide(context, &actor, office, |ledger| {
        let (result, amount) = ledger.payment_by_invoice(grant).ok_or(LedgerRefusal::UnknownEntry)?;
        let line = context.line(office, LicenceDeed::Reversal { result, amount, day });
        Ok::<_, LicenceError>(Append { note: Some(reason.clone()), ..lines(office, vec![line]) })
    });
    let amount = written.await?.iter().find_map(|line| match line.deed {
        LicenceDeed::Reversal { amount, .. } => Some(amount),
        _ => None,
    });
    Ok(amount.unwrap_or_default())
}
