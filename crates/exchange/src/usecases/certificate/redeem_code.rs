//! Redeeming a code: for the public key of a request whose proof of possession was verified before.

use evidence::Sha256;
use evidence::certificate::VerifiedRequest;
use thiserror::Error;

use crate::actor::Actor;
use crate::certificate::{CertificateKind, EnrolSecret, RedeemRefusal};
use crate::id::EnrolCodeId;
use crate::office::OfficeState;
use crate::store::{RedeemOutcome, StoreError};
use crate::usecases::Context;
use standard::OfficeNumber;

/// What the authority may issue: for this office, of this kind, for the request's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Redeemed {
    /// For which office.
    pub office: OfficeNumber,
    /// Which kind.
    pub kind: CertificateKind,
}

/// Why a code is not redeemed.
#[derive(Debug, Error)]
pub enum RedeemError {
    /// The code is wrong, over, used or tried too often.
    #[error(transparent)]
    Refused(#[from] RedeemRefusal),
    /// The office does not take part any more.
    #[error("the office does not take part now")]
    Office,
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Redeems a code. A repeat with the same key is the same redemption, so a lost reply costs nothing.
pub async fn redeem_code(
    context: Context<'_>,
    id: EnrolCodeId,
    secret: &EnrolSecret,
    request: &VerifiedRequest,
) -> Result<Redeemed, RedeemError> {
    let key = Sha256::of(request.key().spki());
    let act = context.act(Actor::Hub);
    match context.store.redeem_enrol_code(id, secret.hash(id), key, act).await? {
        RedeemOutcome::Refused(refusal) => Err(RedeemError::Refused(refusal)),
        RedeemOutcome::Redeemed(code) => {
            let office = context.store.office(code.office).await?;
            if !office.is_some_and(|office| office.state == OfficeState::Active) {
                return Err(RedeemError::Office);
            }
            Ok(Redeemed { office: code.office, kind: code.kind })
        }
    }
}
