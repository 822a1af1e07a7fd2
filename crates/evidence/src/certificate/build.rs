//! Puts a certificate together and has it signed.

use super::parsed::{Certificate, CertificateError};
use super::profile::{CRL_SIGN, KEY_CERT_SIGN};
use crate::asn1::reader::{BIT_STRING, BOOLEAN, Reader, SEQUENCE};
use crate::asn1::{DerError, oid, writer};
use crate::digest::Sha256;
use crate::signer::{Signer, SignerError};
use crate::time::Timestamp;

/// 128 random bits that become a serial number. Never derived from a key: renewing would repeat it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RandomSerial(pub [u8; 16]);

/// Why a certificate was not made.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// Fewer than 64 of the serial's 128 bits can be random: the generator is not one.
    #[error("the serial number is not random")]
    Serial,
    /// A name is empty, above 64 characters, or holds control characters.
    #[error("a name is empty, longer than 64 characters or holds control characters")]
    Name,
    /// The end lies before the beginning, or the certificate lives longer than its kind may.
    #[error("the certificate would live longer than its kind may, or not at all")]
    Life,
    /// The certificate would outlive the authority that signs it, or begin before it.
    #[error("the certificate would outlive its issuer or begin before it")]
    OutlivesIssuer,
    /// The key that signs is not the authority's.
    #[error("the signing key does not belong to the authority's certificate")]
    WrongKey,
    /// The issuer may not sign certificates.
    #[error("the issuer is no authority for this")]
    NotAnAuthority,
    /// The public key has another kind than this certificate takes.
    #[error("the public key has another kind than this certificate takes")]
    KeyKind,
    /// The key could not be used.
    #[error("the authority's key could not sign")]
    Signer(#[from] SignerError),
    /// What came out cannot be read: a name that is no name, or a broken public key.
    #[error("the certificate made cannot be read")]
    Unreadable(#[from] CertificateError),
}

/// First and last second of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity {
    /// First second.
    pub not_before: Timestamp,
    /// Last second.
    pub not_after: Timestamp,
}

impl Validity {
    /// From an instant for a number of years.
    pub fn years(from: Timestamp, years: u16) -> Self {
        Self { not_before: from, not_after: from.plus_years(years) }
    }
}

/// The name of an authority or of a certificate's subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DistinguishedName {
    /// O, up to 64 characters.
    pub organisation: String,
    /// CN, up to 64 characters.
    pub common_name: String,
}

impl DistinguishedName {
    fn to_der(&self) -> Result<Vec<u8>, IssueError> {
        for part in [&self.organisation, &self.common_name] {
            if part.is_empty() || part.chars().count() > 64 || part.chars().any(char::is_control) {
                return Err(IssueError::Name);
            }
        }
        Ok(writer::sequence(&[
            &attribute(oid::COUNTRY, &writer::printable_string("JP")),
            &attribute(oid::ORGANISATION, &writer::utf8_string(&self.organisation)),
            &attribute(oid::COMMON_NAME, &writer::utf8_string(&self.common_name)),
        ]))
    }
}

fn attribute(name: &[u8], value: &[u8]) -> Vec<u8> {
    writer::set_of(vec![writer::sequence(&[&writer::object_identifier(name), value])])
}

/// What a certificate will say, before anyone signs it.
pub(crate) struct Draft<'a> {
    pub(crate) subject: &'a DistinguishedName,
    pub(crate) spki: &'a [u8],
    pub(crate) serial: RandomSerial,
    pub(crate) validity: Validity,
    pub(crate) most_years: u16,
    pub(crate) extensions: Vec<Vec<u8>>,
}

