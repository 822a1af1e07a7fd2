//! The domain of the exchange: offices, accounts, certificates, licences, transmissions, notices, audit, permissions.
//!
//! Pure logic. Time and random bytes are handed in; there is no clock, no network, no SQL and no wire format here.
//!
//! - [`usecases`]: what people and programs do, one operation a file.
//! - [`store`]: what the use cases need from a database, as object-safe traits.
//! - [`ports`]: what they need besides (signer, record check, password hasher, randomness).
//! - [`permission`]: who may do what on which object, in one place.
//! - [`transmission`]: the life of a transmission as a pure function, and its receipts and events.

pub mod account;
pub mod actor;
pub mod audit;
pub mod certificate;
mod digest;
pub mod id;
pub mod instant;
pub mod licence;
pub mod mail;
pub mod notice;
pub mod office;
pub mod operator;
pub mod page;
pub mod permission;
pub mod ports;
pub mod secret;
pub mod store;
pub mod transmission;
pub mod typed;
pub mod usecases;

pub use actor::{Act, Actor, OperatorId};
pub use evidence::Sha256;
pub use instant::Instant;
pub use permission::Caller;
pub use secret::{Password, Secret};
