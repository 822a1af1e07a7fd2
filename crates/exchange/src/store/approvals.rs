//! Deeds that wait for a second operator, in the store.

use super::{PasswordChange, StoreFuture};
use crate::actor::{Act, OperatorId};
use crate::id::ApprovalId;
use crate::instant::Instant;
use crate::operator::{Approval, Decision, DecisionRefused};
use standard::OfficeNumber;

/// Deeds that wait for a second operator.
pub trait Approvals {
    /// Keeps what an operator asks for; gives what stands in its way instead, and then keeps nothing.
    fn ask_approval(&self, approval: Approval, act: Act) -> StoreFuture<'_, Option<Approval>>;

    /// What waits now, the oldest first, 200 at most.
    fn open_approvals(&self, at: Instant) -> StoreFuture<'_, Vec<Approval>>;

    /// What an operator asked for, whatever became of it, the newest first, 50 at most.
    fn approvals_of(&self, asker: OperatorId) -> StoreFuture<'_, Vec<Approval>>;

    /// What was asked for an office, whatever became of it, the newest first, 10 at most.
    fn approvals_for(&self, office: OfficeNumber) -> StoreFuture<'_, Vec<Approval>>;

    /// One of them, whatever became of it.
    fn approval(&self, id: ApprovalId) -> StoreFuture<'_, Option<Approval>>;

    /// Decides in the name of the act's operator. A yes changes no password yet.
    fn decide_approval(
        &self,
        id: ApprovalId,
        decision: Decision,
        act: Act,
    ) -> StoreFuture<'_, Result<(), DecisionRefused>>;

    /// Opens the letter in the name of the act's operator, once: the password is set in the same transaction.
    fn open_letter(
        &self,
        id: ApprovalId,
        password: PasswordChange,
        act: Act,
    ) -> StoreFuture<'_, Result<(), DecisionRefused>>;
}
