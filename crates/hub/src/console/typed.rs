//! Days that people type: full-width signs, spaces and Japanese dates are meant as their plain forms.

use exchange::instant::Day;

/// A day as it is meant: 2026年12月1日 and ２０２６／１２／１ are 2026-12-1.
pub(super) fn plain_day(text: &str) -> String {
    let signs = text.chars().map(half_width).filter(|sign| !sign.is_whitespace() && *sign != '日');
    signs.map(|sign| if matches!(sign, '年' | '月' | '.') { '-' } else { sign }).collect()
}

/// A day as a field has it.
pub(super) fn day_in_field(day: Day) -> String {
    let (year, month, day) = day.date();
    format!("{year}-{month:02}-{day:02}")
}

fn half_width(sign: char) -> char {
    match sign {
        '！'..='～' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        'ー' | '−' | '‐' | '–' => '-',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::read_day;
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        for text in ["2026年12月1日", "２０２６／１２／０１", "2026-12-01", " 2026.12.1 "] {
            assert_eq!(read_day(&plain_day(text)), Day::of(2026, 12, 1), "{text}");
        }
    }
}
