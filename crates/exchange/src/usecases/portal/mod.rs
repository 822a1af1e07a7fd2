//! The portals' sign-in: 事業所のユーザID and password alone. It leads to licence and certificates, never to transmissions.

pub mod authorise;
pub mod change_password;
pub mod ended;
pub mod prove;
pub mod sign_in;
pub mod sign_out;

use crate::account::{AccountId, CredentialName, ThrottleKey};
use crate::actor::Actor;
use crate::instant::Instant;
use crate::ports::{HasherBusy, PasswordHasher, Verdict};
use crate::secret::Password;
use crate::store::{Credential, StoreError};
use crate::usecases::Context;
use crate::usecases::session::sign_in::{is_waiting, refuse};
use evidence::Sha256;
use standard::OfficeNumber;
use thiserror::Error;

/// Somebody who is signed in on a portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PortalCaller {
    /// The office.
    pub office: OfficeNumber,
    /// The account.
    pub account: AccountId,
    /// SHA-256 of the session's token.
    pub token: Sha256,
    /// True while only changing the password is allowed: it is a first one, or its time is over.
    pub must_change: bool,
    /// True when its time is over.
    pub is_over: bool,
    /// When its time is over; none while passwords last.
    pub password_until: Option<Instant>,
    /// True when the password was entered within the last minutes (S29).
    pub is_fresh: bool,
    /// When the session began.
    pub since: Instant,
}

impl PortalCaller {
    /// As the audit log names it.
    pub fn actor(&self) -> Actor {
        Actor::Account(self.office, self.account)
    }
}

/// Why a password is not believed.
#[derive(Debug, Error)]
pub enum PasswordRefused {
    /// Unknown, wrong, or waiting after too many failures: one answer for all (S23).
    #[error("the name or password is refused")]
    Refused,
    /// Right, but it is a first password that was to be changed before then (S25).
    #[error("the time of the first password is over")]
    FirstOver(Instant),
    /// Too many passwords are waiting.
    #[error(transparent)]
    Busy(#[from] HasherBusy),
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The credential of an account whose password is right; failures are counted for the name.
async fn proven(
    context: Context<'_>,
    hasher: &dyn PasswordHasher,
    account: AccountId,
    password: &Password,
) -> Result<Credential, PasswordRefused> {
    let name = CredentialName::Account(account);
    let key = ThrottleKey::Name(name.clone());
    let waiting = is_waiting(context, &key).await?;
    let known = context.store.credential(name).await?;
    let verdict = hasher.verify(password, known.as_ref().map(|known| &known.password)).await?;
    match known.filter(|_| verdict != Verdict::Wrong && !waiting) {
        Some(Credential { first_until: Some(until), .. }) if until <= context.at => {
            Err(PasswordRefused::FirstOver(until))
        }
        Some(known) => {
            context.store.forget_failures(vec![key]).await?;
            Ok(known)
        }
        None => {
            refuse(context, key, waiting, context.act(Actor::Hub)).await?;
            Err(PasswordRefused::Refused)
        }
    }
}
