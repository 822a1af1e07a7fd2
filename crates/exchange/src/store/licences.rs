//! Licence ledgers in the store.

use super::StoreFuture;
use crate::actor::Act;
use crate::licence::{Agreement, Ledger, LedgerRefusal, LicenceEntry};
use standard::OfficeNumber;

/// The licence ledgers.
pub trait Licences {
    /// The ledger of an office.
    fn ledger(&self, office: OfficeNumber) -> StoreFuture<'_, Ledger>;

    /// Appends an entry if the ledger admits it.
    fn append_licence(&self, entry: LicenceEntry, act: Act) -> StoreFuture<'_, LedgerOutcome>;

    /// Records an agreement to the terms and appends the licence that comes with it, both or neither.
    fn apply_licence(&self, agreement: Agreement, entry: LicenceEntry, act: Act) -> StoreFuture<'_, LedgerOutcome>;

    /// The agreements of an office, in the order given.
    fn agreements(&self, office: OfficeNumber) -> StoreFuture<'_, Vec<Agreement>>;
}

/// How appending went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LedgerOutcome {
    /// Written.
    Written,
    /// The same entry is there already.
    Same,
    /// The ledger does not admit it.
    Refused(LedgerRefusal),
    /// There is no such office, or it is closed.
    NoOffice,
}
