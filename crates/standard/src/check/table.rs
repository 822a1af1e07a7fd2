//! A table of keys whose memory and time are bounded: small slots side by side, nothing allocated for a key.
//!
//! A million keys take 1.34 million slots. The table grows shard by shard, so that the old and the new half never stand
//! in memory together. A key that finds no place near its own is taken as a full table: a file made to collide costs
//! no more than [`MAX_PROBE`] looks a record.

/// Most keys that are kept exactly; beyond that one finding says so.
pub(crate) const MAX_KEYS: usize = 1_000_000;

const SHARDS: usize = 16;
/// Slots of a shard at first; ten doublings hold a million keys at three quarters.
const FIRST_SLOTS: usize = 82;
/// Looks for one key. Among a million well spread keys a run is about 400 at most.
const MAX_PROBE: usize = 2_048;

/// What became of a key.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Entry<'t, const V: usize> {
    /// It was not there and is now.
    New,
    /// It was there, with this value.
    Known(&'t mut [u32; V]),
    /// It was not there and there is no room.
    Full,
}

/// The table. A key is `K` words, its value `V` words of which the first is not 0 (a record number).
#[derive(Debug)]
pub(crate) struct KeyTable<const K: usize, const V: usize> {
    shards: [Shard<K, V>; SHARDS],
    length: usize,
    limit: usize,
}

impl<const K: usize, const V: usize> Default for KeyTable<K, V> {
    fn default() -> Self {
        Self::with_limit(MAX_KEYS)
    }
}

impl<const K: usize, const V: usize> KeyTable<K, V> {
    /// A table for at most so many keys.
    pub(crate) fn with_limit(limit: usize) -> Self {
        Self { shards: std::array::from_fn(|_| Shard { slots: Vec::new(), length: 0 }), length: 0, limit }
    }

    /// Number of keys.
    pub(crate) fn len(&self) -> usize {
        self.length
    }

    /// Looks for a key and puts it in when it is new.
    #[inline]
    pub(crate) fn entry(&mut self, key: [u32; K], value: [u32; V]) -> Entry<'_, V> {
        let hash = mix(&key);
        let Some(shard) = self.shards.get_mut(shard_of(hash)) else { return Entry::Full };
        if shard.length * 4 >= shard.slots.len() * 3 && self.length < self.limit {
            shard.grow();
        }
        match shard.find(hash, &key) {
            Place::Taken(at) => match shard.slots.get_mut(at) {
                Some(slot) => Entry::Known(&mut slot.value),
                None => Entry::Full,
            },
            Place::Free(at) if self.length < self.limit => {
                if let Some(slot) = shard.slots.get_mut(at) {
                    *slot = Slot { key, value };
                }
                shard.length += 1;
                self.length += 1;
                Entry::New
            }
            Place::Free(_) | Place::TooFar => Entry::Full,
        }
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: [u32; K]) -> Option<[u32; V]> {
        let hash = mix(&key);
        let shard = self.shards.get(shard_of(hash))?;
        match shard.find(hash, &key) {
            Place::Taken(at) => shard.slots.get(at).map(|slot| slot.value),
            Place::Free(_) | Place::TooFar => None,
        }
    }

    /// All keys with their values, in no order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = ([u32; K], [u32; V])> {
        let slots = self.shards.iter().flat_map(|shard| &shard.slots);
        slots.filter(|slot| !slot.is_free()).map(|slot| (slot.key, slot.value))
    }
}

#[derive(Debug, Clone, Copy)]
struct Slot<const K: usize, const V: usize> {
    key: [u32; K],
    value: [u32; V],
}

impl<const K: usize, const V: usize> Slot<K, V> {
    const FREE: Self = Self { key: [0; K], value: [0; V] };

    fn is_free(&self) -> bool {
        self.value.first().is_none_or(|first| *first == 0)
    }
}

#[derive(Debug)]
struct Shard<const K: usize, const V: usize> {
    slots: Vec<Slot<K, V>>,
    length: usize,
}

enum Place {
    Taken(usize),
    Free(usize),
    TooFar,
}

impl<const K: usize, const V: usize> Shard<K, V> {
    fn find(&self, hash: u64, key: &[u32; K]) -> Place {
        let mut at = home(hash, self.slots.len());
        for _ in 0..MAX_PROBE {
            match self.slots.get(at) {
                Some(slot) if slot.is_free() => return Place::Free(at),
                Some(slot) if slot.key == *key => return Place::Taken(at),
                Some(_) => at += 1,
                None if at == 0 => break,
                None => at = 0,
            }
        }
        Place::TooFar
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(FIRST_SLOTS);
        let old = std::mem::replace(&mut self.slots, vec![Slot::FREE; size]);
        for slot in old.into_iter().filter(|slot| !slot.is_free()) {
            if let Place::Free(at) = self.find(mix(&slot.key), &slot.key)
                && let Some(free) = self.slots.get_mut(at)
            {
                *free = slot;
            }
        }
    }
}

/// Spreads a key over 64 bits: multiplied and folded, word by word.
#[inline]
fn mix<const K: usize>(key: &[u32; K]) -> u64 {
    let fold = |hash: u64, word: u32| {
        let product = u128::from(hash ^ u64::from(word)) * 0x9e37_79b9_7f4a_7c15;
        (product as u64) ^ (product >> 64) as u64
    };
    key.iter().fold(0x243f_6a88_85a3_08d3, |hash, word| fold(hash, *word))
}

fn shard_of(hash: u64) -> usize {
    (hash >> 60) as usize
}

/// The slot where a key is looked for first.
fn home(hash: u64, slots: usize) -> usize {
    ((u128::from(hash << 4) * slots as u128) >> 64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn agrees_with_a_map_while_it_grows() {
        let mut table = KeyTable::<2, 1>::default();
        let mut map = HashMap::new();
        for number in 1..=60_000_u32 {
            let key = [number % 40_000 * 7, number % 3];
            match table.entry(key, [number]) {
                Entry::New => assert_eq!(map.insert(key, number), None),
                Entry::Known(value) => assert_eq!(map.get(&key), Some(&value[0])),
                Entry::Full => panic!("full at {number}"),
            }
        }
        assert_eq!(table.len(), map.len());
        assert!(table.iter().all(|(key, [number])| map.get(&key) == Some(&number)));
        assert_eq!((table.get([7, 1]), table.get([8, 1])), (Some([1]), None));
    }

    #[test]
    fn full_is_told_and_known_keys_stay_known() {
        let mut table = KeyTable::<1, 1>::with_limit(100);
        assert!((1..=100).all(|number| table.entry([number], [number]) == Entry::New));
        assert_eq!(table.entry([101], [1]), Entry::Full);
        assert_eq!(table.entry([100], [1]), Entry::Known(&mut [100]));
    }

    #[test]
    fn a_million_keys_fit_in_27_megabytes() {
        let mut table = KeyTable::<2, 3>::default();
        let new = |number: u32| table.entry([number, number / 3], [number, 1, 1]) == Entry::New;
        assert!((1..=1_000_000).all(new));
        let bytes: usize = table.shards.iter().map(|shard| shard.slots.capacity() * size_of::<Slot<2, 3>>()).sum();
        assert!(bytes <= 27_000_000, "{bytes}");
        assert_eq!(table.entry([0, 1], [1, 1, 1]), Entry::Full);
    }
}
