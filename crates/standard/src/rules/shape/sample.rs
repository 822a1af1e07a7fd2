//! A record that is kept for a diagnosis at the end of the file.

use crate::scan::{FieldSet, Record, Span};

/// Longest record that is kept whole, in bytes; of a longer one the fields in the first part are kept.
const MOST: usize = 64 << 10;

/// An owned record.
#[derive(Debug)]
pub(super) struct Sample {
    raw: Vec<u8>,
    spans: Vec<Span>,
    number: u64,
    line: u64,
    offset: u64,
    /// Number of fields, also of those not kept.
    pub(super) fields: usize,
}

impl Sample {
    pub(super) fn of(record: &Record<'_>, fields: usize) -> Self {
        let raw = record.raw.get(..MOST).unwrap_or(record.raw).to_vec();
        let spans = record.spans.iter().copied().take_while(|span| span.end as usize <= raw.len()).collect();
        Self { raw, spans, number: record.number, line: record.line, offset: record.offset, fields }
    }

    pub(super) fn with<T>(&self, look: impl FnOnce(&Record<'_>) -> T) -> T {
        let Self { raw, spans, number, line, offset, .. } = self;
        let repeats = FieldSet::default();
        look(&Record { raw, spans, repeats, number: *number, line: *line, offset: *offset })
    }
}
