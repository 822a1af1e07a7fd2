//! How the records end, and whether the last one is whole: what can only be said of all of them together.

use super::{cut, line_end_cr, line_end_lf, line_ends_mixed, no_final_line_end, zeros};
use crate::finding::{Finding, Rule, Sink, Spot, locate};
use crate::scan::{Defect, DefectKind, Record, Scanned, Terminator, is_lead};
use std::sync::Arc;

/// What was seen of the ends of the records so far.
#[derive(Debug, Default)]
pub(crate) struct Endings {
    /// How the first line ended.
    first: Option<Terminator>,
    /// The number of lines that ended like the first.
    alike: u64,
    /// Another end than the first.
    other: Option<Seen>,
    /// CR alone, where it is not the first.
    cr: Option<Seen>,
    first_spot: Option<Spot>,
    /// The number of fields of the last record that was whole.
    fields: usize,
}

#[derive(Debug)]
struct Seen {
    spot: Spot,
    count: u64,
}

impl Endings {
    /// Looks at the end of a record. True when the record is broken off, so that nothing else is to be said about it.
    #[inline]
    pub(crate) fn see(
        &mut self,
        document: &Arc<str>,
        record: &Record<'_>,
        scanned: Scanned,
        defects: &[Defect],
        at_end: bool,
        out: &mut Sink,
    ) -> bool {
        if at_end || record.raw.last() == Some(&0) {
            let whole = scanned.terminator != Terminator::End;
            if self.is_broken_off(document, record, scanned, defects, at_end, out) {
                return true;
            }
            // A quote that stays open takes in the last line end.
            let open = defects.iter().any(|defect| defect.kind == DefectKind::OpenQuote);
            if !whole && !open && !is_blank(record.raw) && at_end {
                out.push(Finding::at(&no_final_line_end::RULE, document, end_of(record, 0)));
            }
        }
        if self.first == Some(scanned.terminator) {
            self.alike += 1;
        } else if scanned.terminator != Terminator::End {
            self.see_another(record, scanned.terminator);
        }
        if scanned.length > 0 {
            self.fields = scanned.fields;
        }
        false
    }

    /// One cause for the whole file: CR alone, or a mixture, or LF.
    pub(crate) fn finish(self, document: &Arc<str>, out: &mut Sink) {
        let mut say = |rule: &'static Rule, spot: Option<Spot>, count: u64| {
            if let Some(spot) = spot {
                let mut finding = Finding::at(rule, document, spot);
                finding.count = count;
                out.push(finding);
            }
        };
        match (self.first, self.cr, self.other) {
            (Some(Terminator::Cr), ..) => say(&line_end_cr::RULE, self.first_spot, self.alike),
            (_, Some(cr), _) => say(&line_end_cr::RULE, Some(cr.spot), cr.count),
            (_, None, Some(other)) => say(&line_ends_mixed::RULE, Some(other.spot), other.count),
            (Some(Terminator::Lf), None, None) => say(&line_end_lf::RULE, self.first_spot, self.alike),
            _ => {}
        }
    }

    fn see_another(&mut self, record: &Record<'_>, terminator: Terminator) {
        let spot = || end_of(record, 1);
        if self.first.is_none() {
            self.first = Some(terminator);
            self.alike = 1;
            self.first_spot = (terminator != Terminator::CrLf).then(spot);
            return;
        }
        let seen = if terminator == Terminator::Cr { &mut self.cr } else { &mut self.other };
        match seen {
            Some(seen) => seen.count += 1,
            None => *seen = Some(Seen { spot: spot(), count: 1 }),
        }
    }

    /// Zeros to the end of the file, or a last record without line end that is shorter than the one before.
    fn is_broken_off(
        &self,
        document: &Arc<str>,
        record: &Record<'_>,
        scanned: Scanned,
        defects: &[Defect],
        at_end: bool,
        out: &mut Sink,
    ) -> bool {
        let has = |kind| defects.iter().any(|defect| defect.kind == kind);
        let unended = at_end && scanned.terminator == Terminator::End;
        let written = record.raw.iter().rposition(|byte| *byte != 0).map_or(0, |at| at + 1);
        if written < record.raw.len() && (unended || has(DefectKind::TooLong)) {
            let mut spot = locate(record, written..record.raw.len(), None);
            spot.value.clear();
            out.push(Finding::at(&zeros::RULE, document, spot));
            return true;
        }
        let short = scanned.fields < self.fields || (self.fields > 0 && has(DefectKind::OpenQuote));
        let cut = unended && (short || ends_in_half(record.raw)) && !is_blank(record.raw);
        if cut {
            out.push(Finding::at(&cut::RULE, document, end_of(record, 0)));
        }
        cut
    }
}

/// Blank, or the end mark alone.
fn is_blank(raw: &[u8]) -> bool {
    raw.iter().all(|byte| matches!(byte, b' ' | b'\t' | 0x1a))
}

/// True when the last byte begins a character of two bytes.
fn ends_in_half(raw: &[u8]) -> bool {
    let mut bytes = raw.iter();
    while let Some(byte) = bytes.next() {
        if is_lead(*byte) && bytes.next().is_none() {
            return true;
        }
    }
    false
}

/// The place behind the last character of a record, with so many bytes of its line end.
fn end_of(record: &Record<'_>, bytes: u32) -> Spot {
    let end = record.raw.len();
    Spot { bytes, ..locate(record, end..end, None) }
}
