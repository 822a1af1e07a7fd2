//! RFC 8785 canonical JSON of strings, integers and objects; nothing else travels in our files.

mod read;
mod value;
mod write;

pub(crate) use read::Bounds;
pub use value::{Value, ValueError};
pub(crate) use write::{push_integer, push_string};