impl Draft<'_> {
    /// Signed by an authority that has a certificate.
    pub(crate) fn issue(self, authority: &Certificate, signer: &dyn Signer) -> Result<Certificate, IssueError> {
        let (from, until) = (self.validity.not_before, self.validity.not_after);
        if !authority.is_authority() || !authority.allows(KEY_CERT_SIGN | CRL_SIGN) {
            return Err(IssueError::NotAnAuthority);
        }
        if authority.key().spki() != signer.public_key() {
            return Err(IssueError::WrongKey);
        }
        if from < authority.not_before() || until > authority.not_after() {
            return Err(IssueError::OutlivesIssuer);
        }
        let identifier = authority.extensions().key_identifier.clone();
        let identifier = identifier.unwrap_or_else(|| key_identifier(authority.key().spki()));
        self.sign(authority.subject(), &identifier, signer)
    }

    /// Signed by its own key.
    pub(crate) fn self_sign(self, signer: &dyn Signer) -> Result<Certificate, IssueError> {
        let issuer = self.subject.to_der()?;
        let identifier = key_identifier(self.spki);
        self.sign(&issuer, &identifier, signer)
    }

    fn sign(mut self, issuer: &[u8], authority_key: &[u8], signer: &dyn Signer) -> Result<Certificate, IssueError> {
        self.check()?;
        self.extensions.push(extension(
            oid::SUBJECT_KEY_IDENTIFIER,
            false,
            &writer::octet_string(&key_identifier(self.spki)),
        ));
        let authority_key = writer::sequence(&[&writer::context_primitive(0, authority_key)]);
        self.extensions.push(extension(oid::AUTHORITY_KEY_IDENTIFIER, false, &authority_key));
        let algorithm = signer.algorithm().identifier();
        let Validity { not_before, not_after } = self.validity;
        let signed = writer::sequence(&[
            &writer::context(0, &[&writer::small(2)]),
            &writer::unsigned(&self.serial.0),
            &algorithm,
            issuer,
            &writer::sequence(&[&writer::time(not_before), &writer::time(not_after)]),
            &self.subject.to_der()?,
            self.spki,
            &writer::context(3, &[&writer::sequence(&[&self.extensions.concat()])]),
        ]);
        let signature = writer::bit_string(&signer.sign(&signed)?);
        Ok(Certificate::from_der(&writer::sequence(&[&signed, &algorithm, &signature]))?)
    }

    fn check(&self) -> Result<(), IssueError> {
        let distinct = self.serial.0.iter().collect::<std::collections::BTreeSet<_>>().len();
        if distinct < 8 {
            return Err(IssueError::Serial);
        }
        let Validity { not_before, not_after } = self.validity;
        if not_after <= not_before || not_after > not_before.plus_years(self.most_years) {
            return Err(IssueError::Life);
        }
        Ok(())
    }
}

/// One extension around the DER of its value.
pub(crate) fn extension(name: &[u8], critical: bool, value: &[u8]) -> Vec<u8> {
    let flag = if critical { writer::tlv(BOOLEAN, &[&[0xff]]) } else { Vec::new() };
    writer::sequence(&[&writer::object_identifier(name), &flag, &writer::octet_string(value)])
}

/// basicConstraints: an authority above `path_length` others, or none.
pub(crate) fn basic_constraints(authority: Option<Option<u64>>) -> Vec<u8> {
    let value = match authority {
        None => writer::sequence(&[]),
        Some(path_length) => {
            let length = path_length.map(writer::small).unwrap_or_default();
            writer::sequence(&[&writer::tlv(BOOLEAN, &[&[0xff]]), &length])
        }
    };
    extension(oid::BASIC_CONSTRAINTS, true, &value)
}

/// keyUsage with bits of the first byte only.
pub(crate) fn key_usage(bits: u16) -> Vec<u8> {
    let [first, _] = bits.to_be_bytes();
    let unused = first.trailing_zeros().min(7).to_le_bytes()[0];
    extension(oid::KEY_USAGE, true, &writer::tlv(BIT_STRING, &[&[unused, first]]))
}

pub(crate) fn extended_key_usage(purposes: &[&[u8]]) -> Vec<u8> {
    let list: Vec<u8> = purposes.iter().flat_map(|purpose| writer::object_identifier(purpose)).collect();
    extension(oid::EXTENDED_KEY_USAGE, false, &writer::sequence(&[&list]))
}

/// RFC 7093 method 1: the leftmost 160 bits of the SHA-256 of the key's bits.
pub(crate) fn key_identifier(spki: &[u8]) -> Vec<u8> {
    let bits = key_bits(spki).unwrap_or(spki);
    Sha256::of(bits).0.into_iter().take(20).collect()
}

fn key_bits(spki: &[u8]) -> Result<&[u8], DerError> {
    let mut fields = Reader::new(spki).nested(SEQUENCE)?;
    fields.expect(SEQUENCE)?;
    fields.bits()
}
