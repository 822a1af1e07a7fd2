//! New tokens for a session. A refresh token works once; used twice, the session ends (S26).

use thiserror::Error;

use super::sign_in::{SignInError, known_certificate};
use super::{Connection, SessionRules, SignedIn, Tokens};
use crate::actor::Actor;
use crate::ports::random;
use crate::secret::Secret;
use crate::store::{Rotation, RotationOutcome, StoreError};
use crate::usecases::Context;

/// Why a session is not renewed.
#[derive(Debug, Error)]
pub enum RefreshError {
    /// The certificate or its office does not let in.
    #[error(transparent)]
    Certificate(#[from] super::CertificateRefused),
    /// No open session has this token and certificate; sign in again.
    #[error("no open session has this token")]
    Unknown,
    /// The token had been used before. The session was ended: one of its two holders is not its owner.
    #[error("the refresh token was used twice, the session was ended")]
    Reused,
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Exchanges a refresh token for new tokens.
pub async fn refresh(
    context: Context<'_>,
    rules: &SessionRules,
    connection: &Connection,
    token: &Secret,
) -> Result<SignedIn, RefreshError> {
    let certificate = known_certificate(context, connection).await.map_err(|error| match error {
        SignInError::Certificate(refused) => RefreshError::Certificate(refused),
        SignInError::Store(error) => RefreshError::Store(error),
        _ => RefreshError::Unknown,
    })?;
    let access = Secret::from_random(random(context.randomness));
    let refresh = Secret::from_random(random(context.randomness));
    let rotation = Rotation {
        refresh: token.hash(),
        certificate: connection.thumbprint,
        new_access: access.hash(),
        access_until: context.at.plus(rules.limits.access),
        new_refresh: refresh.hash(),
        idle_before: context.at.minus(rules.limits.idle + rules.limits.granularity),
    };
    let act = context.act(Actor::Office(certificate.office));
    match context.store.rotate_session(rotation, act).await? {
        RotationOutcome::Rotated(session) => {
            let (access_until, refresh_until) = (session.access_until, session.refresh_until);
            Ok(SignedIn { session, tokens: Tokens { access, access_until, refresh, refresh_until } })
        }
        RotationOutcome::Unknown => Err(RefreshError::Unknown),
        RotationOutcome::Reused(_) => Err(RefreshError::Reused),
    }
}
