//! Controls: what the tests of the whole rely on sees what is wrong, so that a green test says something.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod invariants;
mod proxy;
