//! C0524: no discount is written as 100 or 0.

use super::Line;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0524",
    slug: "discount-none-written",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("割引なしが空になっていません", "No discount is written as a number"),
    message: Text::new(
        "{field}が「{value}」です（{count}か所）。割引なしとして読みました。",
        "{field} is “{value}” ({count} places); it was read as no discount.",
    ),
    why: Text::new(
        "割引がないときは空にするのが確実です。100や0を割引として計算するソフトがあります。",
        "Without a discount the field is best left empty; some software takes 100 or 0 for one.",
    ),
    cure: Text::new(
        "そのまま送れます。介護ソフトの出力設定で空にできるときは、空にしてください。",
        "It can be sent as it is. Leave it empty if the export settings allow it.",
    ),
    source: "別紙 第7表No14",
    ambiguities: &[111],
};

pub(super) fn check(line: &Line<'_>, out: &mut Sink) {
    let rate = line.row.bytes(line.columns.discount_rate);
    if !line.total && matches!(rate, b"100" | b"0") {
        line.row.report(&RULE, line.columns.discount_rate, out);
    }
}
