//! Rules about a file as a whole (C01xx).

mod empty;

use crate::check::Foreign;
use crate::finding::{Finding, Rule, Sink};
use crate::scan::{Record, Terminator};
use std::sync::Arc;

/// The rules of this folder in the order of their ids.
pub static ALL: &[&Rule] = &[&empty::RULE];

/// Says what the file is instead of MS932 CSV.
pub(crate) fn report_foreign(document: &Arc<str>, foreign: Foreign, _head: &[u8], out: &mut Sink) {
    if foreign == Foreign::Empty {
        out.push(Finding::of_document(&empty::RULE, document));
    }
}

/// An UTF-8 byte order mark stands before text that is all ASCII.
pub(crate) fn report_byte_order_mark(_document: &Arc<str>, _head: &[u8], _out: &mut Sink) {}

/// Judges how a record ends. `at_end`: nothing follows.
pub(crate) fn line_end(_document: &Arc<str>, _record: &Record<'_>, _end: Terminator, _at_end: bool, _out: &mut Sink) {}

/// A line without a record: blank, or the end mark 0x1A.
pub(crate) fn blank(_document: &Arc<str>, _record: &Record<'_>, _blank: bool, _out: &mut Sink) {}
