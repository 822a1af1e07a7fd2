//! A day of the Gregorian calendar as the standard writes it: eight digits.

use std::fmt;

/// A day that exists, between 1868-01-01 and 2199-12-31 (Meiji 1 on: the oldest birth date that can occur).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// A day from its parts, if it exists.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let exists = (1868..2200).contains(&year) && day >= 1 && day <= days_in_month(year, month);
        exists.then_some(Self { year, month, day })
    }

    /// Reads `YYYYMMDD`, digits only, the day must exist.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let [y1, y2, y3, y4, m1, m2, d1, d2] = <[u8; 8]>::try_from(bytes).ok()?;
        let century = two(y1, y2)?;
        let year = u16::from(century) * 100 + u16::from(two(y3, y4)?);
        Self::new(year, two(m1, m2)?, two(d1, d2)?)
    }

    /// The year, four digits.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.day
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}{:02}{:02}", self.year, self.month, self.day)
    }
}

/// Number of days of a month; 0 when there is no such month.
pub(crate) fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 0,
    }
}

/// The value of two ASCII digits.
pub(crate) fn two(tens: u8, ones: u8) -> Option<u8> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens & 15) * 10 + (ones & 15))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist() {
        assert!(Date::parse(b"20240229").is_some());
        for bad in ["20250229", "20250431", "20251301", "00000000", "2025041", "2025 401", "18671231", "99999999"] {
            assert_eq!(Date::parse(bad.as_bytes()), None, "{bad}");
        }
    }
}
