//! Tables that fit into the screen; characters of double width count two columns.

use unicode_width::UnicodeWidthChar;

/// The text in exactly so many columns: cut with `…` or filled with spaces. Nothing in it can steer a terminal.
pub(super) fn cell(text: &str, columns: usize) -> String {
    let plain = plain(text);
    if columns_of(&plain) <= columns {
        let rest = columns - columns_of(&plain);
        return format!("{plain}{}", " ".repeat(rest));
    }
    let mut cut = String::new();
    for sign in plain.chars() {
        // `…` counts two: so the fonts of Japanese consoles draw it.
        if columns_of(&cut) + width(sign) + 2 > columns {
            break;
        }
        cut.push(sign);
    }
    cut.push('…');
    let rest = columns.saturating_sub(columns_of(&cut));
    format!("{cut}{}", " ".repeat(rest))
}

/// Columns of a text.
pub(super) fn columns_of(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// `2025/04/25 14:30` in Japan, from an instant of the hub.
pub(super) fn instant(text: &str) -> String {
    let Some(at) = crate::transfer::instant(text) else { return cell(text, 16).trim_end().to_owned() };
    let local = at.plus(9 * 3600).to_string();
    local.get(..16).unwrap_or_default().replace('-', "/").replace('T', " ")
}

/// `2025/05` of `202505`.
pub(super) fn month(month: Option<&str>) -> String {
    match month.map(|month| (month.get(..4), month.get(4..))) {
        Some((Some(year), Some(month))) => format!("{year}/{month}"),
        _ => String::new(),
    }
}

/// The end of an id, which tells transmissions apart.
pub(super) fn short_id(id: &str) -> &str {
    id.get(id.len().saturating_sub(8)..).unwrap_or(id)
}

fn width(sign: char) -> usize {
    sign.width_cjk().unwrap_or(0)
}

/// The text without anything that steers a terminal.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(harmless).collect()
}

fn harmless(sign: char) -> char {
    let steers = sign.is_control()
        || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if steers { '\u{fffd}' } else { sign }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cells_are_cut_and_filled() {
        assert_eq!(cell("さくら", 8), "さくら  ");
        assert_eq!(cell("さくら居宅介護", 8), "さくら…");
        assert_eq!(cell("さくら居宅介護", 9), "さくら… ");
        assert_eq!(cell("a\x1b[2J", 8), format!("a\u{fffd}[2J{}", " ".repeat(8 - columns_of("a\u{fffd}[2J"))));
    }

    #[test]
    fn dates_are_of_japan() {
        assert_eq!(instant("2025-04-25T05:30:00Z"), "2025/04/25 14:30");
        assert_eq!(instant("2025-04-25T15:30:00.123Z"), "2025/04/26 00:30");
        assert_eq!(month(Some("202505")), "2025/05");
    }

    proptest! {
        #[test]
        fn every_cell_has_its_columns(text in ".{0,40}", columns in 2usize..40) {
            prop_assert_eq!(columns_of(&cell(&text, columns)), columns);
        }
    }
}
