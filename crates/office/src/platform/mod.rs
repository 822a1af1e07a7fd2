//! What differs between operating systems: where the data folder is, and where a secret is kept.

mod browser;
mod data_folder;
mod notify;
mod secret;

pub(crate) use browser::{open_file, open_window};
pub(crate) use data_folder::{default_data_folder, default_save_folder};
pub(crate) use notify::notify;
pub(crate) use secret::{SecretError, find_secret, keep_secret, read_secret};
