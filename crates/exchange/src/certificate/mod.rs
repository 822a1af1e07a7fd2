//! Certificates as the hub knows them, by issuer and serial, and the one-time codes to get one.

mod code;
mod record;

pub use code::{ENROL_CODE_HOURS, EnrolCode, EnrolSecret, RedeemRefusal};
pub use record::{CertificateKey, CertificateKind, CertificateRecord, CertificateState, RevocationReason};
