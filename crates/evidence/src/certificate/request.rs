//! Certificate requests (PKCS#10, RFC 2986): the office proves that it has the key.

use super::key::{PublicKeyError, Scheme, SignatureMismatch, VerifyingKey};
use super::pem::{self, PemError};
use crate::asn1::reader::{INTEGER, Reader, SEQUENCE};
use crate::asn1::{DerError, oid, writer};
use crate::identifiers::OfficeNumber;
use crate::signer::{Signer, SignerError};

/// Largest request that is read, in bytes.
pub const MAX_REQUEST_BYTES: usize = 8_192;

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// Above [`MAX_REQUEST_BYTES`].
    #[error("the request has {0} bytes; at most {MAX_REQUEST_BYTES} are read")]
    TooLarge(usize),
    /// Not a PEM request.
    #[error("the PEM text is no certificate request")]
    Pem(#[from] PemError),
    /// Not DER of a request.
    #[error("the request cannot be read")]
    Der(#[from] DerError),
    /// Not version 1.
    #[error("the request is not of version 1")]
    Version,
    /// The key is refused.
    #[error("the public key of the request is refused")]
    PublicKey(#[from] PublicKeyError),
    /// Signed with a scheme that is not accepted.
    #[error("the request is signed with a scheme that is not accepted")]
    Scheme,
    /// The signature is not by the key in the request: no proof of possession.
    #[error("the request does not prove possession of its key")]
    Possession(#[source] SignatureMismatch),
}

/// The public key of a request whose maker proved possession. The subject it asks for is not kept.
#[derive(Debug, Clone)]
pub struct VerifiedRequest {
    key: VerifyingKey,
}

impl VerifiedRequest {
    /// Reads and verifies a request in DER.
    ///
    /// # Errors
    /// [`RequestError`].
    pub fn from_der(der: &[u8]) -> Result<Self, RequestError> {
        if der.len() > MAX_REQUEST_BYTES {
            return Err(RequestError::TooLarge(der.len()));
        }
        let mut outer = Reader::new(der);
        let mut fields = outer.nested(SEQUENCE)?;
        outer.finish()?;
        let signed = fields.tlv(SEQUENCE)?;
        let scheme = Scheme::of_signed_object(fields.tlv(SEQUENCE)?.raw).ok_or(RequestError::Scheme)?;
        let signature = fields.bits()?;
        fields.finish()?;
        let mut info = Reader::new(signed.value);
        if info.expect(INTEGER)? != [0] {
            return Err(RequestError::Version);
        }
        info.expect(SEQUENCE)?;
        let key = VerifyingKey::from_spki(info.tlv(SEQUENCE)?.raw)?;
        info.optional(0xa0)?;
        info.finish()?;
        key.verify(scheme, signed.raw, signature).map_err(RequestError::Possession)?;
        Ok(Self { key })
    }

    /// Reads and verifies a request in PEM.
    ///
    /// # Errors
    /// [`RequestError`].
    pub fn from_pem(text: &str) -> Result<Self, RequestError> {
        if text.len() > MAX_REQUEST_BYTES * 2 {
            return Err(RequestError::TooLarge(text.len()));
        }
        Self::from_der(&pem::decode("CERTIFICATE REQUEST", text)?)
    }

    /// The public key.
    pub fn key(&self) -> &VerifyingKey {
        &self.key
    }
}

/// Makes a request in PEM for an office's key. The subject is the office's number, for people only.
///
/// # Errors
/// When the key cannot sign.
pub fn make_request(office: &OfficeNumber, signer: &dyn Signer) -> Result<String, SignerError> {
    let name = writer::sequence(&[&writer::object_identifier(oid::COMMON_NAME), &writer::utf8_string(office.as_str())]);
    let info = writer::sequence(&[
        &writer::small(0),
        &writer::sequence(&[&writer::set_of(vec![name])]),
        signer.public_key(),
        &writer::context(0, &[]),
    ]);
    let signature = writer::bit_string(&signer.sign(&info)?);
    let der = writer::sequence(&[&info, &signer.algorithm().identifier(), &signature]);
    Ok(pem::encode("CERTIFICATE REQUEST", &der))
}
