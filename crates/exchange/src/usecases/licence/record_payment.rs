//! What an operator writes down by hand: a payment of an invoice with the bank's reference, an invoice, money given back.

use super::LicenceError;
use super::payment::{Settlement, invoice, refund, settle_with_note};
use crate::id::LicenceEntryId;
use crate::instant::Day;
use crate::licence::{ChargeState, LedgerRefusal, Payment, PaymentOutcome};
use crate::operator::{Duty, OperatorCaller, OperatorDenied};
use crate::store::StoreError;
use crate::usecases::Context;
use crate::usecases::operator::office::{ReachError, reach};
use standard::OfficeNumber;
use thiserror::Error;

/// Longest reference, in characters.
pub const LONGEST_REFERENCE: usize = 60;

/// A payment as a person writes it down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordInput {
    /// Who paid.
    pub office: OfficeNumber,
    /// For which grant.
    pub grant: LicenceEntryId,
    /// How much came, yen.
    pub amount: u32,
    /// On which day.
    pub day: Day,
    /// By what the bank names it; 1 to 60 characters.
    pub reference: String,
}

/// Why nothing is written down.
#[derive(Debug, Error)]
pub enum RecordError {
    /// There is no such thing for this operator, or the role does not include it.
    #[error(transparent)]
    Denied(#[from] OperatorDenied),
    /// The reference is empty, too long or has control characters.
    #[error("a reference has 1 to 60 characters")]
    Reference,
    /// The day is still to come, or lies before the invoice.
    #[error("money comes after the invoice and not in the future")]
    Day,
    /// No invoice waits for this payment.
    #[error("no invoice waits for a payment")]
    NotAsked,
    /// Another amount than what was asked for.
    #[error("the amount is not the one that was asked for")]
    OtherAmount {
        /// What was asked for, yen.
        asked: u32,
    },
    /// The ledger does not take it.
    #[error(transparent)]
    Licence(#[from] LicenceError),
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<ReachError> for RecordError {
    fn from(error: ReachError) -> Self {
        match error {
            ReachError::Denied(denied) => Self::Denied(denied),
            ReachError::Store(error) => Self::Store(error),
        }
    }
}

/// Whether the payment could be written down now, without doing it.
///
/// # Errors
/// [`RecordError`].
pub async fn look(context: Context<'_>, caller: &OperatorCaller, input: &RecordInput) -> Result<(), RecordError> {
    settlement(context, caller, input).await.map(|_| ())
}

/// Writes a payment down. True when it was written now, false when it stood there already.
///
/// # Errors
/// [`RecordError`].
pub async fn record(context: Context<'_>, caller: &OperatorCaller, input: RecordInput) -> Result<bool, RecordError> {
    let settlement = settlement(context, caller, &input).await?;
    let note = Some(input.reference.trim().to_owned());
    Ok(settle_with_note(context, caller.actor(), settlement, note).await?)
}

/// Makes the invoice of what is open; the one that waits is given again.
///
/// # Errors
/// [`RecordError`].
pub async fn make_invoice(
    context: Context<'_>,
    caller: &OperatorCaller,
    office: OfficeNumber,
    grant: LicenceEntryId,
) -> Result<(), RecordError> {
    reach(context, caller, Duty::RecordPayments, office).await?;
    Ok(invoice(context, caller.actor(), office, grant).await?)
}

/// Money that was given back, as a person writes it down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenBack {
    /// To whom.
    pub office: OfficeNumber,
    /// For which grant.
    pub grant: LicenceEntryId,
    /// On which day.
    pub day: Day,
    /// By what the bank names it; 1 to 60 characters.
    pub reference: String,
}

/// Looks whether money that was given back can be written down so, and writes nothing.
///
/// # Errors
/// [`RecordError`].
pub async fn look_back(context: Context<'_>, caller: &OperatorCaller, input: &GivenBack) -> Result<(), RecordError> {
    reach(context, caller, Duty::RecordPayments, input.office).await?;
    referenced(&input.reference)?;
    let charge = context.store.ledger(input.office).await?.charge(input.grant);
    let charge = charge.ok_or(LicenceError::Refused(LedgerRefusal::UnknownEntry))?;
    if charge.state != ChargeState::Refund {
        return Err(LicenceError::Refused(LedgerRefusal::OtherAmount { open: charge.open }).into());
    }
    let paid = charge.request.and_then(|request| request.result).map(|(_, day)| day);
    if input.day > context.at.day_in_japan() || paid.is_some_and(|paid| input.day < paid) {
        return Err(RecordError::Day);
    }
    Ok(())
}

/// Writes down that what was paid for nothing was given back, on which day and by what.
///
/// # Errors
/// [`RecordError`].
pub async fn give_back(context: Context<'_>, caller: &OperatorCaller, input: GivenBack) -> Result<(), RecordError> {
    look_back(context, caller, &input).await?;
    let GivenBack { office, grant, day, reference } = input;
    refund(context, caller.actor(), office, grant, (day, Some(reference.trim().to_owned()))).await?;
    Ok(())
}

/// A reference as it is kept.
fn referenced(text: &str) -> Result<&str, RecordError> {
    let text = text.trim();
    let right = (1..=LONGEST_REFERENCE).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    right.then_some(text).ok_or(RecordError::Reference)
}

async fn settlement(
    context: Context<'_>,
    caller: &OperatorCaller,
    input: &RecordInput,
) -> Result<Settlement, RecordError> {
    let office = input.office;
    reach(context, caller, Duty::RecordPayments, office).await?;
    referenced(&input.reference)?;
    let charge = context.store.ledger(office).await?.charge(input.grant);
    let charge = charge.ok_or(LicenceError::Refused(LedgerRefusal::UnknownEntry))?;
    let asked = charge.request.filter(|request| request.payment == Payment::Invoice).ok_or(RecordError::NotAsked)?;
    let today = context.at.day_in_japan();
    if input.day > today || input.day < asked.at.day_in_japan() {
        return Err(RecordError::Day);
    }
    if asked.amount != input.amount {
        return Err(RecordError::OtherAmount { asked: asked.amount });
    }
    let outcome = PaymentOutcome::Paid;
    Ok(Settlement { office, request: asked.id, outcome, amount: input.amount, day: input.day })
}
