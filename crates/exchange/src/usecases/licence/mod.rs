//! Licences: applying, granting, renewing, cancelling, paying, as lines of a ledger.

pub mod apply;
pub mod automatic;
pub mod campaign;
pub mod cancel;
pub mod deductions;
pub mod end_closed;
pub mod grant;
pub mod payment;
pub mod record_payment;
pub mod renew_due;
pub mod terms;
pub mod waive_due;

use thiserror::Error;

use crate::actor::Actor;
use crate::id::LicenceEntryId;
use crate::licence::{Ledger, LedgerRefusal, LicenceDeed, LicenceEntry, Payment, invoice_due};
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

    /// A grant, with its invoice when it is paid by one.
    pub(crate) fn granted(&self, office: OfficeNumber, deed: LicenceDeed) -> Vec<LicenceEntry> {
        let grant = self.line(office, deed);
        let invoice = match deed {
            LicenceDeed::Grant { payment: Payment::Invoice, fee, .. } if fee > 0 => {
                let due = invoice_due(self.at.day_in_japan());
                Some(self.line(office, LicenceDeed::Invoice { grant: grant.id, amount: fee, due }))
            }
            _ => None,
        };
        std::iter::once(grant).chain(invoice).collect()
    }
}
