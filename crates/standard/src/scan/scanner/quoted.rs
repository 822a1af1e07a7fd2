//! Fields in quotes: where they end, and where a quote that is not closed was meant to end.

use super::super::stop::next_low_byte;
use super::{DefectKind, Ended, Scanned, Scanner};

/// What was seen of a quoted field.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Quoted {
    open: usize,
    escaped: bool,
    multiline: bool,
    /// The first quote in it that is not doubled.
    lone: Option<usize>,
    /// The first line end in it after which a record begins.
    record_end: Option<usize>,
}

impl Scanner {
    pub(super) fn quoted_field(&mut self, bytes: &[u8], open: usize, last: bool) -> Ended {
        let mut field = Quoted { open, ..Quoted::default() };
        let mut at = open + 1;
        loop {
            at = next_low_byte(bytes, at);
            let ended = match (bytes.get(at), bytes.get(at + 1)) {
                (None, _) if last => {
                    let end = field.record_end.unwrap_or(without_line_end(bytes));
                    Some(self.open_quote(bytes, open, end))
                }
                (None, _) | (Some(b'"'), None) if !last => {
                    self.unfinished = Some(field);
                    Some(Ended::Unknown)
                }
                (Some(b'"'), Some(b'"')) => {
                    field.escaped = true;
                    at += 1;
                    None
                }
                (Some(b'"'), None | Some(b',' | b'\r' | b'\n')) => Some(self.closed(bytes, &field, at)),
                (Some(b'"'), Some(_)) => self.quote_inside(bytes, &mut field, at),
                (Some(b'\r' | b'\n'), _) => self.line_end_inside(bytes, &mut field, at),
                _ => None,
            };
            match ended {
                Some(ended) => return ended,
                None => at += 1,
            }
        }
    }

    fn closed(&mut self, bytes: &[u8], field: &Quoted, close: usize) -> Ended {
        if let Some(lone) = field.lone {
            self.defect(DefectKind::LoneQuote, lone);
        }
        self.multiline |= field.multiline;
        self.push(field.open + 1, close, true, field.escaped);
        let after = close + 1;
        if bytes.get(after) == Some(&b',') { Ended::Comma(after) } else { Ended::Line(after) }
    }

    /// A quote that neither ends the field nor is doubled: of another record, of the next field, or of the text.
    fn quote_inside(&mut self, bytes: &[u8], field: &mut Quoted, at: usize) -> Option<Ended> {
        if let Some(end) = field.record_end {
            return Some(self.open_quote(bytes, field.open, end));
        }
        if field.lone.is_none() && at > field.open + 1 && bytes.get(at - 1) == Some(&b',') {
            return Some(self.open_field(field, at - 1));
        }
        field.lone = field.lone.or(Some(at));
        None
    }

    /// A line end in a text. With a lone quote before it and a record after it, the text was not closed.
    fn line_end_inside(&mut self, bytes: &[u8], field: &mut Quoted, at: usize) -> Option<Ended> {
        field.multiline = true;
        if field.record_end.is_none() && begins_a_record(bytes, at) {
            if field.lone.is_some() {
                return Some(self.open_quote(bytes, field.open, at));
            }
            field.record_end = Some(at);
        }
        None
    }

    /// A quote that is not closed: the record is taken to end before the next one, so that the following can be read.
    fn open_quote(&mut self, bytes: &[u8], open: usize, end: usize) -> Ended {
        let text = bytes.get(open..end).unwrap_or_default();
        self.multiline |= memchr::memchr2(b'\r', b'\n', text).is_some();
        self.defect(DefectKind::OpenQuote, open);
        self.push(open + 1, end.max(open + 1), true, false);
        Ended::Line(end.max(open + 1))
    }

    /// A quote that is not closed before another field begins with one.
    fn open_field(&mut self, field: &Quoted, comma: usize) -> Ended {
        self.multiline |= field.multiline;
        self.defect(DefectKind::OpenQuote, field.open);
        self.push(field.open + 1, comma, true, field.escaped);
        Ended::Comma(comma)
    }

    /// The window is full without an end. An open quote is the likelier cause: its record ends before the next one. If
    /// none is seen, the window is skipped whole, so that the time stays bounded.
    pub(super) fn too_long(&mut self, window: &[u8]) -> Scanned {
        if let Some(Quoted { open, record_end, .. }) = self.unfinished.take() {
            if let Some(end) = record_end {
                self.open_quote(window, open, end);
                return self.finish(window, end, false).unwrap_or(self.whole(window));
            }
            self.defect(DefectKind::OpenQuote, open);
        }
        self.defect(DefectKind::TooLong, 0);
        self.spans.clear();
        self.fields = 0;
        self.push(0, 0, false, false);
        self.multiline = memchr::memchr2(b'\r', b'\n', window).is_some();
        self.whole(window)
    }
}

/// True when what follows a line end looks like the beginning of a record: six digits, in quotes or not, and a comma.
fn begins_a_record(bytes: &[u8], line_end: usize) -> bool {
    let rest = bytes.get(line_end..).unwrap_or_default();
    let rest = rest.strip_prefix(b"\r\n").or_else(|| rest.get(1..)).unwrap_or_default();
    let (rest, after): (_, &[u8]) = rest.strip_prefix(b"\"").map_or((rest, b","), |rest| (rest, b"\","));
    let digits = |head: &[u8]| head.iter().all(u8::is_ascii_digit);
    rest.get(..6).is_some_and(digits) && rest.get(6..).is_some_and(|rest| rest.starts_with(after))
}

/// Length without the line end at the very end.
fn without_line_end(bytes: &[u8]) -> usize {
    let text = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    text.strip_suffix(b"\r").unwrap_or(text).len()
}
