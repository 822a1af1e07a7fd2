//! A table of keys for records that come in runs: the rows of a person stand together, so a key is looked for among
//! those of its person only. As exact as [`KeyTable`], which takes over where there are no runs.
//!
//! What is remembered lies in the order of the file, and only the rows of one person are at hand. When a person comes
//! again, their earlier rows are fetched. So a row costs no look into a table that is larger than the processor's caches.

use super::table::{Entry, KeyTable, MAX_KEYS, MAX_PROBE, mix};

/// Entries of a piece of the log; a piece is never moved.
const PIECE: usize = 4_096;
/// Slots for the keys at hand, at first.
const AT_HAND: usize = 128;
/// So many entries a run on average, or the log is given up.
const LEAST_RUN: usize = 4;
/// Before that many entries nothing is given up.
const BEGINNING: usize = 16_384;

type Key = [u32; 2];
type Value = [u32; 3];

/// The table.
#[derive(Debug)]
pub(crate) enum RunTable {
    /// Runs are long enough.
    Runs(Box<Runs>),
    /// They are not, or the same people come again and again.
    Spread(Box<KeyTable<2, 3>>),
}

/// The log and what is at hand of it.
#[derive(Debug)]
pub(crate) struct Runs {
    log: Vec<Vec<(Key, Value)>>,
    length: usize,
    limit: usize,
    /// The last run of every group, as its number from 1.
    groups: KeyTable<2, 1>,
    runs: Vec<Run>,
    /// Places in the log from 1, by key; 0 where there is none.
    at_hand: Vec<u32>,
    held: usize,
    /// Entries that were fetched again.
    fetched: usize,
}

#[derive(Debug, Clone, Copy)]
struct Run {
    start: u32,
    end: u32,
    /// The run of the same group before it, as its number from 1.
    earlier: u32,
}

impl Default for RunTable {
    fn default() -> Self {
        Self::with_limit(MAX_KEYS)
    }
}

impl RunTable {
    /// A table for at most so many keys.
    pub(crate) fn with_limit(limit: usize) -> Self {
        Self::Runs(Box::new(Runs {
            log: Vec::new(),
            length: 0,
            limit,
            groups: KeyTable::default(),
            runs: Vec::new(),
            at_hand: vec![0; AT_HAND],
            held: 0,
            fetched: 0,
        }))
    }

    /// The entries that follow belong to this group, and no entry of another group has the same key.
    pub(crate) fn begin(&mut self, group: Key) {
        if let Self::Runs(runs) = self
            && !runs.begin(group)
        {
            *self = Self::Spread(Box::new(runs.spread()));
        }
    }

    /// Looks for a key and puts it in when it is new.
    #[inline]
    pub(crate) fn entry(&mut self, key: Key, value: Value) -> Entry<'_, 3> {
        match self {
            Self::Runs(runs) => runs.entry(key, value),
            Self::Spread(table) => table.entry(key, value),
        }
    }
}

impl Runs {
    /// Begins a run; false when this is no longer worth while.
    fn begin(&mut self, group: Key) -> bool {
        let (place, number) = (self.length as u32, self.runs.len() as u32 + 1);
        if let Some(last) = self.runs.last_mut() {
            last.end = place;
        }
        let earlier = match self.groups.entry(group, [number]) {
            Entry::New => 0,
            Entry::Known(last) => std::mem::replace(last, [number])[0],
            Entry::Full => return false,
        };
        self.runs.push(Run { start: place, end: place, earlier });
        self.hold_none(AT_HAND);
        let mut next = earlier;
        while let Some(run) = (next as usize).checked_sub(1).and_then(|index| self.runs.get(index)).copied() {
            for place in run.start..run.end {
                if !self.hold(place + 1) {
                    return false;
                }
            }
            self.fetched += 1 + (run.end - run.start) as usize;
            next = run.earlier;
        }
        let most = self.length.max(BEGINNING);
        self.fetched <= most && self.runs.len() * LEAST_RUN <= most
    }

