//! What operators do by commands: in the running hub over its socket, else directly in the store.

mod desk;
mod offices;
mod operators;
mod question;
mod read;
mod socket;
mod upkeep;

pub use desk::Desk;
pub use question::{AdminAnswer, AdminQuestion, NewOfficeLine};
pub(crate) use read::{fields, kinds_of_service, read_office, read_post};
pub use socket::ask;
pub(crate) use socket::serve;
