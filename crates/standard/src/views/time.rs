//! A time of the day as the sixth and third sheets write it.

use std::fmt;

/// A time, or the mark that a service has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Time {
    /// Hour 0 to 24 and minute; 24:00 is read though it is not written (A073).
    At(u8, u8),
    /// `9999`: a service without a time (第6表 No12).
    Unset,
}

impl Time {
    /// Reads `HHMM`, and also `H:MM` as the third sheet is shown (A124). Half-width digits only.
    pub fn parse(text: &str) -> Option<Self> {
        let (hour, minute) = match text.split_once(':') {
            Some(parts) => parts,
            None if text == "9999" => return Some(Self::Unset),
            None if text.len() == 4 => text.split_at_checked(2)?,
            None => return None,
        };
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !(1..=2).contains(&hour.len()) || minute.len() != 2 || !digits(hour) || !digits(minute) {
            return None;
        }
        let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
        let exists = minute < 60 && (hour < 24 || (hour == 24 && minute == 0));
        exists.then_some(Self::At(hour, minute))
    }

    /// Minutes from this time to the end of a service. An end that is earlier lies on the next day (A073, A125).
    pub fn minutes_until(self, end: Self) -> Option<u16> {
        let (from, to) = (self.minute_of_day()?, end.minute_of_day()?);
        Some(if to < from { to + 24 * 60 - from } else { to - from })
    }

    fn minute_of_day(self) -> Option<u16> {
        match self {
            Self::At(hour, minute) => Some(u16::from(hour) * 60 + u16::from(minute)),
            Self::Unset => None,
        }
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(hour, minute) => write!(f, "{hour:02}:{minute:02}"),
            Self::Unset => Ok(()),
        }
    }
}
