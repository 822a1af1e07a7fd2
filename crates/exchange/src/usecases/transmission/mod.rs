//! Sending, receiving, proving.

pub mod acknowledge;
pub mod events;
pub mod evidence;
pub mod fetch;
pub mod inbox;
pub mod report_import;
pub mod sent;
pub mod status;
pub mod submit;
pub mod submit_many;
pub mod withdraw;

use thiserror::Error;

use crate::permission::Denied;
use crate::store::StoreError;

/// Why something is not shown.
#[derive(Debug, Error)]
pub enum ReadError {
    /// No such thing for this office, or no right.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The store did not give it.
    #[error(transparent)]
    Store(#[from] StoreError),
}
