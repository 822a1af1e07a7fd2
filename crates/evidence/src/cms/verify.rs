//! Verifies a detached signature over content that the caller holds.

use std::sync::Arc;

use super::error::SignatureError;
use super::parse::{SignatureFile, SignerId};
use crate::certificate::{
    Certificate, CertificateError, CertificateIdentity, ChainCache, PathError, RevocationPolicy, TrustStore,
    TrustedCertificate,
};
use crate::digest::Sha256;
use crate::time::Timestamp;
use crate::verified::{VerificationTime, VerifiedSignature};

/// For which instant path and revocation are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeRule {
    /// For this one.
    At(VerificationTime),
    /// For the time that the signer states, called "claimed".
    Claimed,
}

/// What a verification relies on.
#[derive(Clone, Copy)]
pub struct Verification<'a> {
    /// Whom we trust.
    pub trust: &'a TrustStore,
    /// Verified paths of before.
    pub cache: &'a dyn ChainCache,
    /// For which instant.
    pub time: TimeRule,
    /// Whether unknown revocation is refused.
    pub revocation: RevocationPolicy,
    /// The certificate that must have signed: that of the TLS connection. `None` offline.
    pub account: Option<&'a CertificateIdentity>,
}

/// Verifies the signature in `file` over `content`.
///
/// # Errors
/// [`SignatureError`], in the order of the module's page.
pub fn verify(
    file: &[u8],
    content: &[u8],
    verification: &Verification<'_>,
) -> Result<VerifiedSignature, SignatureError> {
    let parsed = SignatureFile::parse(file)?;
    if parsed.digest.of(content) != parsed.attributes.message_digest {
        return Err(SignatureError::MessageDigest);
    }
    let time = match verification.time {
        TimeRule::At(time) => time,
        TimeRule::Claimed => VerificationTime::Claimed(parsed.signing_time()),
    };
    let signer = find_signer(&parsed, verification, time.at())?;
    let revocation = verification
        .trust
        .revocation(&signer, time.at(), verification.revocation)
        .map_err(SignatureError::Revocation)?;
    signer
        .certificate()
        .key()
        .verify(parsed.scheme, &parsed.attributes.signed_bytes(), parsed.signature)
        .map_err(SignatureError::Signature)?;
    Ok(VerifiedSignature { signer, time, signing_time: parsed.signing_time(), revocation })
}

fn find_signer(
    parsed: &SignatureFile<'_>,
    verification: &Verification<'_>,
    at: Timestamp,
) -> Result<Arc<TrustedCertificate>, SignatureError> {
    if let Some(known) = verification.cache.find(&Sha256::of(parsed.signer)) {
        check_certificate(parsed, known.certificate(), verification.account)?;
        if known.issuing().der() != parsed.issuing || known.certificate().der() != parsed.signer {
            return Err(SignatureError::Path(PathError::UnknownAuthority));
        }
        known.valid_at(at).map_err(SignatureError::Path)?;
        return Ok(known);
    }
    let certificate = Certificate::from_der(parsed.signer).map_err(|error| match error {
        CertificateError::PublicKey(key) => SignatureError::PublicKey(key),
        other => SignatureError::Certificate(other),
    })?;
    check_certificate(parsed, &certificate, verification.account)?;
    let trusted = verification.trust.trust(certificate, parsed.issuing, at).map_err(SignatureError::Path)?;
    let trusted = Arc::new(trusted);
    verification.cache.keep(&trusted);
    Ok(trusted)
}

/// It is the account's, and every place that names the signer names the same certificate.
fn check_certificate(
    parsed: &SignatureFile<'_>,
    certificate: &Certificate,
    account: Option<&CertificateIdentity>,
) -> Result<(), SignatureError> {
    if account.is_some_and(|account| account != certificate.identity()) {
        return Err(SignatureError::OtherAccount);
    }
    let identity = certificate.identity();
    let named = match parsed.signer_id {
        SignerId::IssuerSerial { issuer, serial } => identity.issuer == issuer && identity.serial == serial,
        SignerId::KeyIdentifier(bytes) => certificate.extensions().key_identifier.as_deref() == Some(bytes),
    };
    if !named {
        return Err(SignatureError::SignerIdentifier);
    }
    match parsed.attributes.certificate.issuer_serial {
        Some((issuer, serial)) if identity.issuer != issuer || identity.serial != serial => {
            Err(SignatureError::SigningCertificateIssuer)
        }
        _ => Ok(()),
    }
}
