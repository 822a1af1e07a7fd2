//! The day in Japan at an instant.

use evidence::Timestamp;
use standard::Date;
use std::time::{SystemTime, UNIX_EPOCH};

/// Japanese time is nine hours ahead of UTC, without daylight saving.
const AHEAD: u64 = 9 * 3600;
const DAY: u64 = 24 * 3600;

/// The day in Japan; `None` when the clock stands before 1970 or after 2199.
pub(crate) fn in_japan(now: SystemTime) -> Option<Date> {
    let since = now.duration_since(UNIX_EPOCH).ok()?;
    civil((since.as_secs() + AHEAD) / DAY)
}

/// How many days in Japan have passed since 1970: two of them differ by the days of the calendar between them.
pub(crate) fn day_number(at: Timestamp) -> u64 {
    (at.unix() + AHEAD) / DAY
}

/// The day so many days after 1970-01-01, by counting from 1 March of year 0, so that the leap day comes last.
fn civil(days: u64) -> Option<Date> {
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_based = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_based + 2) / 5 + 1;
    let month = if march_based < 10 { march_based + 3 } else { march_based - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    Date::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn days_in_japan() {
        for (seconds, day) in [
            (0, "19700101"),
            (951_749_999, "20000228"),
            (951_750_000, "20000229"),
            (1_745_506_799, "20250424"),
            (1_749_481_200, "20250610"),
            (1_749_481_199, "20250609"),
            (1_735_657_200, "20250101"),
        ] {
            let found = in_japan(UNIX_EPOCH + Duration::from_secs(seconds)).unwrap();
            assert_eq!(found.to_string(), day, "{seconds}");
        }
        assert_eq!(in_japan(UNIX_EPOCH - Duration::from_secs(1)), None);
        assert_eq!(in_japan(UNIX_EPOCH + Duration::from_secs(1 << 40)), None);
    }
}
