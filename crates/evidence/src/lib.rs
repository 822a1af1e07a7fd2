//! Proof that anyone can check offline: certificates, signatures, containers, receipts and evidence bundles.
//!
//! The public formats are `renkei-transmission/1` and `renkei-receipt/1`: readable with `unzip`, verifiable with
//! `openssl cms -verify`. This crate writes exactly one form of them and accepts no other.
//!
//! # What is where
//!
//! | Module | What it does |
//! | --- | --- |
//! | [`certificate`] | makes roots, issuing authorities, office and hub certificates, requests, revocation lists; keeps private keys in files; [`certificate::TrustStore`] says whom we trust |
//! | [`cms`] | detached signatures in one exact profile; [`cms::SigningIdentity`] signs, [`cms::verify`] verifies |
//! | [`container`] | [`container::seal`] makes a container, [`container::Container::open`] reads it, `verify` proves the sender |
//! | [`receipt`] | what hub and recipient state about a container |
//! | [`bundle`] | [`bundle::write`] puts the evidence into one ZIP; [`bundle::examine`] says step by step what holds |
//! | [`zip`], [`json`] | the strict archive and the canonical JSON below them |
//!
//! # Rules of this crate
//!
//! - It reads no clock, no files and no network. Time, keys and random bytes are values; a key may live in a token
//!   behind [`Signer`]. The one thing it takes from the system is the nonce inside an ECDSA signature.
//! - Whatever comes in is untrusted: readers have bounds, cannot panic, and name each deviation by its own reason.
//! - A [`Verified`] value can only come out of a verification.
//! - Signature bytes are never an identity: an ECDSA signature (r, s) has the twin (r, n − s) that also verifies. The
//!   identity of a transmission is its id, and that of a certificate is issuer and serial number.
//! - Cryptography is `aws-lc-rs`; the path is checked by `rustls-webpki`. The DER of our few structures is read and
//!   written here, because the profile fixes almost every byte of them.
//!
//! # Receiving, as a hub does
//!
//! ```ignore
//! let container = Container::open(&bytes, &Limits::default())?;
//! container.transmission().check_fresh(now)?;
//! let verified = container.verify(&Verification {
//!     trust: &trust,                                   // replaced as a whole when a revocation list comes
//!     cache: &cache,                                   // verified paths, by SHA-256 of the certificate
//!     time: TimeRule::At(VerificationTime::Now(now)),
//!     revocation: RevocationPolicy::Required,
//!     account: Some(&certificate_of_the_connection),   // issuer and serial number
//! })?;
//! ```

mod asn1;
pub mod bundle;
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
