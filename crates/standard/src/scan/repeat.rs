//! How far two records are the same: neighbouring records of a file differ in few fields.

use std::ops::Range;

/// Some of the fields of a record, by index. Only the first 128 can be in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FieldSet(u128);

impl FieldSet {
    /// True when the field is in it.
    #[inline]
    pub fn contains(self, index: usize) -> bool {
        index < 128 && self.0 >> index & 1 == 1
    }

    #[inline]
    pub(crate) fn insert(&mut self, indexes: Range<usize>) {
        self.0 |= below(indexes.end) & !below(indexes.start);
    }

    /// The fields that are in both.
    #[inline]
    #[must_use]
    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The indexes below `limit` that are not in it.
    #[inline]
    pub(crate) fn others(self, limit: usize) -> impl Iterator<Item = usize> {
        let mut left = !self.0 & below(limit);
        let low = std::iter::from_fn(move || {
            let index = left.trailing_zeros();
            left &= left.wrapping_sub(1);
            (index < 128).then_some(index as usize)
        });
        low.chain(128..limit.max(128))
    }
}

/// The set of all indexes below a limit.
#[inline]
fn below(limit: usize) -> u128 {
    if limit < 128 { (1 << limit) - 1 } else { u128::MAX }
}

/// Number of bytes that two texts begin with together.
#[inline]
pub(super) fn common_prefix(left: &[u8], right: &[u8]) -> usize {
    let ((left_blocks, _), (right_blocks, _)) = (left.as_chunks::<32>(), right.as_chunks::<32>());
    let blocks = left_blocks.iter().zip(right_blocks).take_while(|(left, right)| left == right).count();
    let at = blocks * 32;
    let (left, right) = (left.get(at..).unwrap_or_default(), right.get(at..).unwrap_or_default());
    let ((left_words, _), (right_words, _)) = (left.as_chunks::<8>(), right.as_chunks::<8>());
    for (index, (left, right)) in left_words.iter().zip(right_words).enumerate() {
        let differ = u64::from_le_bytes(*left) ^ u64::from_le_bytes(*right);
        if differ != 0 {
            return at + index * 8 + (differ.trailing_zeros() / 8) as usize;
        }
    }
    let words = left_words.len().min(right_words.len()) * 8;
    let tail = left.iter().zip(right).skip(words).take_while(|(left, right)| left == right).count();
    at + words + tail
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_others_are_all_that_is_not_in_it() {
        let mut fields = FieldSet::default();
        [0..1, 2..3, 127..129].into_iter().for_each(|indexes| fields.insert(indexes));
        assert_eq!(fields.others(4).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(fields.others(130).count(), 130 - 3);
        assert_eq!(fields.others(130).last(), Some(129));
        assert_eq!([0, 1, 127, 128].map(|index| fields.contains(index)), [true, false, true, false]);
    }

    proptest! {
        #[test]
        fn the_common_prefix_ends_where_the_first_bytes_differ(
            base in proptest::collection::vec(0u8..3, 0..120),
            other in proptest::collection::vec(0u8..3, 0..40),
            at in 0usize..120,
        ) {
            let mut changed = base[..at.min(base.len())].to_vec();
            changed.extend(other);
            let expected = base.iter().zip(&changed).take_while(|(left, right)| left == right).count();
            prop_assert_eq!(common_prefix(&base, &changed), expected);
        }
    }
}
