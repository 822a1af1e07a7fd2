//! 証明書発行用パスワード: issued by the hub, shown once, entered to have a certificate issued.

use crate::account::ThrottleKey;
use crate::actor::Actor;
use crate::ports::{HasherBusy, PasswordHasher, Verdict};
use crate::secret::Password;
use crate::store::StoreError;
use crate::usecases::Context;
use crate::usecases::account::first_password;
use crate::usecases::portal::PasswordRefused;
use crate::usecases::session::sign_in::{is_waiting, refuse};
use standard::OfficeNumber;
use thiserror::Error;

/// Why none is issued.
#[derive(Debug, Error)]
pub enum IssuePasswordError {
    /// There is no such office, or it is closed.
    #[error("there is no such office, or it is closed")]
    NoOffice,
    /// Too many passwords are waiting.
    #[error(transparent)]
    Busy(#[from] HasherBusy),
    /// The store did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Issues a new one; the one before no longer works, and its wrong tries do not count against the new one: nobody can have
/// tried that. The office is told by mail.
///
/// # Errors
/// [`IssuePasswordError`].
pub async fn issue_password(
    context: Context<'_>,
    hasher: &dyn PasswordHasher,
    actor: Actor,
    office: OfficeNumber,
) -> Result<Password, IssuePasswordError> {
    let password = first_password(context);
    let hash = hasher.hash(password.expose()).await?;
    let set = context.store.set_certificate_password(office, hash, context.act(actor)).await?;
    if !set {
        return Err(IssuePasswordError::NoOffice);
    }
    context.store.forget_failures(vec![ThrottleKey::CertificatePassword(office)]).await?;
    Ok(password)
}

/// Believes it or not; failures are counted for the office, and one answer is given for wrong, none and waiting (S23).
///
/// # Errors
/// [`PasswordRefused`].
pub async fn prove_password(
    context: Context<'_>,
    hasher: &dyn PasswordHasher,
    actor: Actor,
    office: OfficeNumber,
    password: &Password,
) -> Result<(), PasswordRefused> {
    let key = ThrottleKey::CertificatePassword(office);
    let waiting = is_waiting(context, &key).await?;
    let known = context.store.certificate_password(office).await?.map(|(hash, _)| hash);
    let verdict = hasher.verify(password, known.as_ref()).await?;
    if verdict == Verdict::Wrong || waiting {
        refuse(context, key, waiting, context.act(actor)).await?;
        return Err(PasswordRefused::Refused);
    }
    context.store.forget_failures(vec![key]).await?;
    Ok(())
}
