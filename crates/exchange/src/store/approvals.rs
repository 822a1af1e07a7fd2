//! Deeds that wait for a second operator, in the store.

use super::{PasswordChange, StoreFuture};
use crate::actor::Act;
use crate::id::ApprovalId;
use crate::instant::Instant;
use crate::operator::{Approval, DecisionRefused};

/// Deeds that wait for a second operator.
pub trait Approvals {
    /// Keeps what an operator asks for. What was asked for the same name before and is still open is taken back by it.
    fn ask_approval(&self, approval: Approval, act: Act) -> StoreFuture<'_, ()>;

    /// What waits now, the oldest first, 200 at most.
    fn open_approvals(&self, at: Instant) -> StoreFuture<'_, Vec<Approval>>;

    /// One of them, whatever became of it.
    fn approval(&self, id: ApprovalId) -> StoreFuture<'_, Option<Approval>>;

    /// Decides in the name of the act's operator. With a password it is a yes: the password is set in the same
    /// transaction. Without it is a no.
    fn decide_approval(
        &self,
        id: ApprovalId,
        password: Option<PasswordChange>,
        act: Act,
    ) -> StoreFuture<'_, Result<(), DecisionRefused>>;
}
