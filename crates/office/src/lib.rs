//! The office app (連携クライアント): the command line `renkei`.
//!
//! [`run`] is what `main` calls and what the tests call: arguments, clock and terminal are handed in.

mod commands;
mod exit;
pub mod home;
pub mod hub_client;
mod platform;
mod terminal;
mod today;

pub use commands::run;
pub use exit::Exit;
pub use terminal::{Screen, Terminal};
