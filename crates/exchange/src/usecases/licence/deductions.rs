//! 給付費差引: the month's file of a prefecture goes out, its results come in. Either may be done again: nothing is doubled.

use super::lines;
use crate::id::LicenceEntryId;
use crate::instant::Day;
use crate::licence::{ChargeState, LicenceDeed, Payment, PaymentOutcome};
use crate::office::Prefecture;
use crate::operator::{Duty, OperatorCaller, OperatorDenied};
use crate::page::Limit;
use crate::store::{Append, ChargeEntry, ChargeQuery, DeductionFile, LedgerOutcome, StoreError};
use crate::usecases::Context;
use standard::OfficeNumber;
use thiserror::Error;

/// Lines that are written in one transaction.
const PART: usize = 200;

/// Why there is no file, or no result is taken in.
#[derive(Debug, Error)]
pub enum DeductionError {
    /// There is no such file for this operator, or the role does not include it.
    #[error(transparent)]
    Denied(#[from] OperatorDenied),
    /// A file is made for this month or the next.
    #[error("a file is made for this month or the next")]
    Month,
    /// Nothing is to be deducted.
    #[error("nothing is to be deducted")]
    Nothing,
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A result that is to be written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeductionResult {
    /// Whose.
    pub office: OfficeNumber,
    /// The deduction.
    pub request: LicenceEntryId,
    /// How it ended.
    pub outcome: PaymentOutcome,
    /// What was to be deducted, yen.
    pub amount: u32,
    /// On which day.
    pub day: Day,
}

/// How taking results in went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Taken {
    /// Results that were written now.
    pub written: u64,
    /// Results that stood there already, the same.
    pub known: u64,
    /// Results that the ledger does not take: it has another one.
    pub refused: u64,
}

/// Makes the file of a month, given by its first day: asks for every deduction of a licence that has begun and is not paid,
/// and closes the file. A file that is there is given as it is. Cut off anywhere, it is gone on with by asking again.
///
/// # Errors
/// [`DeductionError`].
pub async fn make_file(
    context: Context<'_>,
    caller: &OperatorCaller,
    month: Day,
    prefecture: Prefecture,
) -> Result<DeductionFile, DeductionError> {
    caller.may_on(Duty::Deduct, prefecture)?;
    if let Some(file) = context.store.deduction_file(month, prefecture).await? {
        return Ok(file);
    }
    let this = context.at.day_in_japan().month_begins();
    if month != this && month != this.next_month() {
        return Err(DeductionError::Month);
    }
    for state in [ChargeState::Open, ChargeState::Failed] {
        ask_all(context, caller, month, prefecture, state).await?;
    }
    let act = context.act(caller.actor());
    let file = context.store.close_deductions(month, prefecture, caller.id.clone(), act).await?;
    file.ok_or(DeductionError::Nothing)
}

/// Writes results into the ledgers. What stands there already is left as it is.
///
/// # Errors
/// [`DeductionError`]; the parts that were written stay, and are known the next time.
pub async fn take_results(
    context: Context<'_>,
    caller: &OperatorCaller,
    prefecture: Prefecture,
    results: &[DeductionResult],
) -> Result<Taken, DeductionError> {
    caller.may_on(Duty::Deduct, prefecture)?;
    let mut taken = Taken::default();
    for part in results.chunks(PART) {
        let mut appends = Vec::new();
        for result in part {
            match settled(context, result).await? {
                Some(append) => appends.push(append),
                None => taken.known += 1,
            }
        }
        for outcome in context.store.append_licences(appends, context.act(caller.actor())).await? {
            match outcome {
                LedgerOutcome::Written => taken.written += 1,
                LedgerOutcome::Same => taken.known += 1,
                LedgerOutcome::Refused(_) | LedgerOutcome::Moved | LedgerOutcome::NoOffice => taken.refused += 1,
            }
        }
    }
    Ok(taken)
}

/// The line of a result, or nothing when it stands there already.
async fn settled(context: Context<'_>, result: &DeductionResult) -> Result<Option<Append>, StoreError> {
    let DeductionResult { office, request, outcome, amount, day } = *result;
    let ledger = context.store.ledger(office).await?;
    let told = ledger.request(request).and_then(|request| request.result);
    if told.is_some_and(|(told, _)| told == outcome) {
        return Ok(None);
    }
    let deed = LicenceDeed::Result { request, outcome, amount, day };
    Ok(Some(lines(office, vec![context.line(office, deed)])))
}

/// Asks for what stands in this state. What was paid or asked for since the list was read is left alone by its ledger.
async fn ask_all(
    context: Context<'_>,
    caller: &OperatorCaller,
    month: Day,
    prefecture: Prefecture,
    state: ChargeState,
) -> Result<(), StoreError> {
    let (payment, prefecture) = (Some(Payment::Deduction), Some(prefecture));
    let (begun, limit) = (Some(context.at.day_in_japan()), Limit::new(Limit::MOST));
    let mut after = None;
    loop {
        let page = context.store.charges(ChargeQuery { state, payment, prefecture, begun, after, limit }).await?;
        let appends: Vec<Append> = page.entries.iter().filter_map(|charge| asked(context, charge, month)).collect();
        context.store.append_licences(appends, context.act(caller.actor())).await?;
        after = page.next;
        if after.is_none() {
            return Ok(());
        }
    }
}

fn asked(context: Context<'_>, charge: &ChargeEntry, month: Day) -> Option<Append> {
    let amount = u32::try_from(charge.open).ok().filter(|amount| *amount > 0)?;
    let deed = LicenceDeed::Deduction { grant: charge.grant, amount, month };
    Some(lines(charge.office, vec![context.line(charge.office, deed)]))
}
