//! Reads the records of one document and gives each to the rules.

use super::context::{Case, Context, Watch};
use super::field::{is_plain, is_valid};
use super::links::{LinkColumns, Links};
use crate::data::{Field, Layout, Requirement};
use crate::finding::{Finding, Severity, Sink};
use crate::rules;
use crate::rules::shape::{Shape, Skip};
use crate::scan::{Defect, DefectKind, FieldSet, Record, Scanned, Scanner, Terminator, decode};
use std::sync::Arc;

/// So many errors in one record ask for one cause.
const MANY: usize = 3;

/// The check of the records of one document.
pub(crate) struct RecordCheck {
    document: Arc<str>,
    context: Option<Context>,
    scanner: Scanner,
    watches: Vec<Box<dyn Watch>>,
    shape: Shape,
    columns: Option<LinkColumns>,
    links: Links,
    header_seen: bool,
    started: bool,
    /// The rest of a record that was too long is skipped up to its line end.
    skipping: bool,
    /// The fields of the last record were looked at, and nothing was to be said about these.
    plain: Option<FieldSet>,
    records: u64,
    line: u64,
    offset: u64,
    cases: Vec<Finding>,
    endings: rules::document::Endings,
}

/// What is left when all records have been read.
pub(crate) struct RecordsDone {
    pub(crate) records: u64,
    pub(crate) layout: Option<&'static Layout>,
    pub(crate) links: Links,
}

impl std::fmt::Debug for RecordCheck {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RecordCheck").field("document", &self.document).field("records", &self.records).finish()
    }
}

impl RecordCheck {
    pub(crate) fn new(document: &Arc<str>, context: Option<Context>, offset: u64) -> Self {
        Self {
            document: Arc::clone(document),
            context,
            scanner: Scanner::default(),
            watches: Vec::new(),
            shape: Shape::default(),
            columns: None,
            links: Links::default(),
            header_seen: false,
            started: false,
            skipping: false,
            plain: None,
            records: 0,
            line: 1,
            offset,
            cases: Vec::new(),
            endings: rules::document::Endings::default(),
        }
    }

