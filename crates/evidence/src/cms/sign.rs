//! Makes a detached signature of the profile.

use std::fmt;
use std::sync::Arc;

use super::algorithm::Digest;
use super::assemble::Parts;
use super::attributes;
use crate::asn1::reader::SET;
use crate::asn1::writer;
use crate::certificate::Certificate;
use crate::signer::{Signer, SignerError};
use crate::time::Timestamp;

/// Why a signature was not made.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    /// The key is not the certificate's.
    #[error("the key does not belong to the certificate")]
    WrongKey,
    /// The issuing certificate is not the signer's issuer.
    #[error("the issuing certificate is not that of the signer's issuer")]
    WrongIssuer,
    /// The key could not be used.
    #[error("the signature could not be made")]
    Signer(#[from] SignerError),
}

/// A key with its certificate and that of the issuing authority; what does not change is prepared once.
#[derive(Clone)]
pub struct SigningIdentity {
    signer: Arc<dyn Signer>,
    certificate: Certificate,
    certificates: [Vec<u8>; 2],
    signer_id: Vec<u8>,
    signing_certificate: Vec<u8>,
    digest: Digest,
    digest_algorithm: Vec<u8>,
    signature_algorithm: Vec<u8>,
}

impl SigningIdentity {
    /// Puts key and certificates together.
    ///
    /// # Errors
    /// [`SignError::WrongKey`], [`SignError::WrongIssuer`].
    pub fn new(signer: Arc<dyn Signer>, certificate: Certificate, issuing: &Certificate) -> Result<Self, SignError> {
        if certificate.key().spki() != signer.public_key() {
            return Err(SignError::WrongKey);
        }
        if certificate.identity().issuer != issuing.subject() {
            return Err(SignError::WrongIssuer);
        }
        let identity = certificate.identity();
        let mut certificates = [certificate.der().to_vec(), issuing.der().to_vec()];
        certificates.sort();
        let digest = Digest::for_signer(signer.algorithm());
        Ok(Self {
            certificates,
            signer_id: writer::sequence(&[&identity.issuer, &writer::unsigned(&identity.serial)]),
            signing_certificate: attributes::signing_certificate(&certificate),
            digest,
            digest_algorithm: digest.identifier(),
            signature_algorithm: signer.algorithm().identifier(),
            certificate,
            signer,
        })
    }

    /// The signer's certificate.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// Signs content; gives the signature file in DER.
    ///
    /// # Errors
    /// [`SignError::Signer`].
    pub fn sign(&self, content: &[u8], signing_time: Timestamp) -> Result<Vec<u8>, SignError> {
        let attributes = attributes::write(&self.digest.of(content), signing_time, &self.signing_certificate);
        let signature = self.signer.sign(&writer::tlv(SET, &[&attributes]))?;
        let [first, second] = &self.certificates;
        let parts = Parts {
            version: 1,
            digest_algorithm: &self.digest_algorithm,
            certificates: [first, second],
            signer_id: &self.signer_id,
            attributes: &attributes,
            signature_algorithm: &self.signature_algorithm,
            signature: &signature,
        };
        Ok(parts.to_der())
    }
}

impl fmt::Debug for SigningIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningIdentity").field("certificate", &self.certificate.fingerprint()).finish_non_exhaustive()
    }
}
