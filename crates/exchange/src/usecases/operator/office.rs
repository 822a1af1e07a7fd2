//! An office as an operator may reach it: of another prefecture there is none.

use crate::office::OfficeRecord;
use crate::operator::{Duty, OperatorCaller, OperatorDenied};
use crate::store::StoreError;
use crate::usecases::Context;
use standard::OfficeNumber;
use thiserror::Error;

/// Why an operator does not reach an office.
#[derive(Debug, Error)]
pub enum ReachError {
    /// There is none for this operator, or the role does not include what is asked.
    #[error(transparent)]
    Denied(#[from] OperatorDenied),
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The office, if the caller may do this with it.
///
/// # Errors
/// [`ReachError`].
pub async fn reach(
    context: Context<'_>,
    caller: &OperatorCaller,
    duty: Duty,
    number: OfficeNumber,
) -> Result<OfficeRecord, ReachError> {
    let found = context.store.office(number).await?;
    let record = found.ok_or(OperatorDenied::NotFound)?;
    caller.may_on(duty, record.office.prefecture)?;
    Ok(record)
}
