//! How many connections may be open: in all, from one address, with one certificate.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Counts connections. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Caps {
    most: usize,
    most_per_address: usize,
    most_per_certificate: usize,
    open: Arc<Mutex<Open>>,
}

#[derive(Debug, Default)]
struct Open {
    all: usize,
    by_address: HashMap<IpAddr, usize>,
    by_certificate: HashMap<Thumbprint, usize>,
}

/// SHA-256 over a certificate's DER.
pub type Thumbprint = [u8; 32];

/// A connection that is counted for its certificate as long as this lives.
#[derive(Debug)]
pub struct HeldCertificate {
    caps: Caps,
    certificate: Thumbprint,
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
        Self { most, most_per_address, most_per_certificate: usize::MAX, open: Arc::default() }
    }

    /// With a limit for each certificate too.
    #[must_use]
    pub fn per_certificate(self, most_per_certificate: usize) -> Self {
        Self { most_per_certificate, ..self }
    }

    /// Counts one connection of a certificate; `None` when there are too many.
    pub fn hold_certificate(&self, certificate: Thumbprint) -> Option<HeldCertificate> {
        let mut open = self.lock();
        let count = open.by_certificate.entry(certificate).or_default();
        if *count >= self.most_per_certificate {
            return None;
        }
        *count += 1;
        Some(HeldCertificate { caps: self.clone(), certificate })
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts one connection of an address; `None` when there are too many.
    pub fn hold(&self, address: IpAddr) -> Option<Held> {
        let mut open = self.lock();
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
        self.lock().all
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut open = self.caps.lock();
        open.all = open.all.saturating_sub(1);
        give_back(&mut open.by_address, self.address);
    }
}

impl Drop for HeldCertificate {
    fn drop(&mut self) {
        give_back(&mut self.caps.lock().by_certificate, self.certificate);
    }
}

fn give_back<K: Hash + Eq>(counts: &mut HashMap<K, usize>, key: K) {
    match counts.get(&key).map_or(0, |count| count.saturating_sub(1)) {
        0 => counts.remove(&key),
        left => counts.insert(key, left),
    };
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

    #[test]
    fn r24_connections_of_a_certificate_are_counted_and_given_back() {
        let caps = Caps::new(9, 9).per_certificate(2);
        let held = [caps.hold_certificate([1; 32]), caps.hold_certificate([1; 32])];
        assert!(held.iter().all(Option::is_some) && caps.hold_certificate([1; 32]).is_none());
        assert!(caps.hold_certificate([2; 32]).is_some(), "another's");
        drop(held);
        assert!(caps.hold_certificate([1; 32]).is_some());
    }
}
