//! From a signer's certificate to a root that we trust (RFC 5280 6).

use rustls_pki_types::{CertificateDer, SignatureVerificationAlgorithm, UnixTime};
use webpki::{EndEntityCert, ExtendedKeyUsageValidator, KeyPurposeIdIter, KeyUsage, aws_lc_rs as algorithms};

use super::parsed::Certificate;
use super::profile::{DELEGATED_URI, DIGITAL_SIGNATURE, HUB_URI, Holder, OFFICE_URI, OfficeCertificateKind};
use super::trust::{Authority, Naming, TrustStore};
use crate::asn1::oid;
use crate::identifiers::{NetworkName, OfficeNumber};
use crate::time::Timestamp;

/// Curves and digests that may appear in a path. No SHA-1, no other curves.
static PATH_ALGORITHMS: &[&dyn SignatureVerificationAlgorithm] = &[
    algorithms::ECDSA_P256_SHA256,
    algorithms::ECDSA_P256_SHA384,
    algorithms::ECDSA_P384_SHA256,
    algorithms::ECDSA_P384_SHA384,
    algorithms::RSA_PKCS1_2048_8192_SHA256,
    algorithms::RSA_PKCS1_2048_8192_SHA384,
    algorithms::RSA_PKCS1_2048_8192_SHA512,
];

/// Which certificate of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// The signer's.
    Signer,
    /// The issuing authority's.
    Issuing,
    /// The root's.
    Root,
}

/// Why there is no path from the signer to a root we trust.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// The issuing certificate is none of those we trust, byte for byte.
    #[error("the issuing authority is not one we trust")]
    UnknownAuthority,
    /// The signer's certificate names another issuer.
    #[error("the signer's certificate was issued by another authority")]
    OtherIssuer,
    /// A critical extension that we do not know.
    #[error("the signer's certificate has a critical extension that is not known")]
    UnknownCriticalExtension,
    /// keyUsage without digitalSignature.
    #[error("the signer's key may not be used for signatures")]
    KeyUsage,
    /// extendedKeyUsage without documentSigning.
    #[error("the signer's certificate is not for signing documents")]
    Purpose,
    /// The signer is an authority.
    #[error("an authority's certificate may not sign documents")]
    Authority,
    /// A certificate of the path begins later.
    #[error("the {link:?} certificate is valid only from {from}")]
    NotYetValid {
        /// Which one.
        link: Link,
        /// Its first second.
        from: Timestamp,
    },
    /// A certificate of the path ended before.
    #[error("the {link:?} certificate was valid only until {until}")]
    Expired {
        /// Which one.
        link: Link,
        /// Its last second.
        until: Timestamp,
    },
    /// A signature of the path does not hold, or a constraint is broken.
    #[error("the chain of certificates does not hold")]
    Chain(#[source] webpki::Error),
    /// Nobody is named, or more than one.
    #[error("the certificate does not say which office or hub it stands for")]
    Holder,
}

/// A certificate with a verified path. Validity in time and revocation are asked at each use.
#[derive(Debug, Clone)]
pub struct TrustedCertificate {
    certificate: Certificate,
    issuing: Certificate,
    root: Certificate,
    holder: Holder,
}

impl TrustedCertificate {
    /// The signer's certificate.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// The authority that issued it.
    pub fn issuing(&self) -> &Certificate {
        &self.issuing
    }

    /// The root above.
    pub fn root(&self) -> &Certificate {
        &self.root
    }

    /// Whom it stands for.
    pub fn holder(&self) -> &Holder {
        &self.holder
    }

    /// Whether every certificate of the path is valid at an instant.
    ///
    /// # Errors
    /// [`PathError::NotYetValid`], [`PathError::Expired`].
    pub fn valid_at(&self, at: Timestamp) -> Result<(), PathError> {
        let path = [(Link::Signer, &self.certificate), (Link::Issuing, &self.issuing), (Link::Root, &self.root)];
        for (link, certificate) in path {
            if at < certificate.not_before() {
                return Err(PathError::NotYetValid { link, from: certificate.not_before() });
            }
            if at > certificate.not_after() {
                return Err(PathError::Expired { link, until: certificate.not_after() });
            }
        }
        Ok(())
    }
}

