//! Finding the next byte that can end a field, eight bytes at a time.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;
/// One more than the comma. Quote, line ends and controls lie below; digits, letters, hyphen, full stop and every
/// byte of a two-byte character lie above.
const LIMIT: u8 = b',' + 1;

/// The first place from `at` on whose byte is at most a comma, or the length.
#[inline]
pub(super) fn next_low_byte(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes.get(at..at + 8).and_then(|chunk| <[u8; 8]>::try_from(chunk).ok()) {
        let word = u64::from_le_bytes(chunk);
        let below = word.wrapping_sub(ONES * LIMIT as u64) & !word & HIGH;
        if below != 0 {
            return at + (below.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| *byte < LIMIT).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::next_low_byte;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_looking_at_each_byte(bytes in proptest::collection::vec(any::<u8>(), 0..40), at in 0usize..40) {
            let at = at.min(bytes.len());
            let expected = bytes.iter().skip(at).position(|b| *b <= b',').map_or(bytes.len(), |p| p + at);
            prop_assert_eq!(next_low_byte(&bytes, at), expected);
        }
    }
}
