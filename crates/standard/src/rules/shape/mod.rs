//! Rules about the shape of the records: number of fields, version, kind (C03xx). One cause for a whole file.

mod field_count;
mod field_count_all;
mod fit;
mod header_row;
mod layout_of_other_version;
mod other_kind;
mod printed_form;
mod sample;
mod shifted;
mod version_alias;
mod version_in_name;
mod version_mixed;
mod version_unknown;

use crate::check::Context;
use crate::finding::{Finding, Rule, Severity, Sink};
use crate::scan::Record;
use crate::types::CsvVersion;
use sample::Sample;

pub(crate) use header_row::is_header;

pub(super) use header_row::RULE as HEADER_ROW;

/// The rules of this folder in the order of their ids.
pub static ALL: &[&Rule] = &[
    &field_count::RULE,
    &field_count_all::RULE,
    &header_row::RULE,
    &printed_form::RULE,
    &other_kind::RULE,
    &layout_of_other_version::RULE,
    &version_in_name::RULE,
    &version_alias::RULE,
    &version_unknown::RULE,
    &version_mixed::RULE,
    &shifted::RULE,
];

/// Most records of another number of fields that are kept one by one until the end of the file.
const MAX_WRONG: usize = 1_000;
/// So many records with several errors are asked for one cause; the files that need more have been told by then.
const MAX_DIAGNOSED: u64 = 1_000;

/// What is known of the shape of the records so far.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    header: Option<Sample>,
    /// The first record of another number of fields.
    wrong_sample: Option<Sample>,
    /// Findings for single records, used when not all records are alike.
    wrong: Vec<Finding>,
    wrong_records: u64,
    /// All records of another number of fields have the same number.
    wrong_alike: bool,
    right_records: u64,
    diagnosed: u64,
}

/// Whether the fields of a record are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Skip {
    /// They are.
    No,
    /// The record has another shape; what there is to say is said here.
    Yes,
}

impl Shape {
    /// True when the first line of the file is a header row; it is then no record.
    pub(crate) fn take_header(&mut self, first: &Record<'_>) -> bool {
        let header = is_header(first);
        if header {
            self.header = Some(Sample::of(first, first.len()));
        }
        header
    }

    /// Looks at the first record; chooses the layout of the version that it says and has.
    pub(crate) fn begin(&mut self, context: &mut Context, first: &Record<'_>, fields: usize, out: &mut Sink) {
        let said = CsvVersion::parse(&crate::rules::field::meant(&first.text(0)));
        let Some(said) = said.filter(|said| *said != context.layout.version) else { return };
        let other = context.standard.layout(said, context.layout.kind);
        let Some(other) = other.filter(|layout| layout.fields.len() == fields) else { return };
        let named = context.layout.version;
        context.layout = other;
        if context.name.is_some() {
            out.push(version_in_name::finding(context, first, named, said));
        }
    }

    /// Judges the number of fields of a record and its version.
    pub(crate) fn judge(
        &mut self,
        context: &Context,
        record: &Record<'_>,
        fields: usize,
        defective: bool,
        out: &mut Sink,
    ) -> Skip {
        if fields == context.layout.fields.len() {
            self.right_records += 1;
            if record.bytes(0) != context.layout.version.as_str().as_bytes() {
                report_version(context, record, out);
            }
            return Skip::No;
        }
        // A broken quote has been told and explains the number of fields.
        if !defective {
            self.add_wrong(context, record, fields);
        }
        Skip::Yes
    }

    fn add_wrong(&mut self, context: &Context, record: &Record<'_>, fields: usize) {
        let first = self.wrong_sample.get_or_insert_with(|| Sample::of(record, fields));
        self.wrong_alike = (self.wrong_records == 0 || self.wrong_alike) && first.fields == fields;
        self.wrong_records += 1;
        if self.wrong.len() < MAX_WRONG {
            self.wrong.push(field_count::finding(context, record, fields));
        }
    }

    /// One cause for several errors in one record of the right number of fields, if there is one.
    pub(crate) fn one_cause(&mut self, context: &Context, record: &Record<'_>, errors: usize) -> Option<Finding> {
        self.diagnosed += 1;
        if self.diagnosed > MAX_DIAGNOSED {
            return None;
        }
        let values: Vec<&[u8]> = (0..record.len()).map(|index| record.bytes(index)).collect();
        let other = fit::other_layout(context, &values, errors);
        other.map(|layout| other_kind::finding(context, record, layout)).or_else(|| {
            let from = fit::shift_within(context, &values, errors)?;
            Some(shifted::finding(context, record, from))
        })
    }

    /// Says what can only be said when the whole file has been seen.
    pub(crate) fn finish(&mut self, context: &Context, out: &mut Sink) {
        let whole_file = self.right_records == 0 && self.wrong_alike && self.wrong_records > 1;
        let cause = match &self.wrong_sample {
            Some(sample) if self.right_records == 0 && self.wrong_alike => {
                sample.with(|record| whole_file_cause(context, record, sample.fields, self.header.as_ref(), whole_file))
            }
            _ => None,
        };
        if let Some(header) = self.header.take()
            && cause.as_ref().is_none_or(|finding| finding.rule.id != printed_form::RULE.id)
        {
            out.push(header.with(|record| context.record_finding(&header_row::RULE, record)));
        }
        match cause {
            Some(mut finding) => {
                finding.count = self.wrong_records;
                out.push(finding);
            }
            None => {
                let uncounted = self.wrong_records - self.wrong.len() as u64;
                self.wrong.drain(..).for_each(|finding| out.push(finding));
                (0..uncounted).for_each(|_| out.count(&field_count::RULE));
            }
        }
    }
}

/// The cause when all records have the same wrong number of fields. `many`: there is more than one record.
fn whole_file_cause(
    context: &Context,
    record: &Record<'_>,
    fields: usize,
    header: Option<&Sample>,
    many: bool,
) -> Option<Finding> {
    let values: Vec<&[u8]> = (0..record.len()).map(|index| record.bytes(index)).collect();
    if let Some(layout) = fit::other_layout(context, &values, values.len()) {
        let same_kind = layout.kind == context.layout.kind;
        let rule_of_version = || layout_of_other_version::finding(context, record, layout);
        return Some(if same_kind { rule_of_version() } else { other_kind::finding(context, record, layout) });
    }
    let printed = header.is_some_and(|header| header.with(printed_form::is_printed_form));
    if printed || printed_form::is_printed_form(record) {
        return Some(printed_form::finding(context, record));
    }
    many.then(|| field_count_all::finding(context, record, fields))
}

/// Says what is wrong with the version of a record whose layout fits.
fn report_version(context: &Context, record: &Record<'_>, out: &mut Sink) {
    let meant = crate::rules::field::meant(&record.text(0));
    let rule = if version_alias::is_alias(context, &meant) {
        &version_alias::RULE
    } else if CsvVersion::parse(&meant).is_some() {
        &version_mixed::RULE
    } else {
        &version_unknown::RULE
    };
    if out.again(rule) {
        return;
    }
    let expected = context.layout.version.as_str();
    let mut finding = context.finding(rule, record, 0).fact("expected", expected);
    if meant.is_empty() {
        finding = finding.fact("value", "（空）");
    }
    out.push(if rule.severity == Severity::Warning { finding.suggest(expected) } else { finding });
}
