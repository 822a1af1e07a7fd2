//! The hub's store: the only SQL of the hub, and the encryption of what is stored.
//!
//! [`open`] is the one place that chooses the database. What the use cases may ask is said by the traits of
//! `exchange::store`; one contract suite holds for every database behind them.

mod config;
mod fail_points;
mod sabotage;
mod seal;
mod sqlite;

pub use config::{Config, Database, MasterKeys, OpenError, SqliteConfig, master_key_name};
pub use fail_points::FAIL_POINTS;
#[cfg(feature = "failpoints")]
pub use fail_points::asked;

pub use sqlite::{CopyFacts, Examined, Examiner, begin_epoch, copy_database, facts as copy_facts};

use exchange::store::Store;
use std::sync::Arc;

/// Opens the store that the configuration names, bringing its schema up to date.
pub fn open(config: &Config) -> Result<Arc<dyn Store>, OpenError> {
    match &config.database {
        Database::Sqlite(sqlite) => Ok(Arc::new(sqlite::SqliteStore::open(sqlite, &config.keys)?)),
    }
}
