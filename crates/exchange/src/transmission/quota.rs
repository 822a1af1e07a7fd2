//! How much one office may send and keep (S52).

use thiserror::Error;

/// Limits of one office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Transmissions a day (Japanese time).
    pub transmissions_a_day: u64,
    /// Bytes a day.
    pub bytes_a_day: u64,
    /// Bytes kept at one time.
    pub bytes_kept: u64,
}

impl Default for Quota {
    fn default() -> Self {
        Self { transmissions_a_day: 10_000, bytes_a_day: 5 << 30, bytes_kept: 100 << 30 }
    }
}

/// What an office has used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct QuotaUse {
    /// Transmissions today.
    pub transmissions_today: u64,
    /// Bytes today.
    pub bytes_today: u64,
    /// Bytes kept.
    pub bytes_kept: u64,
}

/// Which limit was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotaKind {
    /// Transmissions a day.
    TransmissionsADay,
    /// Bytes a day.
    BytesADay,
    /// Bytes kept at one time.
    BytesKept,
}

/// A limit would be passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a quota of the office is used up")]
pub struct QuotaReached {
    /// Which.
    pub kind: QuotaKind,
    /// The limit.
    pub limit: u64,
    /// What is used already.
    pub used: u64,
}

impl Quota {
    /// The use after one more transmission of `size` bytes, or the limit that forbids it.
    pub fn take(&self, used: QuotaUse, size: u64) -> Result<QuotaUse, QuotaReached> {
        let fits = |kind, used: u64, more: u64, limit: u64| match used.checked_add(more) {
            Some(sum) if sum <= limit => Ok(sum),
            _ => Err(QuotaReached { kind, limit, used }),
        };
        Ok(QuotaUse {
            transmissions_today: fits(
                QuotaKind::TransmissionsADay,
                used.transmissions_today,
                1,
                self.transmissions_a_day,
            )?,
            bytes_today: fits(QuotaKind::BytesADay, used.bytes_today, size, self.bytes_a_day)?,
            bytes_kept: fits(QuotaKind::BytesKept, used.bytes_kept, size, self.bytes_kept)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s52_each_limit_stops_at_its_number() {
        let quota = Quota { transmissions_a_day: 2, bytes_a_day: 100, bytes_kept: 150 };
        let one = quota.take(QuotaUse::default(), 100).unwrap();
        assert_eq!(one, QuotaUse { transmissions_today: 1, bytes_today: 100, bytes_kept: 100 });
        let kind = |used, size| quota.take(used, size).map_err(|reached| reached.kind);
        assert_eq!(kind(one, 1), Err(QuotaKind::BytesADay));
        assert_eq!(
            kind(QuotaUse { transmissions_today: 2, ..QuotaUse::default() }, 0),
            Err(QuotaKind::TransmissionsADay)
        );
        assert_eq!(kind(QuotaUse { bytes_kept: 100, ..QuotaUse::default() }, 51), Err(QuotaKind::BytesKept));
        assert_eq!(kind(QuotaUse::default(), u64::MAX), Err(QuotaKind::BytesADay));
    }
}
