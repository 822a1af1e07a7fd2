//! The office app (連携クライアント): the command line `renkei`.
//!
//! [`run`] is what `main` calls and what the tests call: arguments, clock, randomness and terminal are handed in.

mod app;
pub mod catalogue;
pub mod certificate;
mod commands;
pub mod contents;
pub mod enrolment;
pub mod examination;
mod exit;
mod exports;
pub mod home;
pub mod hub_client;
pub mod key_file;
mod platform;
pub mod preferences;
pub mod refusal;
mod sabotage;
pub mod shelf;
pub mod staff;
pub mod store;
mod surroundings;
mod terminal;
mod today;
pub mod transfer;

pub use app::run_app;
pub use commands::run;
pub use exit::Exit;
pub use surroundings::{AskHidden, Random, Surroundings};
pub use terminal::{Screen, Terminal};
