//! C0311: the number of fields is right, but from one field on the values stand beside their places.

use crate::check::Context;
use crate::finding::{Finding, Fold, Rule, Severity, Text};
use crate::scan::Record;

pub(crate) static RULE: Rule = Rule {
    id: "C0311",
    slug: "columns-shifted",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("項目が横にずれています", "The columns are shifted"),
    message: Text::new(
        "{line}行目は、{field}から後ろの値が1つずれています（同じ行が{count}行）。",
        "In line {line} the values from {field} on stand one column off ({count} records alike).",
    ),
    why: Text::new(
        "項目が1つ抜けるか余分に入ると、後ろの値がすべて別の項目として読まれます。",
        "One field more or less makes all that follow be read as other fields.",
    ),
    cure: Text::new(
        "{field}の前後に、抜けた項目か余分なカンマがないか確かめて、介護ソフトからもう一度出力してください。",
        "Look around {field} for a missing field or an extra comma, and export again.",
    ),
    source: "別紙 CSVファイルレイアウト定義書",
    ambiguities: &[],
};

pub(super) fn finding(context: &Context, record: &Record<'_>, from: usize) -> Finding {
    context.finding(&RULE, record, from)
}
