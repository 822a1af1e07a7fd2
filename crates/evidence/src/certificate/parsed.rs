//! A certificate, read once into the facts that the profile asks for (RFC 5280).

use super::key::{PublicKeyError, Scheme, VerifyingKey};
use super::pem::{self, PemError};
use super::profile::MAX_CERTIFICATE_BYTES;
use crate::asn1::DerError;
use crate::asn1::oid;
use crate::asn1::reader::{BIT_STRING, BOOLEAN, OBJECT_IDENTIFIER, OCTET_STRING, Reader, SEQUENCE};
use crate::digest::Sha256;
use crate::time::Timestamp;

/// Why bytes are no certificate that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// Above [`MAX_CERTIFICATE_BYTES`].
    #[error("the certificate has {0} bytes; at most {MAX_CERTIFICATE_BYTES} are read")]
    TooLarge(usize),
    /// Not DER of a certificate.
    #[error("the certificate cannot be read")]
    Der(#[from] DerError),
    /// Not X.509 version 3.
    #[error("the certificate is not of X.509 version 3")]
    Version,
    /// A serial number of zero, negative or above 20 bytes.
    #[error("the serial number is not between 1 and 20 bytes")]
    Serial,
    /// The algorithm inside and outside the signed part differ.
    #[error("the certificate states two signature algorithms")]
    Algorithm,
    /// An extension stands twice.
    #[error("an extension of the certificate is repeated")]
    RepeatedExtension,
    /// The public key is refused.
    #[error("the public key of the certificate is refused")]
    PublicKey(#[from] PublicKeyError),
    /// Not a PEM certificate.
    #[error("the PEM text is no certificate")]
    Pem(#[from] PemError),
}

/// Issuer and serial number: what tells certificates apart, and the only thing the hub looks them up by.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CertificateIdentity {
    /// The issuer's Name in DER.
    pub issuer: Vec<u8>,
    /// The serial number, big-endian without leading zeros.
    pub serial: Vec<u8>,
}

/// A certificate with its facts. The bytes stay as they came.
#[derive(Debug, Clone)]
pub struct Certificate {
    der: Vec<u8>,
    fingerprint: Sha256,
    identity: CertificateIdentity,
    subject: Vec<u8>,
    not_before: Timestamp,
    not_after: Timestamp,
    key: VerifyingKey,
    extensions: Extensions,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Extensions {
    pub(crate) is_ca: bool,
    pub(crate) key_usage: Option<u16>,
    pub(crate) purposes: Vec<Vec<u8>>,
    pub(crate) uris: Vec<String>,
    pub(crate) key_identifier: Option<Vec<u8>>,
    pub(crate) unknown_critical: bool,
}

impl Certificate {
    /// Reads one certificate in DER, at most [`MAX_CERTIFICATE_BYTES`].
    ///
    /// # Errors
    /// [`CertificateError`]. The signature is not checked here.
    pub fn from_der(der: &[u8]) -> Result<Self, CertificateError> {
        if der.len() > MAX_CERTIFICATE_BYTES {
            return Err(CertificateError::TooLarge(der.len()));
        }
        let mut outer = Reader::new(der);
        let mut fields = outer.nested(SEQUENCE)?;
        outer.finish()?;
        let signed = fields.nested(SEQUENCE)?;
        let algorithm = fields.tlv(SEQUENCE)?.raw;
        fields.bits()?;
        fields.finish()?;
        Self::read_signed(der, signed, algorithm)
    }

    /// Reads one certificate in PEM.
    ///
    /// # Errors
    /// [`CertificateError`].
    pub fn from_pem(text: &str) -> Result<Self, CertificateError> {
        Self::from_der(&pem::decode("CERTIFICATE", text)?)
    }

    /// Reads every certificate of a PEM text that holds several.
    ///
    /// # Errors
    /// [`CertificateError`].
    pub fn all_from_pem(text: &str) -> Result<Vec<Self>, CertificateError> {
        pem::decode_all("CERTIFICATE", text)?.iter().map(|der| Self::from_der(der)).collect()
    }

    fn read_signed(der: &[u8], mut signed: Reader<'_>, algorithm: &[u8]) -> Result<Self, CertificateError> {
        if signed.optional(0xa0)?.map(|version| version.value) != Some(&[2, 1, 2]) {
            return Err(CertificateError::Version);
        }
        let serial = signed.unsigned()?;
        if serial.len() > 20 || serial == [0] {
            return Err(CertificateError::Serial);
        }
        if signed.tlv(SEQUENCE)?.raw != algorithm {
            return Err(CertificateError::Algorithm);
        }
        let issuer = signed.tlv(SEQUENCE)?.raw;
        let mut validity = signed.nested(SEQUENCE)?;
        let (not_before, not_after) = (validity.time()?, validity.time()?);
        validity.finish()?;
        let subject = signed.tlv(SEQUENCE)?.raw;
        let key = VerifyingKey::from_spki(signed.tlv(SEQUENCE)?.raw)?;
        let extensions = match signed.optional(0xa3)? {
            Some(tlv) => read_extensions(tlv.value)?,
            None => Extensions::default(),
        };
        signed.finish()?;
        Ok(Self {
            der: der.to_vec(),
            fingerprint: Sha256::of(der),
            identity: CertificateIdentity { issuer: issuer.to_vec(), serial: serial.to_vec() },
            subject: subject.to_vec(),
            not_before,
            not_after,
            key,
            extensions,
        })
    }

    /// The certificate in DER, as it came.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The certificate in PEM.
    pub fn to_pem(&self) -> String {
        pem::encode("CERTIFICATE", &self.der)
    }

    /// SHA-256 of the DER.
    pub fn fingerprint(&self) -> Sha256 {
        self.fingerprint
    }

    /// Issuer and serial number.
    pub fn identity(&self) -> &CertificateIdentity {
        &self.identity
    }

    /// The subject's Name in DER.
    pub fn subject(&self) -> &[u8] {
        &self.subject
    }

    /// First second of validity.
    pub fn not_before(&self) -> Timestamp {
        self.not_before
    }

    /// Last second of validity.
    pub fn not_after(&self) -> Timestamp {
        self.not_after
    }

    /// The public key.
    pub fn key(&self) -> &VerifyingKey {
        &self.key
    }

    /// Whether basicConstraints makes it an authority.
    pub fn is_authority(&self) -> bool {
        self.extensions.is_ca
    }

    /// The URIs of the subject's alternative names, in order.
    pub fn uris(&self) -> &[String] {
        &self.extensions.uris
    }

    /// Whether this certificate was issued and signed by the authority.
    pub fn is_issued_by(&self, authority: &Self) -> bool {
        self.identity.issuer == authority.subject && self.check_signature(authority).is_some()
    }

    fn check_signature(&self, authority: &Self) -> Option<()> {
        let mut fields = Reader::new(&self.der).nested(SEQUENCE).ok()?;
        let signed = fields.tlv(SEQUENCE).ok()?.raw;
        let scheme = Scheme::of_signed_object(fields.tlv(SEQUENCE).ok()?.raw)?;
        authority.key.verify(scheme, signed, fields.bits().ok()?).ok()
    }

    pub(crate) fn extensions(&self) -> &Extensions {
        &self.extensions
    }

    pub(crate) fn allows(&self, usage: u16) -> bool {
        self.extensions.key_usage.is_some_and(|bits| bits & usage == usage)
    }

    pub(crate) fn has_purpose(&self, purpose: &[u8]) -> bool {
        self.extensions.purposes.iter().any(|known| known == purpose)
    }
}

fn read_extensions(bytes: &[u8]) -> Result<Extensions, CertificateError> {
    let mut outer = Reader::new(bytes);
    let mut list = outer.nested(SEQUENCE)?;
    outer.finish()?;
    let mut found = Extensions::default();
    let mut seen: Vec<&[u8]> = Vec::new();
    while !list.is_empty() {
        let mut extension = list.nested(SEQUENCE)?;
        let name = extension.expect(OBJECT_IDENTIFIER)?;
        let critical = match extension.optional(BOOLEAN)? {
            None => false,
            Some(tlv) if tlv.value == [0xff] => true,
            Some(_) => return Err(DerError::Value.into()),
        };
        let value = extension.expect(OCTET_STRING)?;
        extension.finish()?;
        if seen.contains(&name) {
            return Err(CertificateError::RepeatedExtension);
        }
        seen.push(name);
        let known = read_extension(&mut found, name, value)?;
        found.unknown_critical |= critical && !known;
    }
    Ok(found)
}

fn read_extension(found: &mut Extensions, name: &[u8], value: &[u8]) -> Result<bool, DerError> {
    let mut reader = Reader::new(value);
    match name {
        oid::BASIC_CONSTRAINTS => {
            let mut fields = reader.nested(SEQUENCE)?;
            found.is_ca = fields.optional(BOOLEAN)?.is_some_and(|flag| flag.value == [0xff]);
        }
        oid::KEY_USAGE => found.key_usage = Some(key_usage_bits(reader.expect(BIT_STRING)?)?),
        oid::EXTENDED_KEY_USAGE => {
            let mut purposes = reader.nested(SEQUENCE)?;
            while !purposes.is_empty() {
                found.purposes.push(purposes.expect(OBJECT_IDENTIFIER)?.to_vec());
            }
        }
        oid::SUBJECT_ALT_NAME => {
            let mut names = reader.nested(SEQUENCE)?;
            while !names.is_empty() {
                let name = names.next()?;
                if name.tag == 0x86 {
                    let uri = std::str::from_utf8(name.value).map_err(|_| DerError::Value)?;
                    found.uris.push(uri.to_owned());
                }
            }
        }
        oid::SUBJECT_KEY_IDENTIFIER => found.key_identifier = Some(reader.expect(OCTET_STRING)?.to_vec()),
        _ => return Ok(false),
    }
    reader.finish()?;
    Ok(true)
}

fn key_usage_bits(content: &[u8]) -> Result<u16, DerError> {
    match content {
        [unused @ 0..=7, first] if first.trailing_zeros() >= u32::from(*unused) => Ok(u16::from(*first) << 8),
        [0..=7, first, second] => Ok(u16::from(*first) << 8 | u16::from(*second)),
        _ => Err(DerError::Value),
    }
}
