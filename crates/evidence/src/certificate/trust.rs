//! Whom we trust: roots, their issuing authorities, and their revocation lists.

use std::fmt;
use std::sync::Arc;

use super::crl::{self, CrlError, RevocationList, UnverifiedList};
use super::parsed::{Certificate, CertificateIdentity};
use super::path::TrustedCertificate;
use super::profile::{KEY_CERT_SIGN, OfficeCertificateKind};
use crate::digest::Sha256;
use crate::identifiers::OfficeNumber;
use crate::time::Timestamp;

/// Says whose certificate it is when an outside authority issued it (a real 介護保険証明書): by issuer and serial
/// number, as recorded when the office first showed it.
pub trait OfficeDirectory: Send + Sync {
    /// The office and the kind of certificate; `None` when it is not recorded.
    fn holder(&self, certificate: &CertificateIdentity) -> Option<(OfficeNumber, OfficeCertificateKind)>;
}

/// How an authority's certificates say whom they stand for.
#[derive(Clone)]
pub enum Naming {
    /// By our profile: SAN URI, and documentSigning among the purposes.
    Profile,
    /// By a record of ours; purposes are the outside authority's own.
    Directory(Arc<dyn OfficeDirectory>),
}

impl fmt::Debug for Naming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Profile => "Profile",
            Self::Directory(_) => "Directory",
        })
    }
}

/// Why an authority is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AuthorityError {
    /// A certificate is no authority's.
    #[error("a certificate given as an authority's is not one")]
    NotAnAuthority,
    /// An issuing certificate names another issuer than the root.
    #[error("an issuing certificate was not issued by the root")]
    OtherRoot,
}

/// A root with the issuing authorities below it, old and new.
#[derive(Debug, Clone)]
pub struct Authority {
    pub(crate) root: Certificate,
    pub(crate) issuing: Vec<Certificate>,
    pub(crate) naming: Naming,
}

impl Authority {
    /// An authority. Signatures are checked with every path, not here.
    ///
    /// # Errors
    /// [`AuthorityError`].
    pub fn new(root: Certificate, issuing: Vec<Certificate>, naming: Naming) -> Result<Self, AuthorityError> {
        let all = issuing.iter().chain([&root]);
        if all.into_iter().any(|one| !one.is_authority() || !one.allows(KEY_CERT_SIGN)) {
            return Err(AuthorityError::NotAnAuthority);
        }
        if issuing.iter().any(|one| one.identity().issuer != root.subject()) {
            return Err(AuthorityError::OtherRoot);
        }
        Ok(Self { root, issuing, naming })
    }

    /// The root's certificate.
    pub fn root(&self) -> &Certificate {
        &self.root
    }

    /// The issuing certificates.
    pub fn issuing(&self) -> &[Certificate] {
        &self.issuing
    }
}

/// Whether a verification needs to know that the signer was not revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RevocationPolicy {
    /// Unknown is refused: the hub, the recipient, an evidence bundle.
    Required,
    /// Unknown is reported and not refused: a look at a lone file.
    WhereKnown,
}

/// What is known about revocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RevocationState {
    /// A list that covers the time does not revoke the certificate at that time.
    NotRevoked {
        /// When the list was made.
        list_of: Timestamp,
    },
    /// No list covers the time; only under [`RevocationPolicy::WhereKnown`].
    NotChecked,
}

/// Why a certificate is refused for revocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RevocationError {
    /// It was revoked at or before the time.
    #[error("the certificate was revoked on {at}")]
    Revoked {
        /// Since when.
        at: Timestamp,
    },
    /// The authority itself was revoked at or before the time.
    #[error("the issuing authority was revoked on {at}")]
    AuthorityRevoked {
        /// Since when.
        at: Timestamp,
    },
    /// No list covers the time.
    #[error("no revocation list covers the time {at}")]
    Unknown {
        /// The time asked for.
        at: Timestamp,
    },
}

/// Authorities and revocation lists. Cheap to clone and to replace as a whole when a new list comes.
#[derive(Debug, Clone, Default)]
pub struct TrustStore {
    authorities: Vec<Arc<Authority>>,
    lists: Vec<Arc<RevocationList>>,
}

impl TrustStore {
    /// Trusts nobody yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Trusts an authority.
    pub fn add_authority(&mut self, authority: Authority) {
        self.authorities.push(Arc::new(authority));
    }

