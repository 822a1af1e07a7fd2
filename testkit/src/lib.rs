//! Tests of the whole exchange, in one process: a hub started as `main` starts it, offices with keys and certificates of
//! their own, a proxy that loses and cuts what passes through it, and the invariants that must hold afterwards.
//!
//! Only tests use this crate; nothing that is shipped depends on it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "in a test a wrong assumption ends the test, with its place"
)]

pub mod hub;
pub mod invariants;
pub mod office;
pub mod operator;
pub mod proxy;
pub mod samples;
pub mod visitor;

pub use ::hub::jobs::Job;
pub use exchange::transmission::{State, TransmissionEntry};
pub use hub::{TestHub, until};
pub use invariants::{Footprint, Invariants};
pub use office::{Letter, TestOffice};
pub use proxy::{Fault, FaultProxy, Plan};
