//! Processor time of the programs that were run, and the time of the day.

use crate::run::program;

/// Kernel ticks in a second; the value is part of the interface (`USER_HZ`).
const TICKS: f64 = 100.0;

/// Seconds of processor time of all programs that this one started and that have ended.
pub(crate) fn of_ended_programs() -> Result<f64, String> {
    let text = std::fs::read_to_string("/proc/self/stat").map_err(|error| format!("/proc/self/stat: {error}"))?;
    children_seconds(&text).ok_or_else(|| "/proc/self/stat has another form than expected".to_owned())
}

/// Fields 16 and 17 of proc(5); the name in field 2 may hold blanks and ends with the last bracket.
fn children_seconds(stat: &str) -> Option<f64> {
    let (_, after_name) = stat.rsplit_once(')')?;
    let mut fields = after_name.split_whitespace().skip(13);
    let (user, system): (f64, f64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some((user + system) / TICKS)
}

/// Seconds since midnight, UTC.
pub(crate) fn seconds_of_the_day() -> Result<u64, String> {
    let output = program("date", &["-u", "+%s"]).output().map_err(|error| format!("date: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    text.trim().parse::<u64>().map(|seconds| seconds % 86_400).map_err(|error| format!("date: {error}"))
}

#[cfg(test)]
mod tests {
    use super::children_seconds;

    #[test]
    fn a_name_with_blanks_and_brackets_shifts_nothing() {
        let stat = "7 (a) b (c) R 1 2 3 4 5 6 7 8 9 10 200 100 1234 66 20 0";
        assert_eq!(children_seconds(stat), Some(13.0));
        assert_eq!(children_seconds("7 (short) R 1 2"), None);
    }
}
