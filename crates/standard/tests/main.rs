//! Tests of the crate `standard` from outside.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod ambiguities;
mod breakage;
mod data;
mod differential;
mod fuzz_bodies;
mod pages;
mod properties;
mod repeats;
mod rule_docs;
mod rules;
mod samples;
mod support;
mod table;
mod views;
