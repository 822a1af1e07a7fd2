//! What our certificates say: who holds them, for what, and for how long.

use crate::identifiers::{NetworkName, OfficeNumber};

/// Prefix of the SAN URI that names an office.
pub const OFFICE_URI: &str = "urn:renkei:office:";
/// Prefix of the SAN URI that names an operator of a hub.
pub const OPERATOR_URI: &str = "urn:renkei:operator:";
/// Prefix of the SAN URI that names a hub's network.
pub const HUB_URI: &str = "urn:renkei:hub:";
/// The second SAN URI of a 請求委任事業所用ケアプラン証明書. A 介護保険証明書 carries none.
pub const DELEGATED_URI: &str = "urn:renkei:certificate:delegated-care-plan";

/// Years of a root certificate.
pub const ROOT_YEARS: u16 = 20;
/// Years of an issuing certificate.
pub const ISSUING_YEARS: u16 = 5;
/// Longest life of every other certificate, in years.
pub const LEAF_YEARS: u16 = 3;
/// Years of an operator's certificate.
pub const OPERATOR_YEARS: u16 = 1;
/// Life of a revocation list, in seconds: 24 hours.
pub const CRL_SECONDS: u64 = 24 * 3600;
/// Largest certificate that is read, in bytes.
pub const MAX_CERTIFICATE_BYTES: usize = 8_192;

/// Bit 0 of keyUsage.
pub(crate) const DIGITAL_SIGNATURE: u16 = 0x8000;
/// Bit 1 of keyUsage, also called contentCommitment.
pub(crate) const NON_REPUDIATION: u16 = 0x4000;
/// Bit 5 of keyUsage.
pub(crate) const KEY_CERT_SIGN: u16 = 0x0400;
/// Bit 6 of keyUsage.
pub(crate) const CRL_SIGN: u16 = 0x0200;

/// The two kinds of office certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OfficeCertificateKind {
    /// 介護保険証明書: of an office that sends its own claims.
    CareInsurance,
    /// 請求委任事業所用ケアプラン証明書: of an office that leaves its claims to an agent. Told by [`DELEGATED_URI`].
    DelegatedCarePlan,
}

/// Whom a certificate that may sign stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Holder {
    /// An office.
    Office {
        /// 事業所番号.
        number: OfficeNumber,
        /// Which of the two kinds.
        kind: OfficeCertificateKind,
    },
    /// A hub that signs receipts.
    Hub {
        /// Its network.
        network: NetworkName,
    },
}

impl Holder {
    /// The office's number; `None` for a hub.
    pub fn office(&self) -> Option<&OfficeNumber> {
        match self {
            Self::Office { number, .. } => Some(number),
            Self::Hub { .. } => None,
        }
    }
}
