//! Instants as whole seconds of UTC, in the forms that certificates, JSON and ZIP write them.

use std::fmt;
use std::time::Duration;

use der::DateTime;

/// 9999-12-31T23:59:59Z, the last instant that X.509 can write.
const LAST: u64 = 253_402_300_799;

/// A second of UTC between 1970 and 9999. Never read from a clock here: it is handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(u64);

impl Timestamp {
    /// The last instant that X.509 can write: 9999-12-31T23:59:59Z.
    pub const LAST: Self = Self(LAST);

    /// From seconds since 1970-01-01T00:00:00Z; `None` after the year 9999.
    pub fn from_unix(seconds: u64) -> Option<Self> {
        (seconds <= LAST).then_some(Self(seconds))
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix(self) -> u64 {
        self.0
    }

    /// Parses `YYYY-MM-DDTHH:MM:SSZ` and no other form (RFC 3339, whole seconds, UTC).
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let fixed = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':'), (19, b'Z')];
        if bytes.len() != 20 || fixed.iter().any(|(at, sign)| bytes.get(*at) != Some(sign)) {
            return None;
        }
        let year = u16::from(two(bytes, 0)?) * 100 + u16::from(two(bytes, 2)?);
        civil(year, two(bytes, 5)?, two(bytes, 8)?, two(bytes, 11)?, two(bytes, 14)?, two(bytes, 17)?)
    }

    /// This instant and a number of seconds; stops at the year 9999.
    #[must_use]
    pub fn plus(self, seconds: u64) -> Self {
        Self(self.0.saturating_add(seconds).min(LAST))
    }

    /// This instant less a number of seconds; stops at 1970.
    #[must_use]
    pub fn minus(self, seconds: u64) -> Self {
        Self(self.0.saturating_sub(seconds))
    }

    /// The same day and time a number of years later; 29 February becomes the 28th.
    #[must_use]
    pub fn plus_years(self, years: u16) -> Self {
        let Some(civil_time) = self.civil() else { return self };
        let (year, month) = (civil_time.year().saturating_add(years), civil_time.month());
        let (hour, minute, second) = (civil_time.hour(), civil_time.minutes(), civil_time.seconds());
        civil(year, month, civil_time.day(), hour, minute, second)
            .or_else(|| civil(year, month, 28, hour, minute, second))
            .unwrap_or(Self(LAST))
    }

    pub(crate) fn civil(self) -> Option<DateTime> {
        DateTime::from_unix_duration(Duration::from_secs(self.0)).ok()
    }

    pub(crate) fn parse_utc_time(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 13 || bytes.get(12) != Some(&b'Z') {
            return None;
        }
        let short = u16::from(two(bytes, 0)?);
        let year = if short < 50 { 2000 + short } else { 1900 + short };
        civil(year, two(bytes, 2)?, two(bytes, 4)?, two(bytes, 6)?, two(bytes, 8)?, two(bytes, 10)?)
    }

    pub(crate) fn parse_generalized_time(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 15 || bytes.get(14) != Some(&b'Z') {
            return None;
        }
        let year = u16::from(two(bytes, 0)?) * 100 + u16::from(two(bytes, 2)?);
        if year < 2050 {
            return None;
        }
        civil(year, two(bytes, 4)?, two(bytes, 6)?, two(bytes, 8)?, two(bytes, 10)?, two(bytes, 12)?)
    }

    /// `YYMMDDHHMMSSZ`; `None` from 2050 on.
    pub(crate) fn utc_time(self) -> Option<String> {
        let text = self.generalized_time();
        (text.as_str() < "2050").then(|| text.get(2..).map(str::to_owned)).flatten()
    }

    /// `YYYYMMDDHHMMSSZ`.
    pub(crate) fn generalized_time(self) -> String {
        self.to_string().chars().filter(|sign| !matches!(sign, '-' | ':' | 'T')).collect()
    }

    /// In Japanese time (+09:00), as sentences write it: `2025年4月25日 14:30`.
    pub fn in_japanese(self) -> String {
        match self.plus(9 * 3600).civil() {
            Some(t) => {
                format!("{}年{}月{}日 {:02}:{:02}", t.year(), t.month(), t.day(), t.hour(), t.minutes())
            }
            None => self.to_string(),
        }
    }
}

fn two(bytes: &[u8], at: usize) -> Option<u8> {
    match bytes.get(at..at + 2)? {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => Some((tens - b'0') * 10 + (ones - b'0')),
        _ => None,
    }
}

fn civil(year: u16, month: u8, day: u8, hour: u8, minute: u8, second: u8) -> Option<Timestamp> {
    let time = DateTime::new(year, month, day, hour, minute, second).ok()?;
    Timestamp::from_unix(time.unix_duration().as_secs())
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.civil() {
            Some(t) => write!(
                f,
                "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
                t.year(),
                t.month(),
                t.day(),
                t.hour(),
                t.minutes(),
                t.seconds()
            ),
            None => write!(f, "{}", self.0),
        }
    }
}