    fn entry(&mut self, key: Key, value: Value) -> Entry<'_, 3> {
        let (slot, known) = match self.find(key) {
            Some(found) => found,
            None => return Entry::Full,
        };
        if let Some(known) = known {
            return match self.logged_mut(known) {
                Some((_, value)) => Entry::Known(value),
                None => Entry::Full,
            };
        }
        if self.length >= self.limit {
            return Entry::Full;
        }
        if self.length.is_multiple_of(PIECE) {
            self.log.push(Vec::with_capacity(PIECE));
        }
        if let Some(piece) = self.log.last_mut() {
            piece.push((key, value));
            self.length += 1;
        }
        if let Some(free) = self.at_hand.get_mut(slot) {
            *free = self.length as u32;
            self.held += 1;
        }
        if self.held * 2 > self.at_hand.len() && !self.hold_more() {
            return Entry::Full;
        }
        Entry::New
    }

    /// The slot of a key, and its place in the log if it is there. `None` when it would take too long to tell.
    fn find(&self, key: Key) -> Option<(usize, Option<u32>)> {
        let mask = self.at_hand.len() - 1;
        let mut slot = mix(&key) as usize & mask;
        for _ in 0..MAX_PROBE {
            match self.at_hand.get(slot).copied() {
                None | Some(0) => return Some((slot, None)),
                Some(place) if self.logged(place).is_some_and(|(known, _)| *known == key) => {
                    return Some((slot, Some(place)));
                }
                Some(_) => slot = (slot + 1) & mask,
            }
        }
        None
    }

    fn logged(&self, place: u32) -> Option<&(Key, Value)> {
        let index = (place as usize).checked_sub(1)?;
        self.log.get(index / PIECE)?.get(index % PIECE)
    }

    fn logged_mut(&mut self, place: u32) -> Option<&mut (Key, Value)> {
        let index = (place as usize).checked_sub(1)?;
        self.log.get_mut(index / PIECE)?.get_mut(index % PIECE)
    }

    fn hold_none(&mut self, slots: usize) {
        self.at_hand.clear();
        self.at_hand.resize(slots, 0);
        self.held = 0;
    }

    /// Takes an entry of the log to hand.
    fn hold(&mut self, place: u32) -> bool {
        if (self.held + 1) * 2 > self.at_hand.len() && !self.hold_more() {
            return false;
        }
        let found = self.logged(place).map(|(key, _)| *key).and_then(|key| self.find(key));
        let Some(free) = found.and_then(|(slot, _)| self.at_hand.get_mut(slot)) else { return false };
        *free = place;
        self.held += 1;
        true
    }

    /// Twice the slots.
    fn hold_more(&mut self) -> bool {
        let slots = self.at_hand.len() * 2;
        let old = std::mem::take(&mut self.at_hand);
        self.hold_none(slots);
        old.into_iter().filter(|place| *place != 0).all(|place| self.hold(place))
    }

    /// All entries in a table that needs no runs. The log is given back piece by piece.
    fn spread(&mut self) -> KeyTable<2, 3> {
        self.groups = KeyTable::default();
        self.runs = Vec::new();
        let mut table = KeyTable::with_limit(self.limit);
        for (key, value) in std::mem::take(&mut self.log).into_iter().flatten() {
            table.entry(key, value);
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    /// What a table says of keys in groups, and what a map says.
    fn agree(records: impl Iterator<Item = (u32, u32)>) -> RunTable {
        let (mut table, mut map, mut group) = (RunTable::default(), HashMap::new(), None);
        for ((person, row), number) in records.zip(1..) {
            if group.replace(person) != Some(person) {
                table.begin([person, 0]);
            }
            let (key, value) = ([person, row], [number, 0, 0]);
            let known = match table.entry(key, value) {
                Entry::New => None,
                Entry::Known(first) => Some(*first),
                Entry::Full => panic!("full at {number}"),
            };
            assert_eq!(known, map.get(&key).copied(), "{key:?}");
            map.entry(key).or_insert(value);
        }
        table
    }

    #[test]
    fn people_one_after_the_other_stay_in_runs() {
        let table = agree((0..90_000).map(|number| (number / 30, number % 25)));
        assert!(matches!(table, RunTable::Runs(_)));
    }

    #[test]
    fn one_person_with_many_rows() {
        agree((0..60_000).map(|number| (1, number % 50_000)));
    }

    #[test]
    fn people_by_turns_are_spread() {
        let table = agree((0..90_000).map(|number| (number % 1_000, number / 1_500)));
        assert!(matches!(table, RunTable::Spread(_)));
        // Long runs that come again and again.
        let table = agree((0..400_000).map(|number| (number / 50 % 20, number / 2)));
        assert!(matches!(table, RunTable::Spread(_)));
    }

    #[test]
    fn full_is_told_and_known_keys_stay_known() {
        let mut table = RunTable::with_limit(100);
        table.begin([1, 1]);
        assert!((1..=100).all(|number| table.entry([number, 0], [number, 0, 0]) == Entry::New));
        assert_eq!(table.entry([101, 0], [1, 0, 0]), Entry::Full);
        assert_eq!(table.entry([100, 0], [1, 0, 0]), Entry::Known(&mut [100, 0, 0]));
    }

    proptest! {
        #[test]
        fn agrees_with_a_map(records in proptest::collection::vec((0u32..6, 0u32..40), 0..400)) {
            agree(records.into_iter());
        }
    }
}
