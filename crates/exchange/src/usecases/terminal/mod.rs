//! Tokens of terminals and care software (S28).

pub mod list;
pub mod make;
pub mod revoke;
