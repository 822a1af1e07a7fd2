//! Payment: what is asked for by invoice or deduction, and how that ended. The same twice is written once.

use super::{LicenceError, decide, lines};
use crate::actor::Actor;
use crate::id::LicenceEntryId;
use crate::instant::Day;
use crate::licence::{Ledger, LedgerRefusal, LicenceDeed, LicenceEntry, PaymentOutcome, Request};
use crate::store::Append;
use crate::usecases::Context;
use standard::OfficeNumber;

/// A result of an invoice or deduction, as a file or a person tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// Whose.
    pub office: OfficeNumber,
    /// The invoice or deduction.
    pub request: LicenceEntryId,
    /// How it ended.
    pub outcome: PaymentOutcome,
    /// The amount, yen; it must be the one that was asked for.
    pub amount: u32,
    /// On which day.
    pub day: Day,
}

/// Makes the invoice for what is open of a grant; the one that is open already is given again.
///
/// # Errors
/// [`LicenceError`]; [`LicenceError::NoInvoices`] while nobody has said where to pay.
pub async fn invoice(
    context: Context<'_>,
    actor: Actor,
    office: OfficeNumber,
    grant: LicenceEntryId,
) -> Result<(), LicenceError> {
    let due = context.invoice_due().ok_or(LicenceError::NoInvoices)?;
    ask(context, actor, office, grant, |amount| LicenceDeed::Invoice { grant, amount, due }).await
}

/// Asks for the deduction of what is open of a grant, in a month given by its first day.
///
/// # Errors
/// [`LicenceError`].
pub async fn deduct(
    context: Context<'_>,
    actor: Actor,
    office: OfficeNumber,
    grant: LicenceEntryId,
    month: Day,
) -> Result<(), LicenceError> {
    ask(context, actor, office, grant, |amount| LicenceDeed::Deduction { grant, amount, month }).await
}

/// Records how an invoice or deduction ended. True when it was written now, false when it stood there already.
///
/// # Errors
/// [`LicenceError`]; [`LedgerRefusal::AlreadySettled`] when it ended in another way.
pub async fn settle(context: Context<'_>, actor: Actor, settlement: Settlement) -> Result<bool, LicenceError> {
    settle_with_note(context, actor, settlement, None).await
}

/// Like [`settle`], with what is written down beside it: the bank's reference of a payment.
///
/// # Errors
/// As of [`settle`].
pub async fn settle_with_note(
    context: Context<'_>,
    actor: Actor,
    settlement: Settlement,
    note: Option<String>,
) -> Result<bool, LicenceError> {
    let Settlement { office, request, outcome, amount, day } = settlement;
    let written = decide(context, &actor, office, |ledger| {
        let deed = LicenceDeed::Result { request, outcome, amount, day };
        let entries = if is_told(ledger, request, outcome) { Vec::new() } else { vec![context.line(office, deed)] };
        Ok::<_, LicenceError>(Append { note: note.clone(), ..lines(office, entries) })
    });
    Ok(!written.await?.is_empty())
}

/// Records that money was given back that was paid for nothing.
///
/// # Errors
/// [`LicenceError`].
pub async fn refund(
    context: Context<'_>,
    actor: Actor,
    office: OfficeNumber,
    grant: LicenceEntryId,
    day: Day,
) -> Result<Vec<LicenceEntry>, LicenceError> {
    decide(context, &actor, office, |ledger| {
        let charge = ledger.charge(grant).ok_or(LedgerRefusal::UnknownEntry)?;
        let amount = u32::try_from(-charge.open).map_err(|_| LedgerRefusal::OtherAmount { open: charge.open })?;
        Ok::<_, LicenceError>(lines(office, vec![context.line(office, LicenceDeed::Refund { grant, amount, day })]))
    })
    .await
}

async fn ask(
    context: Context<'_>,
    actor: Actor,
    office: OfficeNumber,
    grant: LicenceEntryId,
    deed: impl Fn(u32) -> LicenceDeed,
) -> Result<(), LicenceError> {
    let asked = decide(context, &actor, office, |ledger| {
        let charge = ledger.charge(grant).ok_or(LedgerRefusal::UnknownEntry)?;
        let amount = u32::try_from(charge.open).map_err(|_| LedgerRefusal::NothingChanges)?;
        let pending = charge.request.filter(|request| request.result.is_none());
        let entries =
            if is_same(pending, deed(amount)) { Vec::new() } else { vec![context.line(office, deed(amount))] };
        Ok::<_, LicenceError>(lines(office, entries))
    });
    asked.await.map(|_| ())
}

/// Two invoices of one day are one; two deductions of one month are.
fn is_same(pending: Option<Request>, deed: LicenceDeed) -> bool {
    pending.is_some_and(|pending| match deed {
        LicenceDeed::Invoice { .. } => pending.payment == crate::licence::Payment::Invoice,
        LicenceDeed::Deduction { month, .. } => {
            pending.payment == crate::licence::Payment::Deduction && pending.day == month
        }
        _ => false,
    })
}

fn is_told(ledger: &Ledger, request: LicenceEntryId, outcome: PaymentOutcome) -> bool {
    let told = ledger.request(request).and_then(|request| request.result);
    told.is_some_and(|(told, _)| told == outcome)
}
