//! Tests of the crate `standard` from outside.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod breakage;
mod data;
mod rules;
mod samples;
mod support;
mod table;
