//! Numbers with two decimals, and amounts whose zero may be left out.

use std::fmt;

/// A number with at most two decimals (`99.99`, 単位数単価).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Decimal {
    /// The number times one hundred: exact.
    pub hundredths: i64,
}

impl Decimal {
    /// Reads `10.00`, and also `10` and `10.5` (A041).
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(decimals) || decimals.len() > 2 {
            return None;
        }
        let scale = if decimals.len() == 1 { 10 } else { 1 };
        let whole: i64 = whole.parse().ok()?;
        let decimals: i64 = decimals.parse().ok()?;
        Some(Self { hundredths: whole.checked_mul(100)?.checked_add(decimals * scale)? })
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.hundredths / 100, self.hundredths % 100)
    }
}

/// An amount of the seventh sheet. An empty field counts as 0 (A112); whether one was written is kept.
#[derive(Debug, Clone, Copy, Default)]
pub struct Amount {
    /// What is written there; `None` when the field is empty.
    pub written: Option<i64>,
}

impl Amount {
    /// The amount for calculating.
    pub fn value(self) -> i64 {
        self.written.unwrap_or_default()
    }
}

impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        self.value() == other.value()
    }
}

impl Eq for Amount {}
