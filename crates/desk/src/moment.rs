//! Points in time as the pages write them: UTC milliseconds in, Japanese time out.

use serde::{Deserialize, Serialize};
use standard::Date;

const DAY: i64 = 86_400_000;
/// Japan is nine hours ahead of UTC all year.
const JAPAN: i64 = 9 * 3_600_000;

/// A point in time, milliseconds of UTC since 1970. Always handed in; nothing here reads a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Moment(pub i64);

impl Moment {
    /// As lists write it: `2025/04/25 14:30`.
    pub fn list(&self) -> String {
        let (year, month, day, hour, minute) = self.parts();
        format!("{year}/{month:02}/{day:02} {hour:02}:{minute:02}")
    }

    /// As sentences write it: `2025年4月25日 14:30`.
    pub fn sentence(&self) -> String {
        let (year, month, day, hour, minute) = self.parts();
        format!("{year}年{month}月{day}日 {hour}:{minute:02}")
    }

    /// As a machine reads it, for the `datetime` of a `time` element: `2025-04-25T14:30+09:00`.
    pub fn machine(&self) -> String {
        let (year, month, day, hour, minute) = self.parts();
        format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}+09:00")
    }

    /// The day in Japan; `None` outside of the days that the standard knows.
    pub fn day(&self) -> Option<Date> {
        let (year, month, day, ..) = self.parts();
        Date::new(u16::try_from(year).ok()?, month, day)
    }

    fn parts(self) -> (i64, u8, u8, i64, i64) {
        let japan = self.0.saturating_add(JAPAN);
        let (year, month, day) = civil(japan.div_euclid(DAY));
        let minutes = japan.rem_euclid(DAY) / 60_000;
        (year, month, day, minutes / 60, minutes % 60)
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
    let parts = || {
        let (year, month) = month.split_at_checked(4)?;
        Some((year.parse::<u32>().ok()?, month.parse::<u32>().ok()?))
    };
    match parts() {
        Some((year, month)) if year > 2019 || (year == 2019 && month >= 5) => {
            format!("令和{}年{month}月分", year - 2018)
        }
        Some((year, month)) => format!("{year}年{month}月分"),
        None => month.to_owned(),
    }
}

/// Days since 1970-01-01 as a date of the Gregorian calendar.
fn civil(days: i64) -> (i64, u8, u8) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_time_in_two_forms() {
        let moment = Moment(1_745_559_000_000);
        assert_eq!(moment.list(), "2025/04/25 14:30");
        assert_eq!(moment.sentence(), "2025年4月25日 14:30");
        assert_eq!(moment.machine(), "2025-04-25T14:30+09:00");
        assert_eq!(Moment(-1).list(), "1970/01/01 08:59");
        assert_eq!(Moment(951_782_400_000).list(), "2000/02/29 09:00");
    }

    #[test]
    fn months_in_words() {
        assert_eq!(month_in_words("202504"), "令和7年4月分");
        assert_eq!(month_in_words("201904"), "2019年4月分");
        assert_eq!(month_in_words("x"), "x");
    }
}
