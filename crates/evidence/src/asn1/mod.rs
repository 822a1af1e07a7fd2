//! A strict, allocation-free DER cursor and the few encoders that our own structures need.
//!
//! Why not derive types for everything: the signature profile fixes almost every byte, and a reader that walks the
//! bytes once has a cost that grows with the input only, whatever an attacker puts into a SET OF.

pub(crate) mod oid;
pub(crate) mod reader;
pub(crate) mod writer;

pub use reader::DerError;
