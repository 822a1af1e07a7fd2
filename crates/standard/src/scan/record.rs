//! One record: its raw bytes and where its fields lie.

use super::character::decode;
use super::repeat::FieldSet;
use std::borrow::Cow;

/// Where a field lies in its record, without its quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// It stands in quotes.
    pub quoted: bool,
    /// It contains doubled quotes.
    pub escaped: bool,
}

impl Span {
    /// One past the comma or the first byte of the line end behind the field.
    #[inline]
    pub(super) fn after(self) -> u32 {
        self.end + u32::from(self.quoted) + 1
    }
}

/// One record. Its bytes begin at the beginning of a line.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// All bytes, without the line end.
    pub raw: &'a [u8],
    /// The fields.
    pub spans: &'a [Span],
    /// The fields that are the same in the record before, if that one was looked at field by field too. What was said of
    /// them there need not be found out again.
    pub repeats: FieldSet,
    /// Its number in the file, from 1; blank lines are not counted.
    pub number: u64,
    /// The line it begins on, from 1.
    pub line: u64,
    /// The byte it begins at, from 0.
    pub offset: u64,
}

impl<'a> Record<'a> {
    /// Number of fields.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// True when there is no field; a scanned record has at least one.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The bytes of a field by its index from 0; empty when there is no such field. Doubled quotes stay doubled.
    #[inline]
    pub fn bytes(&self, index: usize) -> &'a [u8] {
        self.spans.get(index).map_or(&[], |span| self.slice(*span))
    }

    /// The bytes of a span.
    #[inline]
    pub fn slice(&self, span: Span) -> &'a [u8] {
        self.raw.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// The value of a field as text: decoded, doubled quotes made single. For showing and reading, never for writing.
    pub fn text(&self, index: usize) -> Cow<'a, str> {
        let text = decode(self.bytes(index));
        match self.spans.get(index) {
            Some(span) if span.escaped => Cow::Owned(text.replace("\"\"", "\"")),
            _ => text,
        }
    }
}
