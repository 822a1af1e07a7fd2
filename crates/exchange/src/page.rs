//! Bounded pages of a list, continued by a cursor.

/// How many entries a page may hold: at least one, at most [`Limit::MOST`] (S33).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit(u32);

impl Limit {
    /// The largest page.
    pub const MOST: u32 = 200;

    /// The asked size, brought into bounds.
    pub fn new(asked: u32) -> Self {
        Self(asked.clamp(1, Self::MOST))
    }

    /// The number of entries.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(50)
    }
}

/// In which direction a list is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Order {
    /// The newest entry first, as a person reads.
    #[default]
    NewestFirst,
    /// The oldest entry first, as a program catches up.
    OldestFirst,
}

/// One page and where the next begins. `C` is the cursor: the position of the last entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T, C> {
    /// The entries.
    pub entries: Vec<T>,
    /// Where to go on; `None` when the list ends here.
    pub next: Option<C>,
}

impl<T, C> Page<T, C> {
    /// Cuts `entries`, read with one more than `limit`, to a page.
    pub fn cut(mut entries: Vec<T>, limit: Limit, cursor: impl Fn(&T) -> C) -> Self {
        let most = usize::try_from(limit.get()).unwrap_or(usize::MAX);
        let more = entries.len() > most;
        entries.truncate(most);
        let next = if more { entries.last().map(cursor) } else { None };
        Self { entries, next }
    }
}
