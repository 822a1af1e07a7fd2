//! I1–I9 of the exchange, looked at from outside: in the database file, and as the offices see it.

mod database;
mod exchange;
mod folder;

pub(crate) use database::{check as check_database, count as count_transmissions};
pub(crate) use exchange::check as check_exchange;
pub(crate) use folder::{Handed, check as check_folder};

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What was found wrong, each thing counted once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wrong {
    lost: BTreeMap<String, String>,
    twice: BTreeMap<String, String>,
    broken: BTreeSet<String>,
}

impl Wrong {
    /// Acknowledged, and gone, changed or set back.
    pub(crate) fn lost(&mut self, what: &str, how: impl Into<String>) {
        self.lost.entry(what.to_owned()).or_insert(how.into());
    }

    /// Accepted or shown twice.
    pub(crate) fn twice(&mut self, what: &str, how: impl Into<String>) {
        self.twice.entry(what.to_owned()).or_insert(how.into());
    }

    /// Any other invariant.
    pub(crate) fn broken(&mut self, how: impl Into<String>) {
        self.broken.insert(how.into());
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.lost.is_empty() && self.twice.is_empty() && self.broken.is_empty()
    }

    pub(crate) fn join(&mut self, other: Self) {
        self.lost.extend(other.lost);
        self.twice.extend(other.twice);
        self.broken.extend(other.broken);
    }

    pub(crate) fn count_lost(&self) -> usize {
        self.lost.len()
    }

    pub(crate) fn count_twice(&self) -> usize {
        self.twice.len()
    }

    pub(crate) fn count_broken(&self) -> usize {
        self.broken.len()
    }
}

/// A few of each.
impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 12;
        for (kind, all) in [("lost", &self.lost), ("twice", &self.twice)] {
            for (what, how) in all.iter().take(SHOWN) {
                writeln!(f, "    {kind}: {what}: {how}")?;
            }
        }
        self.broken.iter().take(SHOWN).try_for_each(|how| writeln!(f, "    wrong: {how}"))
    }
}
