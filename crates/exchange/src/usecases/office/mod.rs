//! Offices: the directory for offices, adding and stopping for operators.

pub mod close;
pub mod closed;
pub mod put;
pub mod search;
pub mod stop;
