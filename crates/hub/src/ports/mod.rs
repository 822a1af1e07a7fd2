//! What the use cases need besides the store: signer, record check, password hasher, verified paths.

mod chain_cache;
mod check;
mod desk;
mod hasher;
mod signer;
mod workers;

pub use chain_cache::BoundedChainCache;
pub use check::{CheckReport, DocumentsCheck, Mismatch};
pub use hasher::Argon2Hasher;
pub use signer::HubSigner;
pub use workers::Workers;
