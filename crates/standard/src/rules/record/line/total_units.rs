//! C0521: a total has units of a single service.

use super::Line;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0521",
    slug: "total-units",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("集計行の単位数が0ではありません", "A total has units"),
    message: Text::new(
        "集計の行の{field}が「{value}」です。集計の行では0にします。",
        "{field} of a total is “{value}”; in totals it is 0.",
    ),
    why: Text::new(
        "小計・全合計の合計は「サービス単位金額」などに入れます。単位数に値があると、二重に計算されます。",
        "The sums of totals stand in the fields of amounts; units here are counted twice.",
    ),
    cure: Text::new("介護ソフトを最新にして、もう一度出力してください。", "Update the care software and export again."),
    source: "別紙 第7表No13",
    ambiguities: &[103],
};

pub(super) fn check(line: &Line<'_>, out: &mut Sink) {
    let units = line.row.bytes(line.columns.units);
    if line.total && units.iter().all(u8::is_ascii_digit) && units.iter().any(|digit| *digit != b'0') {
        line.row.report(&RULE, line.columns.units, out);
    }
}
