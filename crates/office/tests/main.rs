//! Tests of the command line, through the function that `main` calls and through the binary itself.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod again;
mod forms;
mod hub;
mod imported;
mod live;
mod mistakes;
mod paths;
mod process;
mod real;
mod renewal;
mod run;
mod saving;
mod schema;
mod seat;
mod table;
mod watching;
mod window;
mod words;
