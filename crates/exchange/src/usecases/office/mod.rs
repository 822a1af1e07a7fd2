//! Offices: the directory for offices, adding and stopping for operators.

pub mod put;
pub mod search;
pub mod stop;
