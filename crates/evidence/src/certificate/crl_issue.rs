//! Makes an authority's full revocation list.

use super::build::{IssueError, RandomSerial, extension, key_identifier};
use super::crl::{CrlError, RevocationList, UnverifiedList};
use super::leaf::Issuer;
use super::profile::{CRL_SECONDS, CRL_SIGN};
use crate::asn1::reader::ENUMERATED;
use crate::asn1::{oid, writer};
use crate::signer::SignerError;
use crate::time::Timestamp;

/// Why a certificate was revoked (RFC 5280 5.3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RevocationReason {
    /// Nothing more is said.
    Unspecified,
    /// The key may be in other hands.
    KeyCompromise,
    /// The office changed its name or kind.
    AffiliationChanged,
    /// Another certificate took its place.
    Superseded,
    /// The office closed or left.
    CessationOfOperation,
}

impl RevocationReason {
    fn code(self) -> Option<u8> {
        match self {
            Self::Unspecified => None,
            Self::KeyCompromise => Some(1),
            Self::AffiliationChanged => Some(3),
            Self::Superseded => Some(4),
            Self::CessationOfOperation => Some(5),
        }
    }
}

/// One revoked certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revocation {
    /// Its serial number, big-endian.
    pub serial: Vec<u8>,
    /// Since when it is revoked.
    pub at: Timestamp,
    /// Why.
    pub reason: RevocationReason,
}

impl Revocation {
    /// Of a certificate with one of our serial numbers.
    pub fn new(serial: RandomSerial, at: Timestamp, reason: RevocationReason) -> Self {
        Self { serial: serial.0.to_vec(), at, reason }
    }
}

/// Why a list was not made.
#[derive(Debug, thiserror::Error)]
pub enum CrlIssueError {
    /// The key that signs is not the authority's, or the authority may not sign lists.
    #[error("the authority cannot sign revocation lists with this key")]
    Authority(#[source] IssueError),
    /// The key could not be used.
    #[error("the authority's key could not sign")]
    Signer(#[from] SignerError),
    /// What came out is refused by the reader: a serial number twice, or no serial number.
    #[error("the revocation list made is not acceptable")]
    Unacceptable(#[from] CrlError),
}

/// Makes a full list that holds for 24 hours. `number` must rise with every list of the authority.
///
/// # Errors
/// [`CrlIssueError`].
pub fn make_crl(
    issuer: Issuer<'_>,
    number: u64,
    this_update: Timestamp,
    revoked: &[Revocation],
) -> Result<RevocationList, CrlIssueError> {
    let Issuer { certificate, signer } = issuer;
    if certificate.key().spki() != signer.public_key() {
        return Err(CrlIssueError::Authority(IssueError::WrongKey));
    }
    if !certificate.allows(CRL_SIGN) {
        return Err(CrlIssueError::Authority(IssueError::NotAnAuthority));
    }
    let algorithm = signer.algorithm().identifier();
    let entries: Vec<u8> = revoked.iter().flat_map(entry).collect();
    let entries = if entries.is_empty() { entries } else { writer::sequence(&[&entries]) };
    let authority_key = certificate.extensions().key_identifier.clone();
    let authority_key = authority_key.unwrap_or_else(|| key_identifier(certificate.key().spki()));
    let authority_key = writer::sequence(&[&writer::context_primitive(0, &authority_key)]);
    let extensions = writer::sequence(&[
        &extension(oid::AUTHORITY_KEY_IDENTIFIER, false, &authority_key),
        &extension(oid::CRL_NUMBER, false, &writer::small(number)),
    ]);
    let signed = writer::sequence(&[
        &writer::small(1),
        &algorithm,
        certificate.subject(),
        &writer::time(this_update),
        &writer::time(this_update.plus(CRL_SECONDS)),
        &entries,
        &writer::context(0, &[&extensions]),
    ]);
    let signature = writer::bit_string(&signer.sign(&signed)?);
    let der = writer::sequence(&[&signed, &algorithm, &signature]);
    Ok(UnverifiedList::from_der(&der)?.verify(certificate)?)
}

fn entry(revocation: &Revocation) -> Vec<u8> {
    let reason = revocation.reason.code().map(|code| {
        let value = writer::tlv(ENUMERATED, &[&[code]]);
        writer::sequence(&[&extension(oid::CRL_REASON, false, &value)])
    });
    writer::sequence(&[
        &writer::unsigned(&revocation.serial),
        &writer::time(revocation.at),
        &reason.unwrap_or_default(),
    ])
}
