//! Where a finding lies: file, record, line, byte, column and field, with the line as a person sees it.

use super::Lang;
use crate::data::Field;
use crate::scan::{Record, decode};
use std::ops::Range;
use std::sync::Arc;

/// Most characters of a line that are shown around a place.
const EXCERPT: usize = 120;
/// Most characters of a value that are kept.
const VALUE: usize = 40;
/// Most bytes that are decoded for a value or for what follows it.
const SEEN: usize = 4096;

/// A place in a document, or the document as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The document as the caller named it.
    pub document: Arc<str>,
    /// Where in it; `None`: the document as a whole.
    pub spot: Option<Spot>,
}

/// A place inside a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// First byte, from 0.
    pub byte: u64,
    /// Number of bytes, may be 0 for an empty field.
    pub bytes: u32,
    /// Number of the record, from 1.
    pub record: u64,
    /// Number of the line, from 1.
    pub line: u64,
    /// Column in characters, from 1.
    pub column: u32,
    /// The field, when it is about one.
    pub field: Option<FieldRef>,
    /// The value, shortened and made printable.
    pub value: String,
    /// The line around the place.
    pub excerpt: Excerpt,
}

/// The part of a line that is shown, decoded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excerpt {
    /// The text, control characters made visible; one character of the line is one character here.
    pub text: String,
    /// Where the place begins in it, in characters from 0.
    pub start: usize,
    /// How many characters the place has in it; at least 1.
    pub length: usize,
    /// Something of the line was left out before.
    pub cut_before: bool,
    /// Something of the line was left out after.
    pub cut_after: bool,
}

/// A field by number and name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FieldRef {
    /// Its number in the standard, from 1.
    pub no: u16,
    /// Its name in the standard.
    pub name: &'static str,
}

impl FieldRef {
    /// As a person reads it: `項目10「サービス利用日」`.
    pub fn label(&self, lang: Lang) -> String {
        match lang {
            Lang::Ja => format!("項目{}「{}」", self.no, self.name),
            Lang::En => format!("field {} “{}”", self.no, self.name),
        }
    }
}

impl From<&Field> for FieldRef {
    fn from(field: &Field) -> Self {
        Self { no: field.no, name: field.name }
    }
}

/// The spot of a range of bytes of a record.
pub(crate) fn locate(record: &Record<'_>, range: Range<usize>, field: Option<&Field>) -> Spot {
    let raw = record.raw;
    let end = range.end.min(raw.len());
    let start = range.start.min(end);
    let before = raw.get(..start).unwrap_or_default();
    let line_start = memchr::memrchr2(b'\r', b'\n', before).map_or(0, |at| at + 1);
    let tail = raw.get(start..).unwrap_or_default();
    let line_end = memchr::memchr2(b'\r', b'\n', tail).map_or(raw.len(), |at| start + at);
    // The column counts all that stands before, however long the line is.
    let head = visible(raw.get(line_start..start).unwrap_or_default(), usize::MAX);
    let marked = visible(raw.get(start..end.min(line_end).max(start)).unwrap_or_default(), SEEN);
    let after = visible(raw.get(end.max(start).min(line_end)..line_end).unwrap_or_default(), SEEN);
    Spot {
        byte: record.offset + start as u64,
        bytes: u32::try_from(end - start).unwrap_or(u32::MAX),
        record: record.number,
        line: record.line + line_ends(before),
        column: u32::try_from(head.chars().count() + 1).unwrap_or(u32::MAX),
        field: field.map(FieldRef::from),
        value: shorten(&visible(raw.get(start..end).unwrap_or_default(), SEEN), VALUE),
        excerpt: excerpt(&head, &marked, &after),
    }
}

/// Number of line ends; CR LF is one.
pub(crate) fn line_ends(bytes: &[u8]) -> u64 {
    let mut count = 0;
    let mut previous = None;
    for at in memchr::memchr2_iter(b'\r', b'\n', bytes) {
        let second_of_pair = bytes.get(at) == Some(&b'\n') && previous.is_some_and(|cr| cr + 1 == at);
        count += u64::from(!second_of_pair);
        previous = (bytes.get(at) == Some(&b'\r')).then_some(at);
    }
    count
}

/// Decodes for showing: every control character, every undecodable byte and every bidi control becomes visible.
fn visible(bytes: &[u8], most: usize) -> String {
    let shown = bytes.get(..most).unwrap_or(bytes);
    let as_visible = |c: char| match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        '\u{e000}'..='\u{f8ff}' => '〓',
        _ => c,
    };
    decode(shown).chars().map(as_visible).collect()
}

/// The first characters of a text, with `…` when something was left out.
pub(crate) fn shorten(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

fn excerpt(head: &str, marked: &str, after: &str) -> Excerpt {
    let marked_length = marked.chars().count();
    let shown_marked: String = marked.chars().take(EXCERPT / 2).collect();
    let length = marked_length.min(EXCERPT / 2);
    let room = (EXCERPT - length) / 2;
    let head_length = head.chars().count();
    let skipped = head_length.saturating_sub(room);
    let shown_head: String = head.chars().skip(skipped).collect();
    let shown_after: String = if marked_length > length { String::new() } else { after.chars().take(room).collect() };
    Excerpt {
        cut_before: skipped > 0,
        cut_after: marked_length > length || after.chars().nth(room).is_some(),
        start: head_length - skipped,
        length: length.max(1),
        text: format!("{shown_head}{shown_marked}{shown_after}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_on_the_second_line_of_a_record() {
        let raw = "a,\"1行目\r\n2行目,x\",b";
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(raw);
        let record = Record { raw: &bytes, spans: &[], number: 3, line: 7, offset: 100 };
        let at = bytes.iter().position(|b| *b == b'x').unwrap();
        let spot = locate(&record, at..at + 1, None);
        assert_eq!((spot.line, spot.column, spot.byte), (8, 5, 100 + at as u64));
        assert_eq!((spot.excerpt.text.as_str(), spot.excerpt.start), ("2行目,x\",b", 4));
    }

    #[test]
    fn long_lines_are_cut_on_both_sides() {
        let raw = vec![b'1'; 1000];
        let record = Record { raw: &raw, spans: &[], number: 1, line: 1, offset: 0 };
        let excerpt = locate(&record, 500..510, None).excerpt;
        assert_eq!((excerpt.text.len(), excerpt.start, excerpt.length), (120, 55, 10));
        assert!(excerpt.cut_before && excerpt.cut_after);
    }
}
