//! Tests of the kit, on the pages of the gallery: what a browser gets, and what Chromium makes of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "../examples/gallery/pages/mod.rs"]
mod gallery;

mod assets;
mod forms;
mod guard;
mod headers;
mod journeys;
mod kept;
mod sessions;
mod visitor;
