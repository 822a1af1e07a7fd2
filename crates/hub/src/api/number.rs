//! The number of a request: in the answer, in the problem, and in the log.

use crate::surroundings::Surroundings;
use std::fmt;

/// Letters that are not mistaken for another when read aloud.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Forty random bits, eight characters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct RequestNumber([u8; 8]);

impl RequestNumber {
    pub(crate) fn new(surroundings: &Surroundings) -> Self {
        let random: [u8; 8] = surroundings.random();
        Self(random.map(|byte| DIGITS.get(usize::from(byte & 31)).copied().unwrap_or(b'0')))
    }
}

impl fmt::Display for RequestNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&self.0).unwrap_or_default())
    }
}
