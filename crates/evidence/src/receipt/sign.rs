//! Signs a receipt.

use super::{Receipt, ReceiptError};
use crate::cms::{SignError, SigningIdentity};

/// A receipt as it travels: its exact bytes and the signature beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedReceipt {
    /// The canonical JSON.
    pub json: Vec<u8>,
    /// The detached signature over it, DER.
    pub signature: Vec<u8>,
}

/// Why a receipt was not signed.
#[derive(Debug, thiserror::Error)]
pub enum ReceiptSignError {
    /// The receipt would be refused.
    #[error("the receipt would be refused")]
    Receipt(#[from] ReceiptError),
    /// The signature could not be made.
    #[error("the receipt could not be signed")]
    Sign(#[from] SignError),
}

impl Receipt {
    /// Signs it, with its own time as the signing time.
    ///
    /// # Errors
    /// [`ReceiptSignError`].
    pub fn sign(&self, identity: &SigningIdentity) -> Result<SignedReceipt, ReceiptSignError> {
        self.check()?;
        let json = self.to_json();
        let signature = identity.sign(&json, self.at)?;
        Ok(SignedReceipt { json, signature })
    }
}
