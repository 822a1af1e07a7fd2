//! The serial (連番) that all documents of one set share.

use super::date::{Date, two};
use std::fmt;
use thiserror::Error;

/// Fourteen digits `YYYYMMDDHHMMSS`, Japanese time. Imports go in its order, per sender (ambiguity A017).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Serial([u8; 14]);

/// Why a text is no serial.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a serial has 14 digits")]
pub struct SerialError;

impl Serial {
    /// Reads exactly fourteen digits. Whether they are a point in time is asked by [`Serial::is_timestamp`].
    pub fn parse(text: &str) -> Result<Self, SerialError> {
        let digits = <[u8; 14]>::try_from(text.as_bytes()).map_err(|_| SerialError)?;
        if digits.iter().all(u8::is_ascii_digit) { Ok(Self(digits)) } else { Err(SerialError) }
    }

    /// The fourteen digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The day in its first eight digits, if it exists.
    pub fn date(&self) -> Option<Date> {
        self.0.get(..8).and_then(Date::parse)
    }

    /// True when the digits are a day that exists and a time of that day.
    pub fn is_timestamp(&self) -> bool {
        let [.., h1, h2, m1, m2, s1, s2] = self.0;
        let below = |tens, ones, limit| two(tens, ones).is_some_and(|value| value < limit);
        self.date().is_some() && below(h1, h2, 24) && below(m1, m2, 60) && below(s1, s2, 60)
    }
}

impl fmt::Display for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Serial({self})")
    }
}
