//! x
mod asn1;
pub mod certificate;
pub mod cms;
pub mod container;
mod digest;
mod identifiers;
pub mod json;
pub mod receipt;
mod signer;
mod time;
mod verified;
pub mod zip;

pub use asn1::DerError;
pub use digest::Sha256;
pub use identifiers::{NetworkName, OfficeAddress, OfficeNumber, SetSerial, TransmissionId};
pub use signer::{Curve, KeyError, SignatureAlgorithm, Signer, SignerError, SoftwareKey};
pub use time::Timestamp;
pub use verified::{VerificationTime, Verified, VerifiedSignature};
