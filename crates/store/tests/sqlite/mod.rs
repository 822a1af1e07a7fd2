//! What only SQLite can be asked: its file, its lock, its disk, its crashes.

mod child;
mod encryption;
mod fail_points;
mod full;
mod killed;
mod open;
mod plans;
mod upgraded;
