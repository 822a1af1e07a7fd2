//! I1–I9 of the exchange, looked at from outside: in the database file, and as the offices see it.

mod database;
mod exchange;
mod folder;

pub(crate) use database::check as check_database;
pub(crate) use exchange::check as check_exchange;
pub(crate) use folder::{Handed, check as check_folder};

use std::fmt;

/// What was found wrong.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wrong {
    /// Acknowledged, and gone, changed or set back.
    pub(crate) lost: Vec<String>,
    /// Accepted or shown twice.
    pub(crate) twice: Vec<String>,
    /// Any other invariant.
    pub(crate) broken: Vec<String>,
}

impl Wrong {
    pub(crate) fn is_empty(&self) -> bool {
        self.lost.is_empty() && self.twice.is_empty() && self.broken.is_empty()
    }

    pub(crate) fn join(&mut self, other: Self) {
        self.lost.extend(other.lost);
        self.twice.extend(other.twice);
        self.broken.extend(other.broken);
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = [("lost", &self.lost), ("twice", &self.twice), ("broken", &self.broken)];
        for (kind, all) in kinds {
            for one in all.iter().take(5) {
                writeln!(f, "    {kind}: {one}")?;
            }
            if all.len() > 5 {
                writeln!(f, "    {kind}: and {} more", all.len() - 5)?;
            }
        }
        Ok(())
    }
}
