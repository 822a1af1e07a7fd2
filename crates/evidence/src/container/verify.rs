//! Verifies who made a container.

use super::open::Container;
use crate::cms::{self, SignatureError, Verification};
use crate::identifiers::OfficeNumber;
use crate::verified::{Verified, VerifiedSignature};

/// Why a container is not its sender's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ContainerVerifyError {
    /// The signature is refused.
    #[error("the signature of the container is refused")]
    Signature(#[from] SignatureError),
    /// The signer is no office.
    #[error("the container was signed by something else than an office")]
    NotAnOffice,
    /// The signer is another office than the sender.
    #[error("the container is from {from} but was signed by {signer}")]
    OtherOffice {
        /// `from.office`.
        from: OfficeNumber,
        /// The certificate's office.
        signer: OfficeNumber,
    },
}

impl Container {
    /// Verifies the signature, the signer, and that the signer is `from.office`.
    ///
    /// # Errors
    /// [`ContainerVerifyError`].
    pub fn verify(self, verification: &Verification<'_>) -> Result<Verified<Self>, ContainerVerifyError> {
        let signature = self.check_signature(verification)?;
        Ok(Verified::new(self, signature))
    }

    pub(crate) fn check_signature(
        &self,
        verification: &Verification<'_>,
    ) -> Result<VerifiedSignature, ContainerVerifyError> {
        let signature = cms::verify(&self.signature, &self.manifest, verification)?;
        let signer = signature.signer.holder().office().ok_or(ContainerVerifyError::NotAnOffice)?;
        let from = &self.transmission().from.office;
        if signer != from {
            return Err(ContainerVerifyError::OtherOffice { from: from.clone(), signer: signer.clone() });
        }
        Ok(signature)
    }
}
