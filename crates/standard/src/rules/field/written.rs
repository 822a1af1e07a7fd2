//! How people and spreadsheet programs write dates, months and times.

use crate::types::{Date, TargetMonth};

/// The eras by letter and word, with the year before their first.
const ERAS: [(&str, &str, u16); 5] =
    [("R", "令和", 2018), ("H", "平成", 1988), ("S", "昭和", 1925), ("T", "大正", 1911), ("M", "明治", 1867)];

/// A day like 2025/5/1, 2025-05-01, 2025.5.1, 2025年5月1日, also with a time behind it.
pub(super) fn separated_date(text: &str) -> Option<Date> {
    match parts(day_of(text)).as_deref()? {
        [year, month, day] if *year >= 1000 => date(*year, *month, *day),
        _ => None,
    }
}

/// A month like 2025/5, 2025-05, 2025年5月, or the month of a day like these.
pub(super) fn separated_month(text: &str) -> Option<TargetMonth> {
    match parts(day_of(text)).as_deref()? {
        [year, month] | [year, month, _] if *year >= 1000 => target_month(*year, *month),
        _ => None,
    }
}

/// A day like R7.5.1, 令和7年5月1日, R070501, or 5070501 (the digit stands for the era).
pub(super) fn era_date(text: &str) -> Option<Date> {
    let (before, rest) = era(text).or_else(|| era_digit(text))?;
    match era_parts(rest, 3).as_deref()? {
        [year, month, day] => date(before + year, *month, *day),
        _ => None,
    }
}

/// A month like R7.5, 令和7年5月, R0705.
pub(super) fn era_month(text: &str) -> Option<TargetMonth> {
    let (before, rest) = era(text)?;
    match era_parts(rest, 2).as_deref()? {
        [year, month] | [year, month, _] => target_month(before + year, *month),
        _ => None,
    }
}

/// A time like 9:00 or 12時30分 as four digits.
pub(super) fn time(text: &str) -> Option<String> {
    let (hour, minute) = text.split_once([':', '時'])?;
    let minute = minute.strip_suffix('分').unwrap_or(minute);
    let minute = if minute.is_empty() { "0" } else { minute };
    let written = format!("{:02}{:02}", hour.parse::<u8>().ok()?, minute.parse::<u8>().ok()?);
    crate::check::is_time(written.as_bytes()).then_some(written)
}

/// Without the time that a spreadsheet program puts behind a date.
fn day_of(text: &str) -> &str {
    text.split([' ', 'T']).next().unwrap_or(text)
}

/// The numbers between separators; there must be at least one separator.
fn parts(text: &str) -> Option<Vec<u16>> {
    let separators = ['/', '-', '.', '年', '月', '日'];
    let text = text.trim_end_matches(separators);
    let numbers = text.split(separators).map(|part| if part == "元" { Some(1) } else { part.parse().ok() });
    let numbers: Vec<u16> = numbers.collect::<Option<_>>()?;
    (numbers.len() > 1).then_some(numbers)
}

/// The year before the first of an era, and what follows the era.
fn era(text: &str) -> Option<(u16, &str)> {
    let rest_of = |letter: &str, word: &str| {
        let rest = text.strip_prefix(word).or_else(|| text.strip_prefix(letter));
        rest.or_else(|| text.strip_prefix(&letter.to_ascii_lowercase()))
    };
    let (rest, before) = ERAS.iter().find_map(|(letter, word, before)| Some((rest_of(letter, word)?, *before)))?;
    Some((before, rest.trim_start_matches(['.', ' '])))
}

/// Seven digits of which the first stands for the era: 1 明治 to 5 令和.
fn era_digit(text: &str) -> Option<(u16, &str)> {
    let digit = text.bytes().next().filter(|_| text.len() == 7)?;
    let place = usize::from(b'5'.checked_sub(digit)?);
    let (_, _, before) = ERAS.get(place)?;
    Some((*before, text.get(1..)?))
}

/// The numbers of a date in an era, with separators or two digits each.
fn era_parts(text: &str, count: usize) -> Option<Vec<u16>> {
    let digits = text.as_bytes();
    if digits.len() == count * 2 && digits.iter().all(u8::is_ascii_digit) {
        let pairs = digits.chunks_exact(2).map(|pair| std::str::from_utf8(pair).ok()?.parse().ok());
        return pairs.collect();
    }
    parts(text)
}

fn date(year: u16, month: u16, day: u16) -> Option<Date> {
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

fn target_month(year: u16, month: u16) -> Option<TargetMonth> {
    TargetMonth::parse(format!("{year:04}{month:02}").as_bytes()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_write_them() {
        for text in ["2025/5/1", "2025-05-01", "2025.5.1", "2025年5月1日", "2025/05/01 0:00:00", "2025-05-01T00:00:00"]
        {
            assert_eq!(separated_date(text), Date::new(2025, 5, 1), "{text}");
        }
        for text in ["R7.5.1", "r7/5/1", "令和7年5月1日", "R070501", "5070501", "R.7.5.1", "R 7.5.1"] {
            assert_eq!(era_date(text), Date::new(2025, 5, 1), "{text}");
        }
        assert_eq!(era_date("令和元年5月1日"), Date::new(2019, 5, 1));
        assert_eq!(era_date("昭和15年1月1日"), Date::new(1940, 1, 1));
        for text in ["20250501", "5/1/2025", "2025/13/1", "R7", "R7.2.30", "", "50705011", "未定"] {
            assert_eq!((separated_date(text), era_date(text)), (None, None), "{text}");
        }
    }

    #[test]
    fn months_and_times_as_people_write_them() {
        let may = TargetMonth::parse(b"202505").ok();
        assert!(["2025/5", "2025-05", "2025年5月", "2025/5/1"].iter().all(|text| separated_month(text) == may));
        assert!(["R7.5", "令和7年5月", "R0705"].iter().all(|text| era_month(text) == may));
        for (text, digits) in [("9:00", "0900"), ("09:00", "0900"), ("12時30分", "1230"), ("9時", "0900")] {
            assert_eq!(time(text).as_deref(), Some(digits), "{text}");
        }
        assert_eq!((time("24:30"), time("0900"), time("9:00:00")), (None, None, None));
    }
}