    /// Learns an issuing certificate that came with what is to be verified, if a root we trust signed it. Offline,
    /// where only the root is pinned.
    ///
    /// # Errors
    /// [`AuthorityError`].
    pub fn add_issuing(&mut self, certificate: &Certificate) -> Result<(), AuthorityError> {
        if !certificate.is_authority() || !certificate.allows(KEY_CERT_SIGN) {
            return Err(AuthorityError::NotAnAuthority);
        }
        let mut authorities = self.authorities.iter_mut();
        let authority = authorities.find(|authority| certificate.is_issued_by(&authority.root));
        let authority = authority.ok_or(AuthorityError::OtherRoot)?;
        if authority.issuing.iter().all(|known| known.der() != certificate.der()) {
            Arc::make_mut(authority).issuing.push(certificate.clone());
        }
        Ok(())
    }

    /// The authorities.
    pub fn authorities(&self) -> impl Iterator<Item = &Authority> {
        self.authorities.iter().map(Arc::as_ref)
    }

    /// The revocation lists.
    pub fn lists(&self) -> impl Iterator<Item = &RevocationList> {
        self.lists.iter().map(Arc::as_ref)
    }

    /// Adds a revocation list in DER of one of the authorities. Older lists stay: they speak for their own time.
    ///
    /// # Errors
    /// [`CrlError`].
    pub fn add_crl(&mut self, der: &[u8]) -> Result<(), CrlError> {
        let list = UnverifiedList::from_der(der)?;
        let certificates = self.authorities.iter().flat_map(|one| one.issuing.iter().chain([&one.root]));
        let mut refusal = CrlError::UnknownIssuer;
        // Two authorities may bear one name, as when a key was replaced: the signature decides.
        for certificate in certificates.filter(|certificate| certificate.subject() == list.issuer()) {
            match list.check(certificate) {
                Ok(()) => {
                    let list = list.verify(certificate)?;
                    self.lists.push(Arc::new(list));
                    return Ok(());
                }
                Err(error) => refusal = error,
            }
        }
        Err(refusal)
    }

    /// Adds a revocation list in PEM.
    ///
    /// # Errors
    /// [`CrlError`].
    pub fn add_crl_pem(&mut self, text: &str) -> Result<(), CrlError> {
        self.add_crl(&crl::pem_to_der(text)?)
    }

    /// Drops the lists whose life ended before `at`: the hub keeps only what speaks for now.
    pub fn drop_lists_before(&mut self, at: Timestamp) {
        self.lists.retain(|list| list.next_update() > at);
    }

    /// Whether the certificate was revoked at an instant.
    ///
    /// A list speaks for the instant when it is of that time, or later but made while the certificate was still
    /// valid (an authority may leave expired ones out).
    ///
    /// # Errors
    /// [`RevocationError`].
    pub fn revocation(
        &self,
        certificate: &TrustedCertificate,
        at: Timestamp,
        policy: RevocationPolicy,
    ) -> Result<RevocationState, RevocationError> {
        if let Answer::Revoked(since) = self.ask(certificate.issuing(), at) {
            return Err(RevocationError::AuthorityRevoked { at: since });
        }
        match (self.ask(certificate.certificate(), at), policy) {
            (Answer::Revoked(since), _) => Err(RevocationError::Revoked { at: since }),
            (Answer::Good(list_of), _) => Ok(RevocationState::NotRevoked { list_of }),
            (Answer::Unknown, RevocationPolicy::Required) => Err(RevocationError::Unknown { at }),
            (Answer::Unknown, RevocationPolicy::WhereKnown) => Ok(RevocationState::NotChecked),
        }
    }

    fn ask(&self, certificate: &Certificate, at: Timestamp) -> Answer {
        let identity = certificate.identity();
        let mut answer = Answer::Unknown;
        for list in self.lists.iter().filter(|list| list.issuer() == identity.issuer) {
            let made = list.this_update();
            match list.revoked_at(&identity.serial) {
                Some(since) if since <= at || made <= at => return Answer::Revoked(since),
                _ => {}
            }
            let of_that_time = made <= at && at < list.next_update();
            let later = made > at && made <= certificate.not_after();
            if of_that_time || later {
                answer = Answer::Good(made);
            }
        }
        answer
    }
}

enum Answer {
    Good(Timestamp),
    Revoked(Timestamp),
    Unknown,
}

/// Remembers verified paths, which cost more than the signature itself. Belongs to one [`TrustStore`]: when
/// authorities change, start with an empty one. Revocation and validity are asked anew at every use.
pub trait ChainCache: Send + Sync {
    /// The trusted certificate with this SHA-256 of its DER.
    fn find(&self, fingerprint: &Sha256) -> Option<Arc<TrustedCertificate>>;

    /// A path was verified.
    fn keep(&self, certificate: &Arc<TrustedCertificate>);
}

/// Remembers nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoCache;

impl ChainCache for NoCache {
    fn find(&self, _: &Sha256) -> Option<Arc<TrustedCertificate>> {
        None
    }

    fn keep(&self, _: &Arc<TrustedCertificate>) {}
}