    /// Reads the whole records at the beginning of `bytes`; gives the number of bytes that are done with.
    pub(crate) fn read(&mut self, bytes: &[u8], last: bool, out: &mut Sink) -> usize {
        let mut at = 0;
        let mut previous: &[u8] = &[];
        // Taken out for as long as records borrow its places.
        let mut scanner = std::mem::take(&mut self.scanner);
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            if self.skipping {
                at += self.skip(rest);
                previous = &[];
                continue;
            }
            let Some(scanned) = scanner.scan_after(previous, rest, last) else { break };
            let at_end = at + scanned.consumed == bytes.len();
            if at_end && !last {
                // Whether it is the last of the file is not known yet; it is read again with what follows.
                break;
            }
            previous = rest.get(..scanned.consumed).unwrap_or_default();
            self.step(rest.get(..scanned.length).unwrap_or_default(), &scanner, scanned, at_end, out);
            at += scanned.consumed;
            self.offset += scanned.consumed as u64;
        }
        self.scanner = scanner;
        at
    }

    /// Skips to the end of the line of a record that was too long.
    fn skip(&mut self, bytes: &[u8]) -> usize {
        let end = memchr::memchr(b'\n', bytes).map(|at| at + 1);
        self.skipping = end.is_none();
        self.line += u64::from(end.is_some());
        let skipped = end.unwrap_or(bytes.len());
        self.offset += skipped as u64;
        skipped
    }

    fn step(&mut self, raw: &[u8], scanner: &Scanner, scanned: Scanned, at_end: bool, out: &mut Sink) {
        let plain = self.plain.take();
        let record = Record {
            raw,
            spans: scanner.spans(),
            repeats: plain.map_or(FieldSet::default(), |_| scanner.repeats()),
            number: self.records + 1,
            line: self.line,
            offset: self.offset,
        };
        self.skipping = scanner.defects().iter().any(|defect| defect.kind == DefectKind::TooLong);
        let broken_off = self.endings.see(&self.document, &record, scanned, scanner.defects(), at_end, out);
        let blank = scanned.length == 0 || raw.iter().all(|byte| matches!(byte, b' ' | b'\t'));
        if broken_off {
            self.links.incomplete = true;
        } else if blank || (at_end && raw == b"\x1a") {
            rules::document::blank(&self.document, &record, blank, out);
        } else {
            self.record(&record, plain.unwrap_or_default(), scanner, scanned.fields, out);
        }
        self.line += u64::from(scanned.terminator != Terminator::End);
        if scanned.multiline {
            self.line += crate::finding::line_ends(raw);
        }
    }

    fn record(&mut self, record: &Record<'_>, plain: FieldSet, scanner: &Scanner, fields: usize, out: &mut Sink) {
        if !self.started {
            if !self.header_seen && self.context.is_some() && self.shape.take_header(record) {
                self.header_seen = true;
                return;
            }
            self.started = true;
            self.start(record, fields, out);
        }
        self.records += 1;
        self.check(record, plain, scanner, fields, out);
    }

    /// The first record says which version the file follows.
    fn start(&mut self, first: &Record<'_>, fields: usize, out: &mut Sink) {
        let Some(context) = &mut self.context else { return };
        self.shape.begin(context, first, fields, out);
        self.columns = LinkColumns::of(context);
        self.watches = rules::watches(context);
    }

    fn check(&mut self, record: &Record<'_>, plain: FieldSet, scanner: &Scanner, fields: usize, out: &mut Sink) {
        if !scanner.defects().is_empty() {
            rules::structure::report_defects(&self.document, record, scanner.defects(), self.context.as_ref(), out);
        }
        let Some(context) = &self.context else {
            rules::structure::characters(&self.document, record, out);
            return;
        };
        match self.shape.judge(context, record, fields, !scanner.defects().is_empty(), out) {
            Skip::No => {}
            Skip::Yes => {
                rules::structure::characters(&self.document, record, out);
                self.links.incomplete = true;
                return;
            }
        }
        self.cases.clear();
        let noted = context.noticed.borrow().mark();
        let plain = check_fields(context, record, (plain, scanner.defects()), &mut self.cases, out);
        let errors = self.cases.iter().filter(|finding| finding.severity() == Severity::Error).count();
        if errors >= MANY
            && let Some(cause) = self.shape.one_cause(context, record, errors)
        {
            out.push(cause);
            context.noticed.borrow_mut().forget_since(noted);
            self.links.incomplete = true;
            return;
        }
        self.cases.drain(..).for_each(|finding| out.push(finding));
        if let Some(columns) = self.columns {
            self.links.add(columns, record);
        }
        for watch in &mut self.watches {
            watch.record(context, record, out);
        }
        self.plain = Some(plain);
    }

    /// Called once at the end of the file.
    pub(crate) fn finish(mut self, out: &mut Sink) -> RecordsDone {
        if let Some(context) = &self.context {
            self.shape.finish(context, out);
            for watch in &mut self.watches {
                watch.finish(context, out);
            }
            rules::field::finish(context, out);
            rules::structure::finish(context, out);
        }
        self.endings.finish(&self.document, out);
        if self.records == 0 {
            rules::document::without_records(&self.document, self.header_seen, out);
        }
        let layout = self.context.map(|context| context.layout);
        RecordsDone { records: self.records, layout, links: self.links }
    }
}

/// Looks at every field that is not the same as in the record before; what is not plainly right goes to the rules for
/// fields. `known`: the fields that were plainly right there, and the defects of this record, whose fields have been
/// told. Gives the fields that are plainly right here.
fn check_fields(
    context: &Context,
    record: &Record<'_>,
    known: (FieldSet, &[Defect]),
    cases: &mut Vec<Finding>,
    out: &mut Sink,
) -> FieldSet {
    let (plain_before, defects) = known;
    let mut plain = record.repeats.and(plain_before);
    let (fields, spans) = (&context.layout.fields, record.spans);
    for index in plain.others(fields.len().min(spans.len())) {
        let (Some(field), Some(span)) = (fields.get(index), spans.get(index)) else { break };
        if is_plain(context, field, record.slice(*span), *span) {
            plain.insert(index..index + 1);
        } else if !defects.iter().any(|defect| defect.field as usize == index)
            && !rules::structure::only_noticed(context, record, index, field, *span)
        {
            rules::field::explain(&case(context, record, index, field), cases, out);
        }
    }
    plain
}

fn case<'a>(context: &'a Context, record: &'a Record<'a>, index: usize, field: &'static Field) -> Case<'a> {
    let bytes = record.bytes(index);
    let text = record.text(index);
    let meant = if field.kind.is_text() { text.to_string() } else { rules::field::meant(&text) };
    Case { context, record, index, field, bytes, text, meant }
}

/// True when a value can stand in a field, also in a form that is only tolerated. For finding the layout or the shift
/// that fits best.
pub(crate) fn fits_field(context: &Context, field: &Field, bytes: &[u8]) -> bool {
    if bytes.is_empty() {
        return field.requirement != Requirement::Required;
    }
    is_valid(context, field, bytes) || is_valid(context, field, rules::field::meant(&decode(bytes)).as_bytes())
}
