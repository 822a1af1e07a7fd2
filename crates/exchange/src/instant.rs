//! Points in time: UTC milliseconds, and the Japanese calendar days that licences and files speak of.

use std::fmt;

/// Milliseconds of a second, minute, hour and day.
pub const SECOND: i64 = 1_000;
/// One minute in milliseconds.
pub const MINUTE: i64 = 60 * SECOND;
/// One hour in milliseconds.
pub const HOUR: i64 = 60 * MINUTE;
/// One day in milliseconds.
pub const DAY: i64 = 24 * HOUR;

/// Japan is nine hours ahead of UTC all year.
const JAPAN: i64 = 9 * HOUR;

/// A point in time, milliseconds of UTC since 1970. Always handed in; nothing here reads a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// From milliseconds since 1970-01-01T00:00:00Z.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// This instant and a span of milliseconds; stops at the ends of what can be written.
    #[must_use]
    pub const fn plus(self, span: i64) -> Self {
        Self(self.0.saturating_add(span))
    }

    /// This instant less a span of milliseconds.
    #[must_use]
    pub const fn minus(self, span: i64) -> Self {
        Self(self.0.saturating_sub(span))
    }

    /// Milliseconds from `earlier` to this instant; negative when `earlier` is later.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Days of the calendar in Japan from this instant to `end`: 0 on its day, negative after it.
    pub fn days_until(self, end: Self) -> i64 {
        end.day_in_japan().number() - self.day_in_japan().number()
    }

    /// The day in Japan at this instant.
    pub fn day_in_japan(self) -> Day {
        Day(self.0.saturating_add(JAPAN).div_euclid(DAY))
    }
}

/// A calendar day in Japan, counted from 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

impl Day {
    /// The day with this date; `None` when the calendar has no such day.
    pub fn of(year: i64, month: u8, day: u8) -> Option<Self> {
        let found = Self(days_from_civil(year, i64::from(month), i64::from(day)));
        (found.date() == (year, month, day)).then_some(found)
    }

    /// From the number of days since 1970-01-01.
    pub const fn from_number(number: i64) -> Self {
        Self(number)
    }

    /// Days since 1970-01-01.
    pub const fn number(self) -> i64 {
        self.0
    }

    /// Year, month and day of the month.
    pub fn date(self) -> (i64, u8, u8) {
        civil_from_days(self.0)
    }

    /// The instant at which this day begins in Japan.
    pub const fn begins(self) -> Instant {
        Instant(self.0.saturating_mul(DAY).saturating_sub(JAPAN))
    }

    /// The instant at which this day is over in Japan.
    pub const fn ends(self) -> Instant {
        self.next().begins()
    }

    /// The day after.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The day before.
    #[must_use]
    pub const fn previous(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// The day so many days later.
    #[must_use]
    pub const fn plus(self, days: i64) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// The first day of its month.
    #[must_use]
    pub fn month_begins(self) -> Self {
        let (_, _, day) = self.date();
        Self(self.0.saturating_sub(i64::from(day)).saturating_add(1))
    }

    /// The first day of the month after its own.
    #[must_use]
    pub fn next_month(self) -> Self {
        // 31 days after a first day lies in the next month, whatever the length of the month.
        self.month_begins().plus(31).month_begins()
    }

    /// The same date one year later; 29 February becomes 1 March.
    #[must_use]
    pub fn year_later(self) -> Self {
        let (year, month, day) = self.date();
        Self(days_from_civil(year.saturating_add(1), i64::from(month), i64::from(day)))
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.date();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// Howard Hinnant's `days_from_civil`: exact for the proleptic Gregorian calendar.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year.saturating_sub(1) } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let shifted = (month + 9).rem_euclid(12);
    let day_of_year = (153 * shifted + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era.saturating_mul(146_097).saturating_add(day_of_era).saturating_sub(719_468)
}

fn civil_from_days(number: i64) -> (i64, u8, u8) {
    let shifted = number.saturating_add(719_468);
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_part = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_part + 2) / 5 + 1;
    let month = if month_part < 10 { month_part + 3 } else { month_part - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, u8::try_from(month).unwrap_or(0), u8::try_from(day).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_japanese_day_begins_at_fifteen_utc() {
        let day = Day::of(2025, 4, 25).unwrap();
        assert_eq!(day.begins(), Instant::from_millis(1_745_506_800_000));
        assert_eq!(day.begins().minus(1).day_in_japan(), day.previous());
        assert_eq!(day.begins().day_in_japan(), day);
        assert_eq!(day.ends().minus(1).day_in_japan(), day);
    }

    #[test]
    fn every_day_of_four_centuries_comes_back() {
        for number in -20_000..130_000 {
            let (year, month, day) = civil_from_days(number);
            assert_eq!(days_from_civil(year, i64::from(month), i64::from(day)), number);
        }
        for number in -20_000..130_000 {
            let (day, (year, month, _)) = (Day::from_number(number), Day::from_number(number).date());
            assert_eq!(day.month_begins().date(), (year, month, 1));
            let (next_year, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
            assert_eq!(day.next_month().date(), (next_year, next, 1));
        }
        assert_eq!(Day::of(2025, 2, 29), None);
        assert_eq!(Day::of(2024, 2, 29).unwrap().year_later(), Day::of(2025, 3, 1).unwrap());
    }
}
