//! Signs the hub's receipts (到達証) with its receipt certificate.

use evidence::cms::SigningIdentity;
use evidence::receipt::{Author, Receipt, ReceiptKind};
use evidence::{NetworkName, OfficeAddress, OfficeNumber, Timestamp, TransmissionId};
use exchange::Instant;
use exchange::ports::{PortFuture, ReceiptSigner, SignerUnavailable};
use exchange::transmission::{SignedStatement, TransmissionHeader};
use std::sync::{Arc, PoisonError, RwLock};

/// The hub as it signs receipts.
pub struct HubSigner {
    identity: RwLock<Arc<SigningIdentity>>,
    network: NetworkName,
}

impl HubSigner {
    /// Signs with this identity for this network.
    pub fn new(identity: SigningIdentity, network: NetworkName) -> Self {
        Self { identity: RwLock::new(Arc::new(identity)), network }
    }

    /// Signs with this identity from now on.
    pub fn swap(&self, identity: SigningIdentity) {
        *self.identity.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(identity);
    }

    fn sign(&self, header: &TransmissionHeader, at: Instant) -> Option<SignedStatement> {
        let office = |number: standard::OfficeNumber| OfficeNumber::parse(number.as_str()).map(OfficeAddress::local);
        let receipt = Receipt {
            kind: ReceiptKind::Accepted,
            transmission: TransmissionId::parse(&header.id.to_string())?,
            container_sha256: header.sha256,
            from: office(header.sender)?,
            to: office(header.recipient)?,
            at: Timestamp::from_unix(u64::try_from(at.millis() / 1_000).ok()?)?,
            by: Author::Hub(self.network.clone()),
        };
        let identity = Arc::clone(&self.identity.read().unwrap_or_else(PoisonError::into_inner));
        match receipt.sign(&identity) {
            Ok(signed) => Some(SignedStatement { statement: signed.json, signature: signed.signature }),
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "a receipt could not be signed");
                None
            }
        }
    }
}

impl ReceiptSigner for HubSigner {
    fn accepted<'a>(
        &'a self,
        header: &'a TransmissionHeader,
        at: Instant,
    ) -> PortFuture<'a, Result<SignedStatement, SignerUnavailable>> {
        Box::pin(async move { self.sign(header, at).ok_or(SignerUnavailable) })
    }
}
