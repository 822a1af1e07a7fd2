//! The exchange API over real listeners with real certificates.

mod hub;
mod idempotency;
mod limits;
mod markers;
mod matrix;
mod office;
mod refusals;
mod sessions;
mod walk;

pub(crate) use hub::TestHub;
pub(crate) use office::{Letter, TestOffice};
