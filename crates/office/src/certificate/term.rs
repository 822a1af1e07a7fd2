//! How long a certificate still lasts, and whether that is to be spoken of (S8).

use evidence::Timestamp;
use evidence::certificate::Certificate;

/// From so many days before its end a certificate is spoken of, and can be renewed without further words.
pub const SOON_DAYS: u64 = 90;
const DAY: u64 = 24 * 3600;

/// Where a certificate is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Its end is far.
    Good,
    /// Its end is near; it should be renewed.
    Soon,
    /// Its end has passed: it lets nobody in, and cannot be renewed with itself.
    Over,
}

/// The end of a certificate as seen at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The end.
    pub end: Timestamp,
    /// Whole days until then; 0 on the last day and after it.
    pub days_left: u64,
    /// What that means.
    pub stage: Stage,
}

impl Term {
    /// Of a certificate, at an instant.
    pub fn of(certificate: &Certificate, now: Timestamp) -> Self {
        Self::until(certificate.not_after(), now)
    }

    fn until(end: Timestamp, now: Timestamp) -> Self {
        let days_left = end.unix().saturating_sub(now.unix()) / DAY;
        let stage = match days_left {
            _ if now > end => Stage::Over,
            0..=SOON_DAYS => Stage::Soon,
            _ => Stage::Good,
        };
        Self { end, days_left, stage }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s8_the_end_is_spoken_of_from_ninety_days_before() {
        let end = Timestamp::parse("2028-06-10T03:00:00Z").unwrap();
        for (before, days_left, stage) in
            [(91 * DAY, 91, Stage::Good), (91 * DAY - 1, 90, Stage::Soon), (DAY, 1, Stage::Soon), (0, 0, Stage::Soon)]
        {
            assert_eq!(Term::until(end, end.minus(before)), Term { end, days_left, stage }, "{before}");
        }
        assert_eq!(Term::until(end, end.plus(1)), Term { end, days_left: 0, stage: Stage::Over });
    }
}
