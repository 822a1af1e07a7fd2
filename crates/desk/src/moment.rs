//! Points in time as the mailbox gives them: UTC milliseconds; the pages write them in Japanese time.

use serde::{Deserialize, Serialize};
use standard::{Date, TargetMonth};
use web::JapanTime;

/// A point in time, milliseconds of UTC since 1970. Always handed in; nothing here reads a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Moment(pub i64);

impl Moment {
    /// As lists write it: `2025/04/25 14:30`.
    pub fn list(&self) -> String {
        JapanTime::from_unix_ms(self.0).list()
    }

    /// As sentences write it: `2025年4月25日 14:30`.
    pub fn sentence(&self) -> String {
        JapanTime::from_unix_ms(self.0).sentence()
    }

    /// As a machine reads it, for the `datetime` of a `time` element: `2025-04-25T14:30+09:00`.
    pub fn machine(&self) -> String {
        let time = JapanTime::from_unix_ms(self.0);
        format!("{}T{}+09:00", time.list_day().replace('/', "-"), time.time_of_day())
    }

    /// Days by the calendar in Japan from this one until another; negative when that was before.
    pub fn days_until(&self, other: Self) -> i64 {
        JapanTime::from_unix_ms(self.0).days_until(JapanTime::from_unix_ms(other.0))
    }

    /// The day in Japan; `None` outside of the days that the standard knows.
    pub fn day(&self) -> Option<Date> {
        Date::parse(JapanTime::from_unix_ms(self.0).list_day().replace('/', "").as_bytes())
    }
}

/// A day as lists write it: `2025/04/25`.
pub fn day_in_list(day: Date) -> String {
    format!("{}/{:02}/{:02}", day.year(), day.month(), day.day())
}

/// A day as sentences write it: `2025年4月25日`.
pub fn day_in_sentence(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// A month `YYYYMM` as the offices say it: `令和7年4月分`. Another text comes back as it is.
pub fn month_in_words(month: &str) -> String {
    let parsed = TargetMonth::parse(month.as_bytes());
    parsed
        .map_or_else(|_| month.to_owned(), |month| web::Month { year: month.year(), month: month.month() }.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_time_in_lists_sentences_and_for_machines() {
        let moment = Moment(1_745_559_000_000);
        assert_eq!(moment.list(), "2025/04/25 14:30");
        assert_eq!(moment.sentence(), "2025年4月25日 14:30");
        assert_eq!(moment.machine(), "2025-04-25T14:30+09:00");
        assert_eq!(moment.day(), Date::new(2025, 4, 25));
        assert_eq!(Moment(i64::MIN).day(), None);
    }

    #[test]
    fn days_are_counted_by_the_calendar_in_japan() {
        let afternoon = Moment(1_745_559_000_000);
        let hours = |hours: i64| Moment(afternoon.0 + hours * 3_600_000);
        for (later, days) in [(0, 0), (9, 0), (10, 1), (24 + 9, 1), (5 * 24 + 10, 6), (-14, 0), (-15, -1)] {
            assert_eq!(afternoon.days_until(hours(later)), days, "{later}");
        }
    }

    #[test]
    fn months_in_words() {
        assert_eq!(month_in_words("202504"), "令和7年4月分");
        assert_eq!(month_in_words("x"), "x");
    }
}
