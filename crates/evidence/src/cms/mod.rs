//! Detached CMS signatures (RFC 5652) in one exact profile: CAdES baseline B (ETSI EN 319 122-1), DER, one signer.
//!
//! Order of the checks: size, DER, profile, digest, certificate and account, path, revocation, signature.

mod algorithm;
mod assemble;
mod attributes;
mod error;
mod parse;
mod sign;
mod verify;

pub use algorithm::Digest;
pub use error::{Attribute, SignatureError};
pub use parse::{MAX_SIGNATURE_BYTES, SignatureFile, SignerId};
pub use sign::{SignError, SigningIdentity};
pub use verify::{TimeRule, Verification, verify};
