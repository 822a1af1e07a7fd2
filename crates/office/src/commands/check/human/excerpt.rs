//! A line of a file with a caret under the exact place, as much of it as the screen holds.

use super::style::Styles;
use super::width::{of, of_char};
use anstyle::Style;
use standard::finding::Spot;
use std::io::{self, Write};

/// Stands where something of the line was left out.
const CUT: &str = "...";

/// The part of a line that is shown.
#[derive(Debug, PartialEq, Eq)]
struct Window {
    /// The text with marks for what was left out.
    text: String,
    /// Columns before the caret.
    before: usize,
    /// Columns of the caret, at least 1.
    marked: usize,
}

/// Writes the line with its number and, below it, the carets.
pub(super) fn write(
    out: &mut dyn Write,
    spot: &Spot,
    gutter: usize,
    columns: usize,
    styles: &Styles,
    mark: Style,
) -> io::Result<()> {
    // A whole record or file: there is nothing to point at.
    if spot.excerpt.text.is_empty() {
        return Ok(());
    }
    let frame = styles.frame;
    let window = window(spot, columns.saturating_sub(gutter + 3));
    let (line, blank) = (spot.line, "");
    let indent = " ".repeat(window.before);
    let caret = "^".repeat(window.marked);
    writeln!(out, "{frame}{blank:gutter$} |{frame:#}")?;
    writeln!(out, "{frame}{line:>gutter$} |{frame:#} {}", window.text)?;
    writeln!(out, "{frame}{blank:gutter$} |{frame:#} {indent}{mark}{caret}{mark:#}")
}

/// Chooses what is shown: all when it fits, else the place with as much as fits on both sides.
fn window(spot: &Spot, columns: usize) -> Window {
    let excerpt = &spot.excerpt;
    let characters: Vec<char> = excerpt.text.chars().collect();
    let place = excerpt.start.min(characters.len())..(excerpt.start + excerpt.length).min(characters.len());
    let fits = of(&excerpt.text) + CUT.len() * 2 <= columns;
    let shown = if fits { 0..characters.len() } else { around(&characters, &place, columns - CUT.len() * 2) };
    let part = |range: std::ops::Range<usize>| characters.get(range).unwrap_or_default().iter().collect::<String>();
    let head = if shown.start > 0 || excerpt.cut_before { CUT } else { "" };
    let tail = if shown.end < characters.len() || excerpt.cut_after { CUT } else { "" };
    let before = part(shown.start..place.start);
    let marked = if spot.bytes == 0 { 1 } else { of(&part(place.start..place.end.min(shown.end))).max(1) };
    Window { before: head.len() + of(&before), marked, text: format!("{head}{}{tail}", part(shown)) }
}

/// Grows from the beginning of the place: first over the place, then by turns to both sides.
fn around(characters: &[char], place: &std::ops::Range<usize>, columns: usize) -> std::ops::Range<usize> {
    let width = |at: usize| characters.get(at).map(|c| of_char(*c));
    let mut shown = place.start..place.start;
    let mut used = 0;
    while shown.end < place.end
        && let Some(more) = width(shown.end).filter(|more| used + more <= columns)
    {
        used += more;
        shown.end += 1;
    }
    loop {
        let left = shown.start.checked_sub(1).and_then(width).filter(|more| used + more <= columns);
        if let Some(more) = left {
            used += more;
            shown.start -= 1;
        }
        let right = width(shown.end).filter(|more| used + more <= columns);
        if let Some(more) = right {
            used += more;
            shown.end += 1;
        }
        if left.is_none() && right.is_none() {
            return shown;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use standard::finding::Excerpt;

    fn spot(before: &str, marked: &str, after: &str) -> Spot {
        Spot {
            byte: 0,
            bytes: marked.len() as u32,
            record: 1,
            line: 1,
            column: 1,
            field: None,
            value: marked.to_owned(),
            excerpt: Excerpt {
                text: format!("{before}{marked}{after}"),
                start: before.chars().count(),
                length: marked.chars().count().max(1),
                cut_before: false,
                cut_after: false,
            },
        }
    }

    #[test]
    fn carets_stand_under_wide_characters() {
        let window = window(&spot("1,\"①ｱ表\",", "計画　作子", ",9"), 70);
        assert_eq!((window.before, window.marked), (2 + 1 + 2 + 1 + 2 + 2, 10));
    }

    #[test]
    fn an_empty_place_has_one_caret() {
        assert_eq!(window(&spot("1,", "", ",表"), 70).marked, 1);
    }

    #[test]
    fn a_long_line_is_shown_around_the_place() {
        let long = "１２３４５６７８９０".repeat(20);
        for (before, marked, after) in
            [(&*long, "表", &*long), ("", "表", &*long), (&*long, "表", ""), ("", &*long, "")]
        {
            let spot = spot(before, marked, after);
            let window = window(&spot, 40);
            assert!(of(&window.text) <= 40, "{window:?}");
            assert!(window.text.contains(if marked == "表" { "表" } else { "１２" }));
            assert_eq!(before.is_empty(), !window.text.starts_with(CUT));
            let shown: String = window
                .text
                .chars()
                .scan(0, |at, c| {
                    *at += of_char(c);
                    Some((*at, c))
                })
                .filter(|(end, _)| *end > window.before)
                .map(|(_, c)| c)
                .collect();
            assert!(shown.starts_with(marked.chars().next().unwrap()), "{window:?}");
        }
    }
}
