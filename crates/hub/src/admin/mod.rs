//! What operators do by commands: in the running hub over its socket, else directly in the store.

mod desk;
mod question;
mod socket;

pub use desk::Desk;
pub use question::{AdminAnswer, AdminQuestion, NewOfficeLine};
pub use socket::ask;
pub(crate) use socket::serve;
