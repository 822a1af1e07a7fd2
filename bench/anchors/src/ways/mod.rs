//! How others would check the same data: decode, parse, and a few simple rules for the 25 columns of 第6表.

mod decode;
mod parse;
mod rules;
mod small;

pub use decode::{decode, validate_utf8};
pub use parse::{Found, decode_and_check, fields, parse, parse_and_check};
pub use small::check_small;
