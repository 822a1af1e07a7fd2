//! The store: one contract for every database, and what only SQLite can be asked.

mod contract;
mod sqlite;
mod support;
