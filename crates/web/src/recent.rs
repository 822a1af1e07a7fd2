//! What is remembered for a while in memory: so many things, together so large. The oldest is forgotten first.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

/// Things by their place.
pub(crate) struct Recent<K, V> {
    known: HashMap<K, (usize, V)>,
    order: VecDeque<K>,
    most: usize,
    room: usize,
    taken: usize,
}

impl<K: Hash + Eq + Clone, V> Recent<K, V> {
    /// At most so many, together of at most `room` bytes.
    pub(crate) fn new(most: usize, room: usize) -> Self {
        Self { known: HashMap::new(), order: VecDeque::new(), most, room, taken: 0 }
    }

    /// Remembers something of so many bytes, in place of what was there. What is larger than all the room is not remembered.
    pub(crate) fn keep(&mut self, place: K, bytes: usize, value: V) {
        self.take(&place);
        if bytes > self.room {
            return;
        }
        while self.order.len() >= self.most || self.taken + bytes > self.room {
            let Some(oldest) = self.order.front().cloned() else { break };
            self.take(&oldest);
        }
        self.taken += bytes;
        self.order.push_back(place.clone());
        self.known.insert(place, (bytes, value));
    }

    /// What is there.
    pub(crate) fn get(&self, place: &K) -> Option<&V> {
        self.known.get(place).map(|(_, value)| value)
    }

    /// What is there, once.
    pub(crate) fn take(&mut self, place: &K) -> Option<V> {
        let (bytes, value) = self.known.remove(place)?;
        self.taken = self.taken.saturating_sub(bytes);
        self.order.retain(|other| other != place);
        Some(value)
    }

    /// The places, the oldest first.
    pub(crate) fn places(&self) -> impl Iterator<Item = &K> {
        self.order.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::Recent;

    #[test]
    fn the_oldest_is_forgotten_for_number_and_for_size() {
        let mut recent = Recent::new(3, 100);
        for place in 0..5 {
            recent.keep(place, 10, place);
        }
        assert_eq!(recent.places().copied().collect::<Vec<_>>(), [2, 3, 4]);
        recent.keep(2, 80, 20);
        assert_eq!((recent.get(&2), recent.get(&3), recent.get(&4)), (Some(&20), Some(&3), Some(&4)));
        recent.keep(9, 30, 9);
        assert_eq!(recent.places().copied().collect::<Vec<_>>(), [9], "what was written last is the youngest");
        recent.keep(9, 101, 10);
        assert_eq!(recent.get(&9), None, "larger than all the room");
        assert_eq!(recent.taken, 0);
    }
}
