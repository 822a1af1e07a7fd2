//! Sessions of the portals in the store.

use super::{ProvenPassword, StoreFuture};
use crate::account::{PortalSession, PortalView};
use crate::actor::Act;
use crate::instant::Instant;
use evidence::Sha256;
use standard::OfficeNumber;

/// Sessions of the portals. A password that is changed or reset ends those of its office.
pub trait Portals {
    /// Opens a session that this password was entered for. `false`, and nothing is opened, when it is no longer the name's or
    /// the office stopped meanwhile.
    fn open_portal_session(&self, session: PortalSession, proven: ProvenPassword, act: Act) -> StoreFuture<'_, bool>;

    /// The session of a token, with its office and whether the password is a first one.
    fn portal_session(&self, token: Sha256) -> StoreFuture<'_, Option<PortalView>>;

    /// Records that a session was used.
    fn touch_portal_session(&self, token: Sha256, at: Instant) -> StoreFuture<'_, ()>;

    /// Records that the password was entered again.
    fn prove_portal_session(&self, token: Sha256, at: Instant) -> StoreFuture<'_, ()>;

    /// Ends one session of an office, or all of them; gives how many ended.
    fn end_portal_sessions(&self, office: OfficeNumber, token: Option<Sha256>, act: Act) -> StoreFuture<'_, u64>;
}
