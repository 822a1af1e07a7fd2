//! New keys from the hub's random bytes.

use crate::surroundings::Surroundings;
use evidence::{Curve, KeyError, SoftwareKey};

/// Makes a key. Random bytes outside of the curve's range are drawn again, as the curve's definition asks; this
/// happens about once in 2^32.
///
/// # Errors
/// [`KeyError`] when the generator gives such bytes again and again.
pub fn new_key(curve: Curve, surroundings: &Surroundings) -> Result<SoftwareKey, KeyError> {
    let mut last = KeyError::OutOfRange;
    for _ in 0..16 {
        let random: [u8; 48] = surroundings.random();
        match SoftwareKey::from_random(curve, random.get(..curve.scalar_len()).unwrap_or_default()) {
            Ok(key) => return Ok(key),
            Err(error) => last = error,
        }
    }
    Err(last)
}
