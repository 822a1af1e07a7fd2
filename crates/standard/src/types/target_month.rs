//! The service month of a document (サービス提供年月, 対象年月).

use super::date::{days_in_month, two};
use std::fmt;
use thiserror::Error;

/// A month that exists, `YYYYMM`, Japanese time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TargetMonth {
    year: u16,
    month: u8,
}

/// Why a text is no month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a month has 6 digits YYYYMM, from 200004 on")]
pub struct TargetMonthError;

impl TargetMonth {
    /// Reads `YYYYMM`. Care insurance began in April 2000; no earlier month can be meant.
    pub fn parse(bytes: &[u8]) -> Result<Self, TargetMonthError> {
        let [y1, y2, y3, y4, m1, m2] = <[u8; 6]>::try_from(bytes).map_err(|_| TargetMonthError)?;
        let parts = || Some((two(y1, y2)?, two(y3, y4)?, two(m1, m2)?));
        let (century, year, month) = parts().ok_or(TargetMonthError)?;
        let value = Self { year: u16::from(century) * 100 + u16::from(year), month };
        let exists = (1..=12).contains(&month) && value >= Self { year: 2000, month: 4 } && value.year < 2100;
        if exists { Ok(value) } else { Err(TargetMonthError) }
    }

    /// The first month that follows version 202407.
    pub(crate) const fn first_of_v202407() -> Self {
        Self { year: 2025, month: 4 }
    }

    /// The year, four digits.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month of the year, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// Number of days of this month.
    pub fn days(self) -> u8 {
        days_in_month(self.year, self.month)
    }
}

impl fmt::Display for TargetMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}{:02}", self.year, self.month)
    }
}
