//! Changing a password, the first one included: with the certificate and the present password.

use thiserror::Error;

use crate::account::{CredentialName, PasswordPolicy, PasswordWeakness, ThrottleKey};
use crate::actor::Actor;
use crate::ports::{HasherBusy, PasswordHasher, Verdict};
use crate::secret::Password;
use crate::store::{PasswordChange, StoreError};
use crate::usecases::Context;
use crate::usecases::session::sign_in::{SignInError, is_waiting, known_certificate, refuse};
use crate::usecases::session::{CertificateRefused, Connection};

/// What a person enters.
#[derive(Debug)]
pub struct ChangePasswordInput {
    /// Whose password.
    pub name: CredentialName,
    /// The present password.
    pub present: Password,
    /// The new one.
    pub new: Password,
}

/// Why the password stays.
#[derive(Debug, Error)]
pub enum ChangePasswordError {
    /// The certificate or its office does not let in.
    #[error(transparent)]
    Certificate(#[from] CertificateRefused),
    /// Unknown, wrong, over, or waiting: one answer for all.
    #[error("the present name or password is refused")]
    Refused,
    /// The new password is not taken.
    #[error(transparent)]
    Weak(#[from] PasswordWeakness),
    /// The new password is the present one.
    #[error("the new password is the present one")]
    Unchanged,
    /// Too many passwords are waiting.
    #[error(transparent)]
    Busy(#[from] HasherBusy),
    /// The store did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes a password and ends every session of the office.
pub async fn change_password(
    context: Context<'_>,
    hasher: &dyn PasswordHasher,
    policy: &PasswordPolicy<'_>,
    connection: &Connection,
    input: ChangePasswordInput,
) -> Result<(), ChangePasswordError> {
    let certificate = known_certificate(context, connection).await.map_err(|error| match error {
        SignInError::Certificate(refused) => ChangePasswordError::Certificate(refused),
        SignInError::Store(error) => ChangePasswordError::Store(error),
        _ => ChangePasswordError::Refused,
    })?;
    let key = ThrottleKey::Certificate(connection.thumbprint);
    let waiting = is_waiting(context, &key).await?;
    let found = context.store.credential(input.name.clone()).await?;
    let known = found.filter(|known| known.office == certificate.office);
    let verdict = hasher.verify(&input.present, known.as_ref().map(|known| &known.password)).await?;
    let right = known.filter(|known| {
        verdict != Verdict::Wrong && !waiting && known.first_until.is_none_or(|until| context.at < until)
    });
    let Some(known) = right else {
        refuse(context, key, waiting, context.act(Actor::Office(certificate.office))).await?;
        return Err(ChangePasswordError::Refused);
    };
    let office = context.store.office(certificate.office).await?;
    let mut own = vec![certificate.office.as_str(), known.name.as_str()];
    own.extend(office.iter().flat_map(|office| [office.office.name.as_str(), office.office.kana.as_str()]));
    let normal = policy.check(input.new.expose(), &own)?;
    if normal == input.present.expose() {
        return Err(ChangePasswordError::Unchanged);
    }
    let change = PasswordChange {
        name: known.name,
        password: hasher.hash(&normal).await?,
        first_until: None,
        expected: Some(known.password),
        ends_sessions: true,
    };
    let changed = context.store.set_password(change, context.act(Actor::Office(certificate.office))).await?;
    if changed { Ok(()) } else { Err(ChangePasswordError::Refused) }
}