impl TrustStore {
    /// Verifies the path of a signer's certificate through the issuing certificate that came with it, which must be
    /// one of those we trust.
    ///
    /// # Errors
    /// [`PathError`].
    pub fn trust(
        &self,
        certificate: Certificate,
        issuing: &[u8],
        at: Timestamp,
    ) -> Result<TrustedCertificate, PathError> {
        let (authority, issuing) = self
            .authorities()
            .find_map(|authority| {
                authority.issuing().iter().find(|known| known.der() == issuing).map(|known| (authority, known))
            })
            .ok_or(PathError::UnknownAuthority)?;
        check_profile(&certificate, issuing, authority)?;
        let holder = holder(&certificate, authority)?;
        let trusted =
            TrustedCertificate { certificate, issuing: issuing.clone(), root: authority.root.clone(), holder };
        trusted.valid_at(at)?;
        check_chain(&trusted, &authority.naming, at)?;
        Ok(trusted)
    }
}

fn check_profile(certificate: &Certificate, issuing: &Certificate, authority: &Authority) -> Result<(), PathError> {
    if certificate.identity().issuer != issuing.subject() {
        return Err(PathError::OtherIssuer);
    }
    if certificate.extensions().unknown_critical {
        return Err(PathError::UnknownCriticalExtension);
    }
    if certificate.is_authority() {
        return Err(PathError::Authority);
    }
    if !certificate.allows(DIGITAL_SIGNATURE) {
        return Err(PathError::KeyUsage);
    }
    if matches!(authority.naming, Naming::Profile) && !certificate.has_purpose(oid::DOCUMENT_SIGNING) {
        return Err(PathError::Purpose);
    }
    Ok(())
}

/// The purposes of an outside authority's certificates are its own affair.
struct AnyPurpose;

impl ExtendedKeyUsageValidator for AnyPurpose {
    fn validate(&self, _: KeyPurposeIdIter<'_, '_>) -> Result<(), webpki::Error> {
        Ok(())
    }
}

fn check_chain(trusted: &TrustedCertificate, naming: &Naming, at: Timestamp) -> Result<(), PathError> {
    let signer = CertificateDer::from(trusted.certificate.der());
    let root = CertificateDer::from(trusted.root.der());
    let anchors = [webpki::anchor_from_trusted_cert(&root).map_err(PathError::Chain)?];
    let between = [CertificateDer::from(trusted.issuing.der())];
    let end = EndEntityCert::try_from(&signer).map_err(PathError::Chain)?;
    let time = UnixTime::since_unix_epoch(std::time::Duration::from_secs(at.unix()));
    let verify = |usage: &dyn ExtendedKeyUsageValidator| {
        end.verify_for_usage(PATH_ALGORITHMS, &anchors, &between, time, Purpose(usage), None, None).map(|_| ())
    };
    match naming {
        Naming::Profile => verify(&KeyUsage::required_if_present(oid::DOCUMENT_SIGNING)),
        Naming::Directory(_) => verify(&AnyPurpose),
    }
    .map_err(PathError::Chain)
}

struct Purpose<'a>(&'a dyn ExtendedKeyUsageValidator);

impl ExtendedKeyUsageValidator for Purpose<'_> {
    fn validate(&self, purposes: KeyPurposeIdIter<'_, '_>) -> Result<(), webpki::Error> {
        self.0.validate(purposes)
    }
}

fn holder(certificate: &Certificate, authority: &Authority) -> Result<Holder, PathError> {
    if let Naming::Directory(directory) = &authority.naming {
        let (number, kind) = directory.holder(certificate.identity()).ok_or(PathError::Holder)?;
        return Ok(Holder::Office { number, kind });
    }
    let uris: Vec<&str> = certificate.uris().iter().map(String::as_str).collect();
    let (first, kind) = match *uris.as_slice() {
        [first] => (first, OfficeCertificateKind::CareInsurance),
        [first, DELEGATED_URI] => (first, OfficeCertificateKind::DelegatedCarePlan),
        _ => return Err(PathError::Holder),
    };
    if let Some(number) = first.strip_prefix(OFFICE_URI) {
        let number = OfficeNumber::parse(number).ok_or(PathError::Holder)?;
        return Ok(Holder::Office { number, kind });
    }
    let network = first.strip_prefix(HUB_URI).and_then(NetworkName::parse).ok_or(PathError::Holder)?;
    if kind != OfficeCertificateKind::CareInsurance || certificate.has_purpose(oid::CLIENT_AUTH) {
        return Err(PathError::Holder);
    }
    Ok(Holder::Hub { network })
}
