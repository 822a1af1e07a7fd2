//! Sending and receiving, independent of the command line.

mod acknowledge;
mod arrivals;
mod bundle;
mod deliver;
mod departures;
mod dispatch;
mod epoch;
mod id;
mod news;
mod not_received;
pub(crate) mod pace;
mod prepare;
mod proof;
mod report;
mod reseal;
mod save;
mod session;
mod workplace;

pub use acknowledge::Owed;
pub use arrivals::Received;
pub use deliver::{Delivery, MOST_AGE};
pub use dispatch::Dispatched;
pub use not_received::NotReceived;
pub use prepare::{NewSet, Prepared};
pub use report::{ImportResult, told};
pub use save::{Layout, SaveError, Saved, SavedFile, Sender, save};
pub(crate) use session::instant;
pub use workplace::Workplace;
