//! Tests of the domain's pure parts.

mod licence;
mod state;
