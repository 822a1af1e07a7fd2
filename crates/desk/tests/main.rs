//! Tests of the pages from outside, over practice data.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod bulk;
mod doors;
mod follows;
mod inbox;
mod journeys;
mod letters;
mod looks;
mod pages;
mod sent;
mod settings;
mod support;
