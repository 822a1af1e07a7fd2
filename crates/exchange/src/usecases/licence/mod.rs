//! Licences: applying, granting, renewing, cancelling, paying, as lines of a ledger.

pub mod apply;
pub mod automatic;
pub mod campaign;
pub mod cancel;
pub mod deductions;
pub mod end_closed;
pub mod grant;
pub mod invoice_open;
pub mod payment;
pub mod record_payment;
pub mod renew_due;
pub mod reverse_payment;
pub mod terms;
pub mod waive_due;

use thiserror::Error;

use crate::actor::Actor;
use crate::id::LicenceEntryId;
use crate::instant::Day;
use crate::licence::{
    Campaign, Charge, Ledger, LedgerRefusal, LicenceDeed, LicenceEntry, Origin, Payment, last_day_of_year_from, price,
};
use crate::ports::random;
use crate::store::{Append, LedgerOutcome, StoreError};
use crate::usecases::Context;
use standard::OfficeNumber;

/// Why a ledger stays as it is.
#[derive(Debug, Error)]
pub enum LicenceError {
    /// There is no such office, or it is closed.
    #[error("there is no such office, or it is closed")]
    NoOffice,
    /// The ledger does not admit the entry.
    #[error(transparent)]
    Refused(#[from] LedgerRefusal),
    /// Nobody has said where invoices are to be paid.
    #[error("invoices cannot be made: nobody has said where to pay")]
    NoInvoices,
    /// The store did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How often something is decided anew when the ledger has grown in the meantime.
const TRIES: usize = 4;

/// Decides by the ledger as it stands and appends what was decided, unless the ledger has grown in between: then it is
/// decided anew. No lines mean that nothing is to be done.
async fn decide<E, D>(
    context: Context<'_>,
    actor: &Actor,
    office: OfficeNumber,
    mut decision: D,
) -> Result<Vec<LicenceEntry>, E>
where
    E: From<LicenceError>,
    D: FnMut(&Ledger) -> Result<Append, E>,
{
    for _ in 0..TRIES {
        let ledger = context.store.ledger(office).await.map_err(LicenceError::Store)?;
        let append = Append { seen: Some(ledger.0.len()), ..decision(&ledger)? };
        if append.entries.is_empty() {
            return Ok(Vec::new());
        }
        let entries = append.entries.clone();
        let written = context.store.append_licence(append, context.act(actor.clone())).await;
        match written.map_err(LicenceError::Store)? {
            LedgerOutcome::Written | LedgerOutcome::Same => return Ok(entries),
            LedgerOutcome::Refused(refusal) => return Err(LicenceError::Refused(refusal).into()),
            LedgerOutcome::NoOffice => return Err(LicenceError::NoOffice.into()),
            LedgerOutcome::Moved => {}
        }
    }
    Err(LicenceError::Store(StoreError::Busy).into())
}

/// Lines without an agreement.
fn lines(office: OfficeNumber, entries: Vec<LicenceEntry>) -> Append {
    Append { office, entries, agreement: None, note: None, seen: None }
}

impl Context<'_> {
    /// A new line for an office's ledger.
    pub(crate) fn line(&self, office: OfficeNumber, deed: LicenceDeed) -> LicenceEntry {
        LicenceEntry { id: LicenceEntryId::new(self.at, random(self.randomness)), office, deed, at: self.at }
    }

    /// The lines of a year from `first` at the price of that day: free in a campaign, whoever grants it. With its invoice
    /// when it is paid by one. `None` when it costs something and no way of payment was chosen.
    fn year(
        &self,
        office: OfficeNumber,
        (first, payment): (Day, Option<Payment>),
        origin: Origin,
        campaigns: &[Campaign],
    ) -> Option<Vec<LicenceEntry>> {
        let price = price(campaigns, first);
        let payment = match payment.filter(|payment| *payment != Payment::Campaign) {
            _ if price.campaign.is_some() => Payment::Campaign,
            chosen => chosen?,
        };
        let (last, campaign) = (last_day_of_year_from(first), price.campaign.map(|(id, _)| id));
        Some(self.granted(office, LicenceDeed::Grant { first, last, payment, fee: price.fee, origin, campaign }))
    }

    /// The line of a grant, with its invoice when it costs something and is paid by one.
    pub(crate) fn granted(&self, office: OfficeNumber, deed: LicenceDeed) -> Vec<LicenceEntry> {
        let grant = self.line(office, deed);
        let invoice = match deed {
            LicenceDeed::Grant { payment: Payment::Invoice, fee: amount @ 1.., .. } => {
                self.invoice_due().map(|due| self.line(office, LicenceDeed::Invoice { grant: grant.id, amount, due }))
            }
            _ => None,
        };
        std::iter::once(grant).chain(invoice).collect()
    }

    /// Gives the invoices that are open, of the charges that are meant, the days of an invoice of today.
    pub(crate) fn deferrals(
        &self,
        office: OfficeNumber,
        ledger: &Ledger,
        is_meant: impl Fn(&Charge) -> bool,
    ) -> Vec<LicenceEntry> {
        let Some(due) = self.invoice_due() else { return Vec::new() };
        let open = ledger.charges().into_iter().filter(|charge| charge.open > 0 && is_meant(charge));
        let invoices = open.filter_map(|charge| charge.request.filter(|request| request.payment == Payment::Invoice));
        let early = invoices.filter(|request| request.day < due);
        early.map(|request| self.line(office, LicenceDeed::Defer { request: request.id, due })).collect()
    }

    /// The last day for paying an invoice of today, when invoices can be made.
    pub(crate) fn invoice_due(&self) -> Option<Day> {
        self.invoice_days.map(|days| self.at.day_in_japan().plus(days))
    }
}
