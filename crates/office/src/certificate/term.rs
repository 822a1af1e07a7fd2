//! How long a certificate still lasts, and whether that is to be spoken of (S8).

use crate::today::day_number;
use evidence::Timestamp;
use evidence::certificate::Certificate;

/// From so many days before its end a certificate is spoken of, and can be renewed without further words.
pub const SOON_DAYS: u64 = 90;

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
    /// Days until then by the calendar in Japan; 0 on the last day and after it.
    pub days_left: u64,
    /// What that means.
    pub stage: Stage,
}

impl Term {
    /// Of a certificate, at an instant.
    pub fn of(certificate: &Certificate, now: Timestamp) -> Self {
        Self::until(certificate.not_after(), now)
    }

    /// How long it can still be used, in words.
    pub fn left(&self) -> String {
        match self.days_left {
            _ if self.stage == Stage::Over => "期限切れ".to_owned(),
            0 => "今日まで".to_owned(),
            days => format!("あと{days}日"),
        }
    }

    fn until(end: Timestamp, now: Timestamp) -> Self {
        let days_left = day_number(end).saturating_sub(day_number(now));
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

    const DAY: u64 = 24 * 3600;

    #[test]
    fn s8_the_end_is_spoken_of_from_ninety_days_before_by_the_calendar() {
        // Noon in Japan.
        let end = Timestamp::parse("2028-06-10T03:00:00Z").unwrap();
        let morning = 12 * 3600;
        for (before, days_left, stage) in [
            (90 * DAY + morning + 1, 91, Stage::Good),
            (90 * DAY + morning, 90, Stage::Soon),
            (5 * DAY + morning + 1, 6, Stage::Soon),
            (DAY, 1, Stage::Soon),
            (morning, 0, Stage::Soon),
            (0, 0, Stage::Soon),
        ] {
            assert_eq!(Term::until(end, end.minus(before)), Term { end, days_left, stage }, "{before}");
        }
        assert_eq!(Term::until(end, end.plus(1)), Term { end, days_left: 0, stage: Stage::Over });
        let left = [DAY, 0].map(|before| Term::until(end, end.minus(before)).left());
        assert_eq!(
            (left, Term::until(end, end.plus(1)).left()),
            (["あと1日", "今日まで"].map(str::to_owned), "期限切れ".into())
        );
    }

    #[test]
    fn days_are_those_of_the_calendar_and_not_of_24_hours() {
        let end = Timestamp::parse("2029-11-22T05:00:00Z").unwrap();
        let now = Timestamp::parse("2029-11-16T08:00:00Z").unwrap();
        assert_eq!(Term::until(end, now).days_left, 6, "2029/11/16 to 2029/11/22");
    }
}
