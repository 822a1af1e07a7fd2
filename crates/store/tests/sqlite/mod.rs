//! What only SQLite can be asked: its file, its lock, its disk, its crashes.

mod child;
mod encryption;
mod full;
mod killed;
mod open;
mod plans;
mod upgraded;
