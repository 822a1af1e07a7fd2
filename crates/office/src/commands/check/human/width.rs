//! How many columns text takes, and where a long text may be broken.
//!
//! Characters whose width is ambiguous (①, ※, →) count two columns: so the fonts of Japanese consoles draw them.

use unicode_width::UnicodeWidthChar;

/// Must not begin a line.
const CLOSING: &str = "、。，．・：；？！」』）］｝】〉》〕々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ,.;:?!)]}";
/// Must not end a line.
const OPENING: &str = "「『（［｛【〈《〔([{";

/// Columns of a character.
pub(super) fn of_char(c: char) -> usize {
    c.width_cjk().unwrap_or(0)
}

/// Columns of a text.
pub(super) fn of(text: &str) -> usize {
    text.chars().map(of_char).sum()
}

/// The text with spaces behind it up to so many columns.
pub(super) fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(of(text))))
}

/// The text in lines of at most so many columns. Words of letters and digits stay whole while they fit.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for unit in units(text) {
        let width = of(unit.trim_end());
        if used > 0 && used + width > columns {
            lines.push(String::new());
            used = 0;
        }
        for c in unit.chars() {
            if used > 0 && width > columns && used + of_char(c) > columns {
                lines.push(String::new());
                used = 0;
            }
            if let Some(line) = lines.last_mut().filter(|_| used > 0 || c != ' ') {
                line.push(c);
                used += of_char(c);
            }
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// The pieces that are not broken.
fn units(text: &str) -> Vec<&str> {
    let mut starts = vec![0];
    let mut previous: Option<char> = None;
    for (at, c) in text.char_indices() {
        if previous.is_some_and(|previous| may_break(previous, c)) {
            starts.push(at);
        }
        previous = Some(c);
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).filter_map(|(start, end)| text.get(*start..end)).collect()
}

fn may_break(before: char, after: char) -> bool {
    let word = |c: char| c.is_ascii() && c != ' ';
    let kept = after == ' ' || CLOSING.contains(after) || OPENING.contains(before) || (word(before) && word(after));
    !kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_characters() {
        for (text, columns) in
            [("abc", 3), ("表", 2), ("ｶﾞ", 2), ("①※→", 6), ("か\u{3099}", 2), ("　", 2), ("〓", 2), ("␍␊", 2)]
        {
            assert_eq!(of(text), columns, "{text}");
        }
    }

    #[test]
    fn lines_are_broken_where_a_reader_expects_it() {
        assert_eq!(wrap("介護ソフトで、「項目」を入れます。", 14), ["介護ソフトで、", "「項目」を入れ", "ます。"]);
        assert_eq!(wrap("CSVバージョン202407を使う", 12), ["CSVバージョ", "ン202407を使", "う"]);
        assert_eq!(wrap("enter the field again", 9), ["enter the", "field", "again"]);
        assert_eq!(wrap("aaaaaaaaaaaa", 5), ["aaaaa", "aaaaa", "aa"]);
        assert_eq!(wrap("", 5), [""]);
    }
}
