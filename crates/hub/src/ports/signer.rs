//! Signs the hub's receipts (到達証) with its receipt certificate.

use evidence::bundle::{ProofFile, Withdrawal};
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

    /// States that a transmission was withdrawn, `at`: the files of an evidence bundle.
    pub fn withdrawn(&self, header: &TransmissionHeader, at: Instant, now: Timestamp) -> Option<[ProofFile; 2]> {
        let stated = Withdrawal {
            transmission: TransmissionId::parse(&header.id.to_string())?,
            container_sha256: header.sha256,
            from: office(header.sender)?,
            to: office(header.recipient)?,
            at: timestamp(at)?,
            stated_at: now,
            by: self.network.clone(),
        };
        let signed = stated.sign(&self.identity());
        signed.inspect_err(|error| not_signed(error)).ok()
    }

    fn sign(&self, header: &TransmissionHeader, at: Instant) -> Option<SignedStatement> {
        let receipt = Receipt {
            kind: ReceiptKind::Accepted,
            transmission: TransmissionId::parse(&header.id.to_string())?,
            container_sha256: header.sha256,
            from: office(header.sender)?,
            to: office(header.recipient)?,
            at: timestamp(at)?,
            by: Author::Hub(self.network.clone()),
        };
        let signed = receipt.sign(&self.identity()).inspect_err(|error| not_signed(error)).ok()?;
        Some(SignedStatement { statement: signed.json, signature: signed.signature })
    }

    fn identity(&self) -> Arc<SigningIdentity> {
        Arc::clone(&self.identity.read().unwrap_or_else(PoisonError::into_inner))
    }
}

fn office(number: standard::OfficeNumber) -> Option<OfficeAddress> {
    OfficeNumber::parse(number.as_str()).map(OfficeAddress::local)
}

fn timestamp(at: Instant) -> Option<Timestamp> {
    Timestamp::from_unix(u64::try_from(at.millis() / 1_000).ok()?)
}

fn not_signed(error: &(dyn std::error::Error + 'static)) {
    tracing::error!(error, "a statement could not be signed");
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
