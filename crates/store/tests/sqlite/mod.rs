//! What only SQLite can be asked.
