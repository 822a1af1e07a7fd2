//! This terminal's certificate: how long it lasts, and its renewal before it ends.

mod renew;
mod term;

pub use renew::Renewed;
pub(crate) use renew::watch_token;
pub use term::{SOON_DAYS, Stage, Term};
