//! Making a one-time code for an office and a kind of certificate.

use thiserror::Error;

use crate::actor::Actor;
use crate::certificate::{CertificateKind, EnrolCode, EnrolSecret};
use crate::office::OfficeState;
use crate::ports::random;
use crate::store::StoreError;
use crate::usecases::Context;
use standard::OfficeNumber;

/// Why no code is made.
#[derive(Debug, Error)]
pub enum MakeCodeError {
    /// There is no such office, or it does not take part now.
    #[error("there is no such office, or it does not take part now")]
    NoOffice,
    /// The store did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes a code. Its secret is given once.
pub async fn make_code(
    context: Context<'_>,
    actor: Actor,
    office: OfficeNumber,
    kind: CertificateKind,
) -> Result<(EnrolCode, EnrolSecret), MakeCodeError> {
    let found = context.store.office(office).await?;
    if !found.is_some_and(|office| office.state == OfficeState::Active) {
        return Err(MakeCodeError::NoOffice);
    }
    let secret = EnrolSecret::new(random(context.randomness));
    let id = secret.id();
    let code = EnrolCode {
        id,
        office,
        kind,
        hash: secret.hash(id),
        made_at: context.at,
        failures: 0,
        redeemed: None,
        dropped_at: None,
    };
    context.store.make_enrol_code(code.clone(), context.act(actor)).await?;
    Ok((code, secret))
}
