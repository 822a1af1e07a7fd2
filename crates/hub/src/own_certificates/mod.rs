//! The hub's own certificates, for its listeners and its receipts: where they lie, when they end, how they are renewed.

mod files;
mod renew;
mod running;

pub(crate) use files::{Places, chain};
pub use renew::RenewError;
pub use running::{OwnCertificates, UseError};
