//! A certificate's row: identity is (issuer, serial), never what the certificate says about itself.

use crate::digest;
use crate::instant::Instant;
use evidence::Sha256;
use standard::OfficeNumber;

/// Identity of a certificate: digest of the issuer's DER name and of the serial number's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CertificateKey {
    /// SHA-256 over the issuer's name in DER.
    pub issuer: Sha256,
    /// The serial number's bytes, at most 20, left-filled with zero.
    pub serial: [u8; 20],
}

impl CertificateKey {
    /// From the issuer's DER name and the serial number's bytes; `None` for a serial longer than 20 bytes.
    pub fn new(issuer_der: &[u8], serial: &[u8]) -> Option<Self> {
        let padding = 20_usize.checked_sub(serial.len())?;
        let mut filled = [0; 20];
        filled.get_mut(padding..)?.copy_from_slice(serial);
        Some(Self { issuer: Sha256::of(issuer_der), serial: filled })
    }

    /// The stored form: 52 bytes.
    pub fn to_bytes(&self) -> [u8; 52] {
        let mut bytes = [0; 52];
        for (to, from) in bytes.iter_mut().zip(self.issuer.0.iter().chain(&self.serial)) {
            *to = *from;
        }
        bytes
    }

    /// Reads the stored form.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (issuer, serial) = bytes.split_at_checked(32)?;
        Some(Self { issuer: digest::from_bytes(issuer)?, serial: serial.try_into().ok()? })
    }
}

/// Which certificate an office holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateKind {
    /// 介護保険証明書.
    CareInsurance,
    /// 請求委任事業所用ケアプラン証明書.
    CarePlan,
}

/// Whether a certificate lets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateState {
    /// It does.
    Valid,
    /// Its time has not begun.
    NotYet,
    /// Its time is over.
    Expired,
    /// It was revoked.
    Revoked(RevocationReason, Instant),
}

/// Why a certificate was revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RevocationReason {
    /// The key may be in other hands (lost or stolen PC).
    KeyCompromise,
    /// The office is closed or has stopped.
    CessationOfOperation,
    /// A newer certificate has taken its place.
    Superseded,
}

/// What the hub keeps of a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateRecord {
    /// Issuer and serial.
    pub key: CertificateKey,
    /// SHA-256 over its DER.
    pub thumbprint: Sha256,
    /// The office it stands for.
    pub office: OfficeNumber,
    /// Its kind.
    pub kind: CertificateKind,
    /// Begin of its time.
    pub not_before: Instant,
    /// End of its time.
    pub not_after: Instant,
    /// Whether and when it was revoked.
    pub revoked: Option<(RevocationReason, Instant)>,
    /// The certificate that it renews.
    pub renews: Option<CertificateKey>,
}

impl CertificateRecord {
    /// True when another one of these renewed it.
    pub fn is_renewed_among(&self, others: &[Self]) -> bool {
        others.iter().any(|next| next.renews == Some(self.key))
    }

    /// Whether it lets in at `at`. A revocation counts at once, whatever its time says.
    pub fn state(&self, at: Instant) -> CertificateState {
        if let Some((reason, since)) = self.revoked {
            CertificateState::Revoked(reason, since)
        } else if at < self.not_before {
            CertificateState::NotYet
        } else if at > self.not_after {
            CertificateState::Expired
        } else {
            CertificateState::Valid
        }
    }
}

impl CertificateKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::CareInsurance, Self::CarePlan];

    /// The word in stored data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CareInsurance => "care-insurance",
            Self::CarePlan => "care-plan",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

impl RevocationReason {
    /// Every reason.
    pub const ALL: [Self; 3] = [Self::KeyCompromise, Self::CessationOfOperation, Self::Superseded];

    /// The word in stored data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::KeyCompromise => "key-compromise",
            Self::CessationOfOperation => "cessation-of-operation",
            Self::Superseded => "superseded",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == word)
    }
}
