//! Generated documents: fictional people and offices, in the layouts of the standard (202407), conforming to it.

mod encoding;
mod files;
mod person;
mod plan;
mod service;
mod slips;
mod words;

pub use encoding::{Encoding, encode};
pub use files::{Data, write_upplan};
pub use person::Person;
pub use slips::{bundle, set};
