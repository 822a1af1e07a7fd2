//! Verifies a receipt, and that it is of a container.

use super::{Author, Receipt, ReceiptKind, ReceiptMismatch, ReceiptVerifyError, SignedReceipt};
use crate::certificate::Holder;
use crate::cms::{self, TimeRule, Verification};
use crate::container::Container;
use crate::verified::{VerificationTime, Verified};

impl SignedReceipt {
    /// Verifies the receipt. [`TimeRule::Claimed`] means the receipt's own `at`, which for `accepted` is the
    /// acceptance.
    ///
    /// # Errors
    /// [`ReceiptVerifyError`].
    pub fn verify(&self, verification: &Verification<'_>) -> Result<Verified<Receipt>, ReceiptVerifyError> {
        let receipt = Receipt::from_json(&self.json)?;
        let time = match (verification.time, &receipt.kind) {
            (TimeRule::At(time), _) => time,
            (TimeRule::Claimed, ReceiptKind::Accepted) => VerificationTime::Accepted(receipt.at),
            (TimeRule::Claimed, _) => VerificationTime::Claimed(receipt.at),
        };
        let verification = Verification { time: TimeRule::At(time), ..*verification };
        let signature = cms::verify(&self.signature, &self.json, &verification)?;
        let is_author = match (signature.signer.holder(), &receipt.by) {
            (Holder::Hub { network }, Author::Hub(by)) => network == by,
            (Holder::Office { number, .. }, Author::Office(by)) => number == by,
            _ => false,
        };
        if is_author { Ok(Verified::new(receipt, signature)) } else { Err(ReceiptVerifyError::OtherSigner) }
    }
}

impl Receipt {
    /// Whether it is of this container.
    ///
    /// # Errors
    /// [`ReceiptMismatch`].
    pub fn check_container(&self, container: &Container) -> Result<(), ReceiptMismatch> {
        let transmission = container.transmission();
        if self.transmission != transmission.id {
            return Err(ReceiptMismatch::Transmission);
        }
        if self.container_sha256 != container.sha256() {
            return Err(ReceiptMismatch::Digest);
        }
        if self.from != transmission.from || self.to != transmission.to {
            return Err(ReceiptMismatch::Offices);
        }
        Ok(())
    }
}
