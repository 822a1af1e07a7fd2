//! Rules about the shape of the records: number of fields, version, kind (C03xx). One cause for a whole file.

mod field_count;

use crate::check::Context;
use crate::finding::{Finding, Rule, Sink};
use crate::scan::Record;

/// The rules of this folder in the order of their ids.
pub static ALL: &[&Rule] = &[&field_count::RULE];

/// What is known of the shape of the records so far.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    wrong: u64,
}

/// Whether the fields of a record are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Skip {
    /// They are.
    No,
    /// The record has another shape; what there is to say has been said.
    Record,
    /// It is a header row.
    Header,
}

impl Shape {
    /// Looks at the first record; may choose the layout of another version.
    pub(crate) fn begin(_context: &mut Context, _first: &Record<'_>, _fields: usize) -> Self {
        Self::default()
    }

    /// Judges the number of fields of a record.
    pub(crate) fn judge(
        &mut self,
        context: &Context,
        record: &Record<'_>,
        fields: usize,
        defective: bool,
        out: &mut Sink,
    ) -> Skip {
        let expected = context.layout.fields.len();
        if fields == expected {
            return Skip::No;
        }
        self.wrong += 1;
        if !defective {
            let finding = context.record_finding(&field_count::RULE, record);
            out.push(finding.fact("found", fields.to_string()).fact("expected", expected.to_string()));
        }
        Skip::Record
    }

    /// One cause for many errors in one record, if there is one.
    pub(crate) fn one_cause(&mut self, _context: &Context, _record: &Record<'_>, _errors: usize) -> Option<Finding> {
        None
    }

    /// What can only be said at the end.
    pub(crate) fn finish(&mut self, _context: &Context, _records: u64, _out: &mut Sink) {}
}
