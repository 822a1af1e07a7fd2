//! Rules about characters, quotes and the limits of records (C02xx).

mod gaiji;

use crate::check::{Case, Context};
use crate::finding::{Finding, Rule, Sink, locate};
use crate::scan::{CharFault, Defect, Record, check_text};
use std::sync::Arc;

/// The rules of this folder in the order of their ids.
pub static ALL: &[&Rule] = &[&gaiji::RULE];

/// Says what is broken in the structure of a record.
pub(crate) fn report_defects(
    _document: &Arc<str>,
    _record: &Record<'_>,
    _defects: &[Defect],
    _context: Option<&Context>,
    _out: &mut Sink,
) {
}

/// Judges the characters of a record whose fields are not looked at one by one.
pub(crate) fn characters(document: &Arc<str>, record: &Record<'_>, out: &mut Sink) {
    for span in record.spans {
        if let Err((at, length, fault)) = check_text(record.slice(*span), span.quoted) {
            let start = (span.start + at) as usize;
            let spot = locate(record, start..start + length as usize, None);
            out.push(Finding::at(rule_of(fault), document, spot));
        }
    }
}

/// The rule for a bad character.
pub(crate) fn rule_of(_fault: CharFault) -> &'static Rule {
    &gaiji::RULE
}

/// What is wrong with the characters of a field. The first thing to ask about a field: when it speaks, the value is not
/// looked at further.
pub(crate) fn field_characters(case: &Case<'_>) -> Option<Finding> {
    let span = case.record.spans.get(case.index)?;
    let (at, length, fault) = check_text(case.bytes, span.quoted).err()?;
    Some(case.finding_within(rule_of(fault), at, length))
}

/// Quotes where the standard writes none, or none where it writes them (A026). The second thing to ask; the value is
/// looked at all the same.
pub(crate) fn quoting(_case: &Case<'_>) -> Option<Finding> {
    None
}

/// Characters that not every software has (A038). The third thing to ask; the value is looked at all the same.
pub(crate) fn vendor(_case: &Case<'_>) -> Option<Finding> {
    None
}
