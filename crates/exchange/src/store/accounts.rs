//! Sign-in names, password hashes and throttling in the store.

use super::StoreFuture;
use crate::account::{CredentialName, ThrottleKey, ThrottleState};
use crate::actor::Act;
use crate::instant::Instant;
use crate::ports::PasswordHash;
use standard::OfficeNumber;

/// Sign-in names of offices.
pub trait Accounts {
    /// A name with its password hash.
    fn credential(&self, name: CredentialName) -> StoreFuture<'_, Option<Credential>>;

    /// The names of an office.
    fn credentials_of(&self, office: OfficeNumber) -> StoreFuture<'_, Vec<Credential>>;

    /// Makes a name for an office.
    fn create_credential(&self, new: NewCredential, act: Act) -> StoreFuture<'_, CreateOutcome>;

    /// Sets a password and, if told, ends every session of the office; with a first password its terminal tokens too, all in
    /// one. `false` when there is no such name.
    fn set_password(&self, change: PasswordChange, act: Act) -> StoreFuture<'_, bool>;

    /// The failures counted for these keys, in their order.
    fn throttle(&self, keys: Vec<ThrottleKey>) -> StoreFuture<'_, Vec<Option<ThrottleState>>>;

    /// Counts a refused sign-in for these keys and records it.
    fn count_failure(&self, keys: Vec<ThrottleKey>, act: Act) -> StoreFuture<'_, ()>;

    /// Forgets the failures of these keys.
    fn forget_failures(&self, keys: Vec<ThrottleKey>) -> StoreFuture<'_, ()>;
}

/// A sign-in name as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// The name.
    pub name: CredentialName,
    /// Whose.
    pub office: OfficeNumber,
    /// The password's hash.
    pub password: PasswordHash,
    /// Set for a first password: it ends then, and lets in only to choose another (S25).
    pub first_until: Option<Instant>,
    /// When the password was set.
    pub changed_at: Instant,
}

/// A sign-in name to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCredential {
    /// The name.
    pub name: CredentialName,
    /// Whose.
    pub office: OfficeNumber,
    /// Hash of its first password.
    pub password: PasswordHash,
    /// When the first password ends.
    pub first_until: Instant,
}

/// How making a name went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CreateOutcome {
    /// Made.
    Created,
    /// The name is taken.
    NameTaken,
    /// The office has a name of this kind already.
    HasOne,
    /// There is no such office, or it is closed.
    NoOffice,
}

/// A password to set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordChange {
    /// Whose.
    pub name: CredentialName,
    /// The new hash.
    pub password: PasswordHash,
    /// Set when this is a first password again (a reset).
    pub first_until: Option<Instant>,
    /// Only if the hash is still this one; guards against two changes at once.
    pub expected: Option<PasswordHash>,
    /// True to end every session of the office. False when the same password is only hashed anew: that is no change that
    /// the office is told of, and the password is as old as before.
    pub ends_sessions: bool,
}
