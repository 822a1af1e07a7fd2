//! The month of the records against the month of the file's name (C0601, C0602, C0603).

use super::{hosoku_month, month_not_of_name, months_mixed};
use crate::check::{Context, Watch};
use crate::finding::{Rule, Sink};
use crate::scan::Record;
use crate::types::{DocumentKind, TargetMonth};

/// Makes the watch, for the kinds that carry a month.
pub(super) fn watch(context: &Context) -> Option<Box<dyn Watch>> {
    let layout = context.layout;
    let column = layout.index_of("対象年月").or_else(|| layout.index_of("削除対象年月"))?;
    let named = context.name.and_then(|name| name.month).map(|month| month.to_string());
    let rule = match (layout.kind, &named) {
        (DocumentKind::UpHosoku, _) => &hosoku_month::RULE,
        (_, Some(_)) => &month_not_of_name::RULE,
        (_, None) => &months_mixed::RULE,
    };
    let expected = named.and_then(|month| <[u8; 6]>::try_from(month.as_bytes()).ok());
    Some(Box::new(Months { column, expected, rule }))
}

struct Months {
    column: usize,
    /// The month of the name; without a name that of the first record.
    expected: Option<[u8; 6]>,
    rule: &'static Rule,
}

impl Watch for Months {
    fn record(&mut self, context: &Context, record: &Record<'_>, out: &mut Sink) {
        let bytes = record.bytes(self.column);
        let Some(expected) = &self.expected else {
            self.expected = is_month(context, bytes).then(|| bytes.try_into().ok()).flatten();
            return;
        };
        if bytes == expected || !is_month(context, bytes) || out.again(self.rule) {
            return;
        }
        let expected_text = String::from_utf8_lossy(expected);
        let found = String::from_utf8_lossy(bytes);
        let finding = context.finding(self.rule, record, self.column);
        out.push(
            finding
                .fact("expected", words(expected))
                .fact("found", words(bytes))
                .fact("expected_en", expected_text)
                .fact("found_en", found),
        );
    }
}

/// Another value is refused by the rules for fields.
fn is_month(context: &Context, bytes: &[u8]) -> bool {
    TargetMonth::parse(bytes).is_ok() || (bytes == b"000000" && context.layout.kind == DocumentKind::UpHosoku)
}

/// `202505` as an office reads it: 2025年5月.
fn words(month: &[u8]) -> String {
    match TargetMonth::parse(month) {
        Ok(month) => format!("{}年{}月", month.year(), month.month()),
        Err(_) => "「000000」".to_owned(),
    }
}
