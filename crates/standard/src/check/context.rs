//! What a rule sees: the document, its layout, and for a field the case at hand.

use super::Options;
use crate::data::{Field, Layout, Standard};
use crate::finding::{FieldRef, Finding, Rule, Sink, Spot, locate};
use crate::rules::structure::Noticed;
use crate::scan::Record;
use crate::types::DocumentName;
use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

/// The document that is being checked.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) document: Arc<str>,
    /// The name, when it can be read.
    pub(crate) name: Option<DocumentName>,
    /// The layout the records are checked against.
    pub(crate) layout: &'static Layout,
    pub(crate) standard: &'static Standard,
    pub(crate) options: Options,
    /// What is tolerated at many places and said once.
    pub(crate) noticed: RefCell<Noticed>,
}

impl Context {
    /// The spot of a field of a record, by index from 0. Quotes are not part of it.
    pub(crate) fn spot(&self, record: &Record<'_>, index: usize) -> Spot {
        locate(record, range_of(record, index), self.layout.fields.get(index))
    }

    /// A finding at a field.
    pub(crate) fn finding(&self, rule: &'static Rule, record: &Record<'_>, index: usize) -> Finding {
        Finding::at(rule, &self.document, self.spot(record, index))
    }

    /// A finding at a record as a whole.
    pub(crate) fn record_finding(&self, rule: &'static Rule, record: &Record<'_>) -> Finding {
        let mut spot = locate(record, 0..record.raw.len(), None);
        spot.value.clear();
        Finding::at(rule, &self.document, spot)
    }

    /// Reports a rule at a field: makes the finding only when it will be kept.
    pub(crate) fn report(&self, rule: &'static Rule, record: &Record<'_>, index: usize, out: &mut Sink) {
        if out.again_at(rule, self.layout.fields.get(index).map(FieldRef::from)) {
            return;
        }
        if out.wants(rule) { out.push(self.finding(rule, record, index)) } else { out.count(rule) }
    }
}

/// The bytes of a field in its record.
pub(crate) fn range_of(record: &Record<'_>, index: usize) -> Range<usize> {
    match record.spans.get(index) {
        Some(span) => span.start as usize..span.end as usize,
        None => record.raw.len()..record.raw.len(),
    }
}

/// A rule that looks at records, one after the other, and may remember what it saw.
pub(crate) trait Watch: Send {
    /// Looks at a record that has the right number of fields. Fields may still be wrong: a watch says nothing about a
    /// value that another rule has refused.
    fn record(&mut self, context: &Context, record: &Record<'_>, out: &mut Sink);

    /// Called once after the last record.
    fn finish(&mut self, _context: &Context, _out: &mut Sink) {}
}

/// A field that is not as plainly right as most: the rules in [`crate::rules::field`] say why.
pub(crate) struct Case<'a> {
    pub(crate) context: &'a Context,
    pub(crate) record: &'a Record<'a>,
    /// Index of the field, from 0.
    pub(crate) index: usize,
    pub(crate) field: &'static Field,
    /// The bytes as they stand there, without quotes.
    pub(crate) bytes: &'a [u8],
    /// The same as text, doubled quotes made single.
    pub(crate) text: Cow<'a, str>,
    /// The text as it may be meant: half-width, without spaces around.
    pub(crate) meant: String,
}

impl Case<'_> {
    /// A finding of this rule at this field.
    pub(crate) fn finding(&self, rule: &'static Rule) -> Finding {
        self.context.finding(rule, self.record, self.index)
    }

    /// A finding at a part of the field, given in bytes of the field.
    pub(crate) fn finding_within(&self, rule: &'static Rule, start: u32, length: u32) -> Finding {
        let base = range_of(self.record, self.index).start + start as usize;
        let spot = locate(self.record, base..base + length as usize, Some(self.field));
        Finding::at(rule, &self.context.document, spot)
    }
}
