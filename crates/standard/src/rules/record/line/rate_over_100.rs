//! C0523: a rate is more than 100 per cent.

use super::Line;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0523",
    slug: "rate-over-100",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("率が100を超えています", "A rate of more than 100"),
    message: Text::new(
        "{field}が「{value}」です（{count}か所）。百分率なら100までです。",
        "{field} is “{value}” ({count} places); a percentage goes up to 100.",
    ),
    why: Text::new(
        "給付率と割引後率は百分率で書きます。100を超える値は、打ち間違いか、単位の違いです。",
        "Both rates are percentages; more than 100 is a slip or another unit.",
    ),
    cure: Text::new(
        "介護ソフトで率を確かめてください。正しければ、そのまま送れます。",
        "Look at the rate in the care software; it can be sent if it is right.",
    ),
    source: "別紙 第7表No14・25",
    ambiguities: &[113],
};

pub(super) fn check(line: &Line<'_>, out: &mut Sink) {
    for column in [line.columns.benefit_rate, line.columns.discount_rate] {
        let rate = line.row.bytes(column);
        if rate.len() >= 3 && rate != b"100" && line.row.is_right(column) {
            line.row.report(&RULE, column, out);
        }
    }
}
