//! Revocation lists: one full list per authority (RFC 5280), read strictly, asked about any instant.

use std::collections::BTreeMap;

use super::key::{Scheme, SignatureMismatch};
use super::parsed::Certificate;
use super::pem::{self, PemError};
use super::profile::CRL_SIGN;
use crate::asn1::DerError;
use crate::asn1::oid;
use crate::asn1::reader::{BOOLEAN, OBJECT_IDENTIFIER, OCTET_STRING, Reader, SEQUENCE};
use crate::time::Timestamp;

/// Largest list that is read: 32 MiB, about 800,000 entries.
pub const MAX_CRL_BYTES: usize = 32 << 20;

/// Why a revocation list is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CrlError {
    /// Above [`MAX_CRL_BYTES`].
    #[error("the revocation list has {0} bytes; at most {MAX_CRL_BYTES} are read")]
    TooLarge(usize),
    /// Not a PEM list.
    #[error("the PEM text is no revocation list")]
    Pem(#[from] PemError),
    /// Not DER of a list.
    #[error("the revocation list cannot be read")]
    Der(#[from] DerError),
    /// Not version 2.
    #[error("the revocation list is not of version 2")]
    Version,
    /// No end of validity.
    #[error("the revocation list does not say when the next one comes")]
    NoNextUpdate,
    /// An extension other than authority key and number: a delta list or one for a part of the certificates.
    #[error("the revocation list is not a full list: it has extension {0:02x?}")]
    Extension([u8; 3]),
    /// An entry has an extension other than reason and invalidity date.
    #[error("an entry of the revocation list has an unknown extension")]
    EntryExtension,
    /// The serial number stands twice.
    #[error("a certificate stands twice in the revocation list")]
    RepeatedEntry,
    /// Signed with a scheme that is not accepted.
    #[error("the revocation list is signed with a scheme that is not accepted")]
    Scheme,
    /// No known authority made it.
    #[error("no known authority made this revocation list")]
    UnknownIssuer,
    /// The authority may not sign lists.
    #[error("the authority may not sign revocation lists")]
    NotAllowed,
    /// The signature is not the authority's.
    #[error("the signature of the revocation list does not hold")]
    Signature(#[source] SignatureMismatch),
}

/// A revocation list whose signature was verified with its authority's certificate.
#[derive(Debug, Clone)]
pub struct RevocationList {
    der: Vec<u8>,
    issuer: Vec<u8>,
    number: Option<Vec<u8>>,
    this_update: Timestamp,
    next_update: Timestamp,
    revoked: BTreeMap<Vec<u8>, Timestamp>,
}

/// A list as read, not yet trusted.
#[derive(Debug)]
pub struct UnverifiedList<'a> {
    signed: &'a [u8],
    scheme: Scheme,
    signature: &'a [u8],
    list: RevocationList,
}

impl<'a> UnverifiedList<'a> {
    /// Reads a list in DER.
    ///
    /// # Errors
    /// [`CrlError`].
    pub fn from_der(der: &'a [u8]) -> Result<Self, CrlError> {
        if der.len() > MAX_CRL_BYTES {
            return Err(CrlError::TooLarge(der.len()));
        }
        let mut outer = Reader::new(der);
        let mut fields = outer.nested(SEQUENCE)?;
        outer.finish()?;
        let signed = fields.tlv(SEQUENCE)?;
        let algorithm = fields.tlv(SEQUENCE)?.raw;
        let scheme = Scheme::of_signed_object(algorithm).ok_or(CrlError::Scheme)?;
        let signature = fields.bits()?;
        fields.finish()?;
        let list = read_list(der, Reader::new(signed.value), algorithm)?;
        Ok(Self { signed: signed.raw, scheme, signature, list })
    }

    /// The Name in DER of the authority that is said to have made it.
    pub fn issuer(&self) -> &[u8] {
        &self.list.issuer
    }

    /// Verifies it with the authority's certificate.
    ///
    /// # Errors
    /// [`CrlError::UnknownIssuer`], [`CrlError::NotAllowed`], [`CrlError::Signature`].
    pub fn verify(self, authority: &Certificate) -> Result<RevocationList, CrlError> {
        self.check(authority)?;
        Ok(self.list)
    }

    pub(crate) fn check(&self, authority: &Certificate) -> Result<(), CrlError> {
        if authority.subject() != self.list.issuer {
            return Err(CrlError::UnknownIssuer);
        }
        if !authority.is_authority() || !authority.allows(CRL_SIGN) {
            return Err(CrlError::NotAllowed);
        }
        authority.key().verify(self.scheme, self.signed, self.signature).map_err(CrlError::Signature)
    }
}

impl RevocationList {
    /// The list in DER, as it came.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The list in PEM.
    pub fn to_pem(&self) -> String {
        pem::encode("X509 CRL", &self.der)
    }

    /// The Name in DER of its authority.
    pub fn issuer(&self) -> &[u8] {
        &self.issuer
    }

    /// The cRLNumber, big-endian without leading zeros.
    pub fn number(&self) -> Option<&[u8]> {
        self.number.as_deref()
    }

    /// When it was made.
    pub fn this_update(&self) -> Timestamp {
        self.this_update
    }

    /// When the next one comes at the latest.
    pub fn next_update(&self) -> Timestamp {
        self.next_update
    }

    /// When the certificate with this serial number was revoked.
    pub fn revoked_at(&self, serial: &[u8]) -> Option<Timestamp> {
        self.revoked.get(serial).copied()
    }

    /// How many certificates it revokes.
    pub fn len(&self) -> usize {
        self.revoked.len()
    }

    /// Whether it revokes none.
    pub fn is_empty(&self) -> bool {
        self.revoked.is_empty()
    }
}

pub(crate) fn pem_to_der(text: &str) -> Result<Vec<u8>, CrlError> {
    Ok(pem::decode("X509 CRL", text)?)
}

fn read_list(der: &[u8], mut signed: Reader<'_>, algorithm: &[u8]) -> Result<RevocationList, CrlError> {
    if signed.small()? != 1 {
        return Err(CrlError::Version);
    }
    if signed.tlv(SEQUENCE)?.raw != algorithm {
        return Err(CrlError::Scheme);
    }
    let issuer = signed.tlv(SEQUENCE)?.raw.to_vec();
    let this_update = signed.time()?;
    if !matches!(signed.peek(), Some(0x17 | 0x18)) {
        return Err(CrlError::NoNextUpdate);
    }
    let next_update = signed.time()?;
    let revoked = match signed.optional(SEQUENCE)? {
        Some(entries) => read_entries(Reader::new(entries.value))?,
        None => BTreeMap::new(),
    };
    let number = match signed.optional(0xa0)? {
        Some(extensions) => read_extensions(Reader::new(extensions.value))?,
        None => None,
    };
    signed.finish()?;
    Ok(RevocationList { der: der.to_vec(), issuer, number, this_update, next_update, revoked })
}

fn read_entries(mut entries: Reader<'_>) -> Result<BTreeMap<Vec<u8>, Timestamp>, CrlError> {
    let mut revoked = BTreeMap::new();
    while !entries.is_empty() {
        let mut entry = entries.nested(SEQUENCE)?;
        let serial = entry.unsigned()?.to_vec();
        let at = entry.time()?;
        if let Some(extensions) = entry.optional(SEQUENCE)? {
            each_extension(Reader::new(extensions.value), |name, _| match name {
                oid::CRL_REASON | oid::INVALIDITY_DATE => Ok(()),
                _ => Err(CrlError::EntryExtension),
            })?;
        }
        entry.finish()?;
        if revoked.insert(serial, at).is_some() {
            return Err(CrlError::RepeatedEntry);
        }
    }
    Ok(revoked)
}

fn read_extensions(mut wrapper: Reader<'_>) -> Result<Option<Vec<u8>>, CrlError> {
    let list = wrapper.nested(SEQUENCE)?;
    wrapper.finish()?;
    let mut number = None;
    each_extension(list, |name, value| match name {
        oid::AUTHORITY_KEY_IDENTIFIER => Ok(()),
        oid::CRL_NUMBER => {
            number = Some(Reader::new(value).unsigned()?.to_vec());
            Ok(())
        }
        _ => Err(CrlError::Extension(name.first_chunk().copied().unwrap_or_default())),
    })?;
    Ok(number)
}

fn each_extension<'a>(
    mut list: Reader<'a>,
    mut visit: impl FnMut(&'a [u8], &'a [u8]) -> Result<(), CrlError>,
) -> Result<(), CrlError> {
    while !list.is_empty() {
        let mut extension = list.nested(SEQUENCE)?;
        let name = extension.expect(OBJECT_IDENTIFIER)?;
        extension.optional(BOOLEAN)?;
        let value = extension.expect(OCTET_STRING)?;
        extension.finish()?;
        visit(name, value)?;
    }
    Ok(())
}
