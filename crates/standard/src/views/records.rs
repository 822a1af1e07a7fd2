//! Goes through the records of a file that conforms.

use super::{RecordView, View};
use crate::data::Layout;
use crate::finding::line_ends;
use crate::rules::shape::is_header;
use crate::scan::{FieldSet, Record, Scanner, Terminator};
use thiserror::Error;

/// The records of a file, in order. Blank lines, the end mark 0x1A and a header row are passed over (A023, A024).
#[derive(Debug)]
pub struct Records<'f> {
    layout: &'static Layout,
    rest: &'f [u8],
    scanner: Scanner,
    header_seen: bool,
    number: u64,
    line: u64,
    offset: u64,
}

/// A record that cannot be read by the layout. The check of the file says what is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("record {number} on line {line} does not fit the layout")]
pub struct RecordError {
    /// Number of the record, from 1.
    pub number: u64,
    /// The line it begins on, from 1.
    pub line: u64,
}

impl<'f> Records<'f> {
    /// The records of the whole bytes of a file. The layout is the one its check found.
    pub fn new(layout: &'static Layout, bytes: &'f [u8]) -> Self {
        let rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let offset = (bytes.len() - rest.len()) as u64;
        Self { layout, rest, scanner: Scanner::default(), header_seen: false, number: 0, line: 1, offset }
    }

    /// The records as views of their kind. `None` when the layout is of another kind.
    pub fn views<V: View<'f>>(self) -> Option<impl Iterator<Item = Result<V, RecordError>>> {
        let fits = self.layout.kind == V::KIND;
        fits.then(|| self.filter_map(|record| record.map(V::of).transpose()))
    }

    /// The next record as scanned; `None` for a line that is none.
    fn step(&mut self) -> Option<Option<Result<RecordView<'f>, RecordError>>> {
        let scanned = self.scanner.scan(self.rest, true)?;
        let (raw, next) = (self.rest.get(..scanned.length)?, self.rest.get(scanned.consumed..)?);
        let spans = self.scanner.spans();
        let repeats = FieldSet::default();
        let record = Record { raw, spans, repeats, number: self.number + 1, line: self.line, offset: self.offset };
        let blank = raw.iter().all(|byte| matches!(byte, b' ' | b'\t')) || (next.is_empty() && raw == b"\x1a");
        let error = RecordError { number: record.number, line: record.line };
        let fits = scanned.fields == self.layout.fields.len() && self.scanner.defects().is_empty();
        let header = !blank && self.number == 0 && !self.header_seen && is_header(&record);
        let found = if blank || header {
            None
        } else if fits {
            Some(Ok(RecordView::new(self.layout, raw, record)))
        } else {
            Some(Err(error))
        };
        self.header_seen |= header;
        self.number += u64::from(!blank && !header);
        self.line += u64::from(scanned.terminator != Terminator::End);
        self.line += if scanned.multiline { line_ends(raw) } else { 0 };
        self.offset += scanned.consumed as u64;
        self.rest = next;
        Some(found)
    }
}

impl<'f> Iterator for Records<'f> {
    type Item = Result<RecordView<'f>, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.step()? {
                return Some(found);
            }
        }
    }
}
