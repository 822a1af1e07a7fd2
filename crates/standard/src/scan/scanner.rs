//! Splits bytes into records: a state machine without input or output, its memory bounded by one record.

mod quoted;

use super::record::Span;
use super::stop::next_low_byte;
use quoted::Quoted;

/// Longest record that is read, in bytes. A longer one is a defect and is skipped.
pub const MAX_RECORD: usize = 1 << 20;
/// Most fields whose places are kept; further ones are only counted. The largest layout has 71.
pub const MAX_FIELDS: usize = 256;

/// Most defects of one record that are told.
const MAX_DEFECTS: usize = 4;

/// How a record ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Terminator {
    /// CR LF, as the standard's samples.
    CrLf,
    /// LF alone (A022).
    Lf,
    /// CR alone.
    Cr,
    /// The end of the file (A023).
    End,
}

/// What is broken in the structure of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DefectKind {
    /// A quote that is never closed, or closed only in a later record.
    OpenQuote,
    /// A quote inside a quoted field that is not doubled.
    LoneQuote,
    /// A quote inside a field that does not begin with one.
    QuoteInBareField,
    /// Longer than [`MAX_RECORD`].
    TooLong,
}

/// One defect and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Defect {
    /// What is broken.
    pub kind: DefectKind,
    /// Byte in the record.
    pub at: u32,
    /// Index of the field, from 0.
    pub field: u32,
}

/// A record that was found at the beginning of a buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scanned {
    /// Its bytes without the line end.
    pub length: usize,
    /// Its bytes with the line end: where the next one begins.
    pub consumed: usize,
    /// How it ended.
    pub terminator: Terminator,
    /// Number of fields, also of those not kept.
    pub fields: usize,
    /// A quoted field contains a line end.
    pub multiline: bool,
}

/// The scanner. Holds the places of the last record's fields.
#[derive(Debug, Default)]
pub struct Scanner {
    spans: Vec<Span>,
    defects: Vec<Defect>,
    fields: usize,
    multiline: bool,
    /// The quoted field that was being read when the input ended.
    unfinished: Option<Quoted>,
}

/// How a field ended: where, and what stands there.
enum Ended {
    /// A comma at this place.
    Comma(usize),
    /// A line end or the end of the input at this place.
    Line(usize),
    /// More input is needed to tell.
    Unknown,
}

impl Scanner {
    /// The places of the fields of the last record, at most [`MAX_FIELDS`].
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The defects of the last record, in order.
    pub fn defects(&self) -> &[Defect] {
        &self.defects
    }

    /// Reads the record at the beginning of `bytes`. `None`: give more bytes (never when `last`, never when there are more
    /// than [`MAX_RECORD`]). Empty bytes give `None`.
    pub fn scan(&mut self, bytes: &[u8], last: bool) -> Option<Scanned> {
        let (window, last) = match bytes.get(..MAX_RECORD) {
            Some(window) if bytes.len() > MAX_RECORD => (window, false),
            _ => (bytes, last),
        };
        if window.is_empty() {
            return None;
        }
        self.reset();
        let scanned = self.scan_record(window, last);
        // Told only when there is more than a window, so that the way the input is split cannot change it.
        if scanned.is_none() && bytes.len() > MAX_RECORD { Some(self.too_long(window)) } else { scanned }
    }

    fn reset(&mut self) {
        self.spans.clear();
        self.defects.clear();
        self.fields = 0;
        self.multiline = false;
        self.unfinished = None;
    }

    fn scan_record(&mut self, bytes: &[u8], last: bool) -> Option<Scanned> {
        let mut at = 0;
        loop {
            let ended = if bytes.get(at) == Some(&b'"') {
                self.quoted_field(bytes, at, last)
            } else {
                self.bare_field(bytes, at, last)
            };
            match ended {
                Ended::Comma(comma) => at = comma + 1,
                Ended::Line(end) => return self.finish(bytes, end, last),
                Ended::Unknown => return None,
            }
        }
    }

    #[inline]
    fn bare_field(&mut self, bytes: &[u8], start: usize, last: bool) -> Ended {
        let mut at = start;
        loop {
            at = next_low_byte(bytes, at);
            match bytes.get(at) {
                Some(b',') => {
                    self.push(start, at, false, false);
                    return Ended::Comma(at);
                }
                Some(b'\r' | b'\n') => {
                    self.push(start, at, false, false);
                    return Ended::Line(at);
                }
                Some(b'"') => {
                    self.quote_in_bare_field(at);
                    at += 1;
                }
                Some(_) => at += 1,
                None if last => {
                    self.push(start, at, false, false);
                    return Ended::Line(at);
                }
                None => return Ended::Unknown,
            }
        }
    }

    fn finish(&self, bytes: &[u8], end: usize, last: bool) -> Option<Scanned> {
        let (terminator, width) = match (bytes.get(end), bytes.get(end + 1)) {
            (Some(b'\r'), Some(b'\n')) => (Terminator::CrLf, 2),
            (Some(b'\r'), None) if !last => return None,
            (Some(b'\r'), _) => (Terminator::Cr, 1),
            (Some(_), _) => (Terminator::Lf, 1),
            (None, _) => (Terminator::End, 0),
        };
        let (fields, multiline) = (self.fields, self.multiline);
        Some(Scanned { length: end, consumed: end + width, terminator, fields, multiline })
    }

