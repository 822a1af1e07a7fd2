//! Tests of the kit, on the pages of the gallery: what a browser gets, and what Chromium makes of it.

#[path = "../examples/gallery/pages/mod.rs"]
mod gallery;

mod assets;
mod forms;
mod guard;
mod headers;
mod journeys;
mod sessions;
mod visitor;
