//! RFC 8785 canonical JSON of strings, integers, arrays and objects; nothing else travels in our files.

mod value;
mod write;

pub use value::{Value, ValueError};
pub(crate) use write::{push_integer, push_string};
