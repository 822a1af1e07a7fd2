//! Dates, months, counts, money and sizes as the pages write them. Times are Japanese (+09:00, no daylight saving).

use std::fmt;

/// An instant as clocks in Japan show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct JapanTime {
    minutes: i64,
}

const MINUTES_OF_A_DAY: i64 = 24 * 60;

impl JapanTime {
    /// From milliseconds since 1970 (UTC).
    pub const fn from_unix_ms(milliseconds: i64) -> Self {
        Self { minutes: milliseconds.div_euclid(60_000) + 9 * 60 }
    }

    /// In a sentence: `2025年4月25日 14:30`.
    pub fn sentence(self) -> String {
        let (year, month, day) = self.date();
        let (hour, minute) = self.clock();
        format!("{year}年{month}月{day}日 {hour}:{minute:02}")
    }

    /// In a list: `2025/04/25 14:30`.
    pub fn list(self) -> String {
        let (hour, minute) = self.clock();
        format!("{} {hour:02}:{minute:02}", self.list_day())
    }

    /// The day in a sentence: `2025年4月25日`.
    pub fn sentence_day(self) -> String {
        let (year, month, day) = self.date();
        format!("{year}年{month}月{day}日")
    }

    /// The day in a list: `2025/04/25`.
    pub fn list_day(self) -> String {
        let (year, month, day) = self.date();
        format!("{year}/{month:02}/{day:02}")
    }

    /// The time of day: `14:30`.
    pub fn time_of_day(self) -> String {
        let (hour, minute) = self.clock();
        format!("{hour:02}:{minute:02}")
    }

    /// Days of the calendar from this instant to another: 0 on its day, negative when it was before.
    pub const fn days_until(self, other: Self) -> i64 {
        other.day() - self.day()
    }

    /// Days since 1970-01-01.
    const fn day(self) -> i64 {
        self.minutes.div_euclid(MINUTES_OF_A_DAY)
    }

    fn clock(self) -> (i64, i64) {
        let of_day = self.minutes.rem_euclid(MINUTES_OF_A_DAY);
        (of_day / 60, of_day % 60)
    }

    /// Year, month, day: days counted in eras of 400 years that begin on 1 March.
    fn date(self) -> (i64, i64, i64) {
        let days = self.day() + 719_468;
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = year_of_era + days.div_euclid(146_097) * 400 + i64::from(month <= 2);
        (year, month, day)
    }
}

/// A month: `令和7年4月分`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// The year, such as 2025.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month } = *self;
        match (year, month) {
            (2019, 5..) => write!(f, "令和元年{month}月分"),
            (2020.., _) => write!(f, "令和{}年{month}月分", year - 2018),
            (2019, _) | (1990..2019, _) => write!(f, "平成{}年{month}月分", year - 1988),
            _ => write!(f, "{year}年{month}月分"),
        }
    }
}

/// A size of a file: `12 KB`, `1.5 MB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bytes(pub u64);

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            bytes @ ..1024 => write!(f, "{bytes} バイト"),
            bytes @ ..1_048_576 => write!(f, "{} KB", bytes.div_ceil(1024)),
            bytes @ ..1_073_741_824 => tenths(f, bytes, 1_048_576, "MB"),
            bytes => tenths(f, bytes, 1_073_741_824, "GB"),
        }
    }
}

fn tenths(f: &mut fmt::Formatter<'_>, bytes: u64, unit: u64, name: &str) -> fmt::Result {
    let tenths = bytes.saturating_mul(10).div_ceil(unit);
    write!(f, "{}.{} {name}", tenths / 10, tenths % 10)
}

/// A count with separators: `12,345`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let length = digits.len();
    digits.char_indices().fold(String::with_capacity(length + length / 3), |mut text, (index, digit)| {
        if index > 0 && (length - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
        text
    })
}

/// Money: `21,000円`.
pub fn yen(amount: u64) -> String {
    count(amount) + "円"
}

#[cfg(test)]
mod tests {
    use super::{Bytes, JapanTime, Month, count, yen};

    #[test]
    fn japanese_time_in_sentences_and_lists() {
        let time = JapanTime::from_unix_ms(1_745_559_000_000);
        assert_eq!(time.sentence(), "2025年4月25日 14:30");
        assert_eq!(time.list(), "2025/04/25 14:30");
    }

    #[test]
    fn the_day_changes_at_midnight_in_japan() {
        // 2024-02-28T15:00:00Z is the first minute of the leap day in Japan.
        assert_eq!(JapanTime::from_unix_ms(1_709_132_400_000 - 1).list(), "2024/02/28 23:59");
        assert_eq!(JapanTime::from_unix_ms(1_709_132_400_000).list(), "2024/02/29 00:00");
        assert_eq!(JapanTime::from_unix_ms(0).list(), "1970/01/01 09:00");
        assert_eq!(JapanTime::from_unix_ms(-32_400_001).list(), "1969/12/31 23:59");
    }

    #[test]
    fn months_in_japanese_years() {
        assert_eq!(Month { year: 2025, month: 4 }.to_string(), "令和7年4月分");
        assert_eq!(Month { year: 2019, month: 5 }.to_string(), "令和元年5月分");
        assert_eq!(Month { year: 2019, month: 4 }.to_string(), "平成31年4月分");
    }

    #[test]
    fn counts_money_and_sizes() {
        assert_eq!(
            (count(0), count(999), count(1_000), count(1_234_567)),
            ("0".into(), "999".into(), "1,000".into(), "1,234,567".into())
        );
        assert_eq!(yen(21_000), "21,000円");
        assert_eq!((Bytes(900).to_string(), Bytes(20_000).to_string()), ("900 バイト".into(), "20 KB".into()));
        assert_eq!(Bytes(1_572_864).to_string(), "1.5 MB");
        assert_eq!(Bytes(33_752_960_819).to_string(), "31.5 GB");
    }
}
