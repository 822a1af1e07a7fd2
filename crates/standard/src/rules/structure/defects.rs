//! Which rule stands for which defect in the structure of a record.

use super::{lone_quote, open_quote, quote_in_bare_field, record_too_long};
use crate::check::Context;
use crate::finding::{Finding, Rule, Sink, locate};
use crate::scan::{Defect, DefectKind, Record};
use std::sync::Arc;

/// Says what is broken in the structure of a record, each at its place.
pub(crate) fn report_defects(
    document: &Arc<str>,
    record: &Record<'_>,
    defects: &[Defect],
    context: Option<&Context>,
    out: &mut Sink,
) {
    let open = defects.iter().any(|defect| defect.kind == DefectKind::OpenQuote);
    for defect in defects {
        // What is too long because a quote was not closed has its cause in the quote.
        if open && defect.kind == DefectKind::TooLong {
            continue;
        }
        let rule = rule_of(defect.kind);
        if !out.wants(rule) {
            out.count(rule);
            continue;
        }
        let at = defect.at as usize;
        let field = context.and_then(|context| context.layout.fields.get(defect.field as usize));
        let field = field.filter(|_| defect.kind != DefectKind::TooLong);
        let finding = Finding::at(rule, document, locate(record, at..at + 1, field));
        out.push(if defect.kind == DefectKind::LoneQuote { finding.suggest("\"\"") } else { finding });
    }
}

fn rule_of(kind: DefectKind) -> &'static Rule {
    match kind {
        DefectKind::OpenQuote => &open_quote::RULE,
        DefectKind::LoneQuote => &lone_quote::RULE,
        DefectKind::QuoteInBareField => &quote_in_bare_field::RULE,
        DefectKind::TooLong => &record_too_long::RULE,
    }
}
