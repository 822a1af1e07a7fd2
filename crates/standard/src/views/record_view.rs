//! One record with its layout: fields by number and name, for showing and for reading on.

use super::cell::Cell;
use crate::data::{Field, Layout};
use crate::finding::FieldRef;
use crate::scan::{FieldSet, Record, Span, decode};
use std::borrow::Cow;

/// A record whose number of fields fits its layout.
#[derive(Debug, Clone)]
pub struct RecordView<'f> {
    layout: &'static Layout,
    raw: &'f [u8],
    spans: Box<[Span]>,
    number: u64,
    line: u64,
    offset: u64,
}

/// A field of a record, for showing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldText<'f> {
    /// Its number in the standard, from 1.
    pub no: u16,
    /// Its name in the standard.
    pub name: &'static str,
    /// The text as it stands there.
    pub text: Cow<'f, str>,
    /// What it means, when it is a code of a table.
    pub label: Option<&'static str>,
}

impl<'f> RecordView<'f> {
    /// A view of a scanned record. Its places may be the scanner's own, its bytes outlive it.
    pub(super) fn new(layout: &'static Layout, raw: &'f [u8], record: Record<'_>) -> Self {
        let Record { spans, number, line, offset, .. } = record;
        Self { layout, raw, spans: spans.into(), number, line, offset }
    }

    /// The layout it is read by.
    pub fn layout(&self) -> &'static Layout {
        self.layout
    }

    /// Its number in the file, from 1.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The line it begins on, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The record as it was scanned.
    pub fn record(&self) -> Record<'_> {
        Record {
            raw: self.raw,
            spans: &self.spans,
            repeats: FieldSet::default(),
            number: self.number,
            line: self.line,
            offset: self.offset,
        }
    }

    /// The text of a field by its index from 0, doubled quotes made single; empty when there is no such field.
    pub fn text(&self, index: usize) -> Cow<'f, str> {
        let Some(span) = self.spans.get(index) else { return Cow::Borrowed("") };
        let text = decode(self.raw.get(span.start as usize..span.end as usize).unwrap_or_default());
        if span.escaped { Cow::Owned(text.replace("\"\"", "\"")) } else { text }
    }

    /// The text of the first field with this name; `None` when the layout has none.
    pub fn text_of(&self, name: &str) -> Option<Cow<'f, str>> {
        self.layout.index_of(name).map(|index| self.text(index))
    }

    /// All fields in order.
    pub fn fields(&self) -> impl Iterator<Item = FieldText<'f>> {
        self.layout.fields.iter().enumerate().map(|(index, field)| self.field_text(index, field))
    }

    fn field_text(&self, index: usize, field: &'static Field) -> FieldText<'f> {
        let FieldRef { no, name } = field.into();
        let cell = Cell { field, text: self.text(index) };
        FieldText { no, name, label: cell.code().and_then(|code| code.label), text: self.text(index) }
    }

    /// A field for reading as a value.
    pub(super) fn cell(&self, index: usize) -> Option<Cell<'f>> {
        let field = self.layout.fields.get(index)?;
        Some(Cell { field, text: self.text(index) })
    }
}
