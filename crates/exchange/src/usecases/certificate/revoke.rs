//! Revoking a certificate: effective at the next request, with its sessions and terminal tokens.

use thiserror::Error;

use crate::actor::Actor;
use crate::certificate::{CertificateKey, RevocationReason};
use crate::permission::{Caller, Deed, Denied};
use crate::store::{Revocation, RevokeOutcome, StoreError};
use crate::usecases::Context;
use crate::usecases::transmission::ReadError;

/// Why a certificate is not revoked.
#[derive(Debug, Error)]
pub enum RevokeError {
    /// No such certificate, as far as the actor is concerned.
    #[error("there is no such certificate")]
    NotFound,
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Revokes a certificate of the caller's office: its terminal may be in other hands.
pub async fn revoke_own(context: Context<'_>, caller: &Caller, key: CertificateKey) -> Result<(), ReadError> {
    caller.may(Deed::ManageCertificates)?;
    match revoke(context, caller.actor(), key, RevocationReason::KeyCompromise).await {
        Ok(()) => Ok(()),
        Err(RevokeError::NotFound) => Err(Denied::NotFound.into()),
        Err(RevokeError::Store(error)) => Err(error.into()),
    }
}

/// Revokes a certificate: an office its own, an operator any. A repeat changes nothing.
pub async fn revoke(
    context: Context<'_>,
    actor: Actor,
    key: CertificateKey,
    reason: RevocationReason,
) -> Result<(), RevokeError> {
    let revocation = Revocation { key, office: actor.office(), reason };
    match context.store.revoke_certificate(revocation, context.act(actor)).await? {
        RevokeOutcome::Revoked | RevokeOutcome::Already => Ok(()),
        RevokeOutcome::NotFound => Err(RevokeError::NotFound),
    }
}
