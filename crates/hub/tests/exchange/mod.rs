//! The exchange API over real listeners with real certificates.

mod idempotency;
mod limits;
mod markers;
mod matrix;
mod refusals;
mod sessions;
mod walk;
