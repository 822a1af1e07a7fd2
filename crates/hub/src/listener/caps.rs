//! How many connections may be open, in all and from one address.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// Counts connections. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Caps {
    most: usize,
    most_per_address: usize,
    open: Arc<Mutex<Open>>,
}

#[derive(Debug, Default)]
struct Open {
    all: usize,
    by_address: HashMap<IpAddr, usize>,
}

/// A connection that is counted as long as this lives.
#[derive(Debug)]
pub struct Held {
    caps: Caps,
    address: IpAddr,
}

impl Caps {
    /// Counts with these limits.
    pub fn new(most: usize, most_per_address: usize) -> Self {
        Self { most, most_per_address, open: Arc::default() }
    }

    /// Counts one connection of an address; `None` when there are too many.
    pub fn hold(&self, address: IpAddr) -> Option<Held> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let of_address = open.by_address.get(&address).copied().unwrap_or_default();
        if open.all >= self.most || of_address >= self.most_per_address {
            return None;
        }
        open.all += 1;
        open.by_address.insert(address, of_address + 1);
        Some(Held { caps: self.clone(), address })
    }

    /// Number of connections that are open.
    pub fn open(&self) -> usize {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).all
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut open = self.caps.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.all = open.all.saturating_sub(1);
        let left = open.by_address.get(&self.address).map_or(0, |count| count.saturating_sub(1));
        match left {
            0 => open.by_address.remove(&self.address),
            _ => open.by_address.insert(self.address, left),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r24_connections_are_counted_and_given_back() {
        let caps = Caps::new(3, 2);
        let (one, two) = (IpAddr::from([127, 0, 0, 1]), IpAddr::from([127, 0, 0, 2]));
        let held: Vec<_> = [caps.hold(one), caps.hold(one)].into_iter().flatten().collect();
        assert_eq!((held.len(), caps.hold(one).is_none()), (2, true));
        let third = caps.hold(two);
        assert!(third.is_some() && caps.hold(two).is_none());
        drop(held);
        assert_eq!(caps.open(), 1);
        assert!(caps.hold(one).is_some());
    }
}
