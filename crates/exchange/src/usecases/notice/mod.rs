//! Notices: published by operators, read by offices.

pub mod publish;
pub mod read;
