//! Makes the two authorities: the root, kept offline, and the issuing one below it.

use super::build::{DistinguishedName, Draft, IssueError, RandomSerial, Validity, basic_constraints, key_usage};
use super::key::{KeyKind, VerifyingKey};
use super::parsed::{Certificate, CertificateError};
use super::profile::{CRL_SIGN, ISSUING_YEARS, KEY_CERT_SIGN, ROOT_YEARS};
use crate::signer::Signer;
use crate::time::Timestamp;

/// Makes a root: self-signed, P-384, 20 years.
///
/// # Errors
/// [`IssueError::KeyKind`] when the key is not on P-384, and the errors of any certificate.
pub fn make_root(
    name: &DistinguishedName,
    signer: &dyn Signer,
    serial: RandomSerial,
    from: Timestamp,
) -> Result<Certificate, IssueError> {
    expect_kind(signer.public_key(), KeyKind::P384)?;
    Draft {
        subject: name,
        spki: signer.public_key(),
        serial,
        validity: Validity::years(from, ROOT_YEARS),
        most_years: ROOT_YEARS,
        extensions: vec![basic_constraints(Some(None)), key_usage(KEY_CERT_SIGN | CRL_SIGN)],
    }
    .self_sign(signer)
}

/// Makes an issuing authority below a root: P-256, 5 years, no authority below it. `spki` is its public key.
///
/// # Errors
/// [`IssueError::KeyKind`] when the key is not on P-256, and the errors of any certificate.
pub fn make_issuing(
    root: &Certificate,
    root_signer: &dyn Signer,
    name: &DistinguishedName,
    spki: &[u8],
    serial: RandomSerial,
    from: Timestamp,
) -> Result<Certificate, IssueError> {
    expect_kind(spki, KeyKind::P256)?;
    Draft {
        subject: name,
        spki,
        serial,
        validity: Validity::years(from, ISSUING_YEARS),
        most_years: ISSUING_YEARS,
        extensions: vec![basic_constraints(Some(Some(0))), key_usage(KEY_CERT_SIGN | CRL_SIGN)],
    }
    .issue(root, root_signer)
}

pub(crate) fn expect_kind(spki: &[u8], kind: KeyKind) -> Result<(), IssueError> {
    let key = VerifyingKey::from_spki(spki).map_err(CertificateError::from)?;
    if key.kind() == kind { Ok(()) } else { Err(IssueError::KeyKind) }
}
