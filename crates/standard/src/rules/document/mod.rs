//! Rules about a file as a whole (C01xx).

mod archive;
mod binary;
mod blank;
mod blank_lines;
mod byte_order_mark;
mod cut;
mod empty;
mod end_mark;
mod endings;
mod foreign;
mod header_alone;
mod line_end_cr;
mod line_end_lf;
mod line_ends_mixed;
mod markup;
mod no_final_line_end;
mod office_document;
mod other_encoding;
mod pdf;
mod picture;
mod separator;
mod shortcut;
mod utf16;
mod utf8;
mod workbook;
mod zeros;

use crate::finding::{Excerpt, Finding, Rule, Sink, Spot, locate};
use crate::rules::shape::HEADER_ROW;
use crate::scan::{Record, decode};
use std::sync::Arc;

pub(crate) use endings::Endings;
pub(crate) use foreign::report_foreign;

/// The rules of this folder in the order of their ids.
pub static ALL: &[&Rule] = &[
    &empty::RULE,
    &blank::RULE,
    &utf8::RULE,
    &utf16::RULE,
    &other_encoding::RULE,
    &workbook::RULE,
    &office_document::RULE,
    &archive::RULE,
    &pdf::RULE,
    &picture::RULE,
    &markup::RULE,
    &shortcut::RULE,
    &binary::RULE,
    &zeros::RULE,
    &cut::RULE,
    &byte_order_mark::RULE,
    &line_end_lf::RULE,
    &line_end_cr::RULE,
    &line_ends_mixed::RULE,
    &no_final_line_end::RULE,
    &blank_lines::RULE,
    &end_mark::RULE,
    &separator::RULE,
    &header_alone::RULE,
];

/// An UTF-8 byte order mark stands before text that is no UTF-8.
pub(crate) fn report_byte_order_mark(document: &Arc<str>, head: &[u8], out: &mut Sink) {
    let line = head.get(3..).unwrap_or_default().split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
    let line = decode(line.get(..120).unwrap_or(line)).into_owned();
    // The mark is no character of the line: the place is before its first.
    let excerpt = Excerpt { text: line, start: 0, length: 1, cut_before: false, cut_after: true };
    let spot = Spot { byte: 0, bytes: 3, record: 1, line: 1, column: 1, field: None, value: String::new(), excerpt };
    out.push(Finding::at(&byte_order_mark::RULE, document, spot));
}

/// A file whose lines are read to the end without a record: blank lines too many to be judged by the first bytes, or a
/// header and nothing below it.
pub(crate) fn without_records(document: &Arc<str>, header: bool, out: &mut Sink) {
    if out.errors() > 0 || !(header || out.has_spoken(&blank_lines::RULE)) {
        return;
    }
    let rule = if header { &header_alone::RULE } else { &blank::RULE };
    out.withdraw(&[&blank_lines::RULE, &end_mark::RULE, &line_end_lf::RULE, &line_ends_mixed::RULE, &HEADER_ROW]);
    out.push(Finding::of_document(rule, document));
}

/// A line without a record: blank, or the end mark 0x1A.
pub(crate) fn blank(document: &Arc<str>, record: &Record<'_>, blank: bool, out: &mut Sink) {
    let rule = if blank { &blank_lines::RULE } else { &end_mark::RULE };
    if !out.again(rule) {
        out.push(Finding::at(rule, document, locate(record, 0..record.raw.len(), None)));
    }
}