    fn whole(&self, window: &[u8]) -> Scanned {
        let length = window.len();
        Scanned {
            length,
            consumed: length,
            terminator: Terminator::End,
            fields: self.fields,
            multiline: self.multiline,
        }
    }

    #[inline]
    fn push(&mut self, start: usize, end: usize, quoted: bool, escaped: bool) {
        self.fields += 1;
        if self.spans.len() < MAX_FIELDS {
            // A window is at most MAX_RECORD long, so its places fit.
            self.spans.push(Span { start: start as u32, end: end as u32, quoted, escaped });
        }
    }

    /// Once a field, so that one field does not hide the defects of others.
    fn quote_in_bare_field(&mut self, at: usize) {
        let field = self.fields as u32;
        if self.defects.last().is_none_or(|defect| defect.field != field) {
            self.defect(DefectKind::QuoteInBareField, at);
        }
    }

    fn defect(&mut self, kind: DefectKind, at: usize) {
        // The last place is kept for what says that the rest is skipped.
        if self.defects.len() < MAX_DEFECTS || kind == DefectKind::TooLong {
            self.defects.push(Defect { kind, at: at as u32, field: self.fields as u32 });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(bytes: &[u8]) -> (Vec<&[u8]>, Scanned, Vec<DefectKind>) {
        let mut scanner = Scanner::default();
        let scanned = scanner.scan(bytes, true).unwrap();
        let fields = scanner.spans().iter().map(|s| &bytes[s.start as usize..s.end as usize]).collect();
        (fields, scanned, scanner.defects().iter().map(|d| d.kind).collect())
    }

    #[test]
    fn plain_and_quoted_fields() {
        let (found, scanned, defects) = fields(b"a,\"b,\"\"c\"\"\r\nd\",,e\r\nnext");
        assert_eq!(found, [&b"a"[..], b"b,\"\"c\"\"\r\nd", b"", b"e"]);
        assert_eq!((scanned.consumed, scanned.terminator, scanned.multiline), (19, Terminator::CrLf, true));
        assert_eq!(defects, []);
    }

    #[test]
    fn s49_a_lead_byte_does_not_swallow_a_delimiter() {
        assert_eq!(fields(b"\x81,b\n").0, [&b"\x81"[..], b"b"]);
        assert_eq!(fields(b"\"\x81\",b\n").0, [&b"\x81"[..], b"b"]);
        assert_eq!(fields(b"a\x81\nb").0, [&b"a\x81"[..]]);
    }

    #[test]
    fn the_first_byte_of_an_open_quote_is_named() {
        let (found, scanned, defects) = fields(b"202407,\"open,1\r\n202407,\"text\",1\r\n");
        assert_eq!(found, [&b"202407"[..], b"open,1"]);
        assert_eq!((scanned.consumed, defects), (16, vec![DefectKind::OpenQuote]));
        let (found, scanned, defects) = fields(b"202407,\"1\r\n2,3\r\n202407,\"text\",1\r\n");
        assert_eq!(found, [&b"202407"[..], b"1\r\n2,3"]);
        assert_eq!((scanned.consumed, scanned.multiline, defects), (16, true, vec![DefectKind::OpenQuote]));
        let (found, _, defects) = fields(b"1,\"open,\"text\",2\r\n");
        assert_eq!((found, defects), (vec![&b"1"[..], b"open", b"text", b"2"], vec![DefectKind::OpenQuote]));
        let (found, scanned, defects) = fields(b"1,\"open\r\nto the end\r\n");
        assert_eq!((found.len(), scanned.consumed, defects), (2, 21, vec![DefectKind::OpenQuote]));
        let (found, _, defects) = fields(b"1,\"he said \"yes\" twice\",2\r\n");
        assert_eq!((found.len(), defects), (3, vec![DefectKind::LoneQuote]));
    }

    #[test]
    fn a_record_without_end_is_skipped_in_pieces() {
        let long = vec![b'x'; MAX_RECORD + 10];
        let mut scanner = Scanner::default();
        assert_eq!(scanner.scan(&long, false).unwrap().consumed, MAX_RECORD);
        assert_eq!(scanner.defects()[0].kind, DefectKind::TooLong);
        let mut open = b"1,\"\n202407,1\n".to_vec();
        open.resize(MAX_RECORD + 10, b'y');
        assert_eq!(scanner.scan(&open, false).unwrap().consumed, 4);
        assert_eq!(scanner.defects()[0].kind, DefectKind::OpenQuote);
        // No record is seen to begin: all is skipped, and the quote is told with it.
        open[4] = b'y';
        assert_eq!(scanner.scan(&open, false).unwrap().consumed, MAX_RECORD);
        let kinds: Vec<_> = scanner.defects().iter().map(|defect| defect.kind).collect();
        assert_eq!(kinds, [DefectKind::OpenQuote, DefectKind::TooLong]);
    }
}
