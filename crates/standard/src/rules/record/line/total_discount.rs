//! C0522: a total has a discount.

use super::Line;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0522",
    slug: "total-discount",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("集計行に割引の値があります", "A total has a discount"),
    message: Text::new(
        "集計の行の{field}に「{value}」が入っています。集計の行では空にします。",
        "“{value}” stands in {field} of a total; in totals it is empty.",
    ),
    why: Text::new(
        "割引後率と割引後単位数は、明細の行だけに入れる決まりです。",
        "The discount belongs to the items alone.",
    ),
    cure: Text::new("介護ソフトを最新にして、もう一度出力してください。", "Update the care software and export again."),
    source: "別紙 第7表No14・15",
    ambiguities: &[103, 112],
};

pub(super) fn check(line: &Line<'_>, out: &mut Sink) {
    if !line.total {
        return;
    }
    for column in [line.columns.discount_rate, line.columns.discount_units] {
        // 0 and empty are the same (A112); what is no number has been refused.
        let value = line.row.bytes(column);
        if value.iter().all(u8::is_ascii_digit) && value.iter().any(|digit| *digit != b'0') {
            line.row.report(&RULE, column, out);
        }
    }
}
