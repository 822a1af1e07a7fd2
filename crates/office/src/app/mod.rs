//! `renkei app`: the pages of this office, served to a browser on this computer alone.

mod door;
mod entry;
mod instance;
mod post;
mod site;
