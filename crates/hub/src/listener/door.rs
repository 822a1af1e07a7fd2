//! The verifier of the console's door: lets through, beside who may come in, who came in until a moment ago.
//!
//! An operator whose certificate was revoked or has run out would see only the browser's own error if the handshake
//! refused it, and never the page that says what happened. That such a certificate gets through is safe:
//!
//! - The strict verifier has refused it for this one reason, and its path is verified here once more, without the list and
//!   at a time at which it held: our own authority has issued it as a client's. What is foreign, a server's, or badly
//!   signed stays out, and while the list itself is stale so does everybody whose certificate is not over.
//! - The other side proves in the handshake that it has the key, as with any certificate.
//! - The handshake admits to nothing. The first layer over everything that the console's router serves, the pages before
//!   the sign-in too, asks with every request whether the certificate lets in now, in the list and in the database, and
//!   serves one page when it does not (`console::gate::door`). It did so before, for open connections and offices' certificates.
//! - Only the console's listener has this verifier. The exchange keeps the strict one.

use super::verifier::{ClientVerifier, VerifierError};
use evidence::certificate::Certificate;
use rustls::client::danger::HandshakeSignatureValid;
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::server::WebPkiClientVerifier;
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::{CertificateError, DigitallySignedStruct, DistinguishedName, Error, SignatureScheme};
use std::sync::Arc;
use std::time::Duration;

/// The verifier of the console's listener.
#[derive(Debug)]
pub struct DoorVerifier {
    strict: Arc<ClientVerifier>,
    /// Signatures, purposes and times, without a list.
    path: Arc<dyn ClientCertVerifier>,
}

impl DoorVerifier {
    /// Over the strict one, whose lists may be swapped on.
    ///
    /// # Errors
    /// [`VerifierError`] when a root cannot be used.
    pub fn new(strict: Arc<ClientVerifier>) -> Result<Self, VerifierError> {
        let builder = WebPkiClientVerifier::builder_with_provider(strict.roots(), super::tls::provider());
        let path = builder.build().map_err(VerifierError::RevocationList)?;
        Ok(Self { strict, path })
    }
}

/// True for the two reasons that have a page: it was good once and is so no more.
fn is_over(error: &Error) -> bool {
    use CertificateError::{Expired, ExpiredContext, Revoked};
    matches!(error, Error::InvalidCertificate(Revoked | Expired | ExpiredContext { .. }))
}

/// The time at which a certificate is looked at: now, or the last second in which it held.
fn held_at(certificate: &CertificateDer<'_>, now: UnixTime) -> UnixTime {
    let last = Certificate::from_der(certificate).map(|read| read.not_after().unix());
    let last = last.map_or(now, |seconds| UnixTime::since_unix_epoch(Duration::from_secs(seconds)));
    if last < now { last } else { now }
}

impl ClientCertVerifier for DoorVerifier {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        self.strict.root_hint_subjects()
    }

    fn verify_client_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        match self.strict.verify_client_cert(end_entity, intermediates, now) {
            Err(error) if is_over(&error) => {
                self.path.verify_client_cert(end_entity, intermediates, held_at(end_entity, now))
            }
            verified => verified,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.strict.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.strict.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.strict.supported_verify_schemes()
    }
}
