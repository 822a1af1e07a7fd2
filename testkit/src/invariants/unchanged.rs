//! I9: a refused request changed nothing: no row, no file, no room held.

use super::Invariants;
use crate::hub::{TestHub, until};
use exchange::store::TableCensus;
use std::collections::BTreeSet;
use std::future::Future;
use std::path::{Path, PathBuf};

/// Not of what a request asks for: when a session was last used, and what jobs count from the log a while later.
const BESIDE: [&str; 8] = [
    "session",
    "audit_number",
    "audit_about",
    "audit_about_cursor",
    "usage_month",
    "usage_seen",
    "figure",
    "figure_cursor",
];

/// All that a refused request must leave as it is.
#[derive(Debug, PartialEq, Eq)]
pub struct Footprint {
    tables: Vec<TableCensus>,
    files: BTreeSet<PathBuf>,
}

impl Footprint {
    /// What is there now.
    pub async fn of(hub: &TestHub) -> Self {
        // A request that was cut off may hold its room for a moment longer.
        let (room, free) = (hub.config.limits.bodies_in_flight.div_ceil(1024), &hub.hub().bodies);
        until(|| free.available_permits() == room).await;
        let mut tables = hub.hub().store.census().await.unwrap();
        tables.retain(|one| !BESIDE.contains(&one.table.as_str()));
        let mut files = BTreeSet::new();
        collect(hub.folder.path(), &mut files);
        Self { tables, files }
    }

    /// Tables that differ from those of `other`.
    pub fn changed(&self, other: &Self) -> Vec<String> {
        let pairs = self.tables.iter().zip(&other.tables).filter(|(one, two)| one != two);
        let files = self.files.symmetric_difference(&other.files).map(|file| file.display().to_string());
        pairs.map(|(one, _)| one.table.clone()).chain(files).collect()
    }
}

impl Invariants {
    /// Does something that must be refused, and sees that nothing has changed (I9).
    pub async fn unchanged<T>(hub: &TestHub, work: impl Future<Output = T>) -> T {
        let before = Footprint::of(hub).await;
        let done = work.await;
        let changed = before.changed(&Footprint::of(hub).await);
        assert!(changed.is_empty(), "I9: a refused request changed {changed:?}");
        done
    }
}

fn collect(folder: &Path, files: &mut BTreeSet<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.insert(path);
        }
    }
}
