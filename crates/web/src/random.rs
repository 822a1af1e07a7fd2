//! Random bytes as they are handed in, and the number that a request carries from the log to the person.

use std::fmt;
use std::sync::Arc;

type Fill = dyn Fn(&mut [u8]) + Send + Sync;

/// Fills bytes from a secure generator.
#[derive(Clone)]
pub struct Random(Arc<Fill>);

impl Random {
    /// `fill` fills all bytes from a secure generator.
    pub fn new(fill: impl Fn(&mut [u8]) + Send + Sync + 'static) -> Self {
        Self(Arc::new(fill))
    }

    /// Fresh bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.0)(&mut bytes);
        bytes
    }
}

impl fmt::Debug for Random {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Random")
    }
}

/// Letters that are not mistaken for another when read aloud.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The number of a request: eight characters, shown as `ABCD-2345`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestNumber([u8; 8]);

impl RequestNumber {
    /// Forty random bits.
    pub fn new(random: &Random) -> Self {
        let bytes: [u8; 8] = random.bytes();
        Self(bytes.map(|byte| DIGITS.get(usize::from(byte & 31)).copied().unwrap_or(b'0')))
    }
}

impl fmt::Display for RequestNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = std::str::from_utf8(&self.0).unwrap_or_default();
        let (left, right) = text.split_at_checked(4).unwrap_or_default();
        write!(f, "{left}-{right}")
    }
}
