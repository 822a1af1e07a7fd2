//! C0449: the code of a total stands in the sixth sheet.

use super::Explanation;
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0449",
    slug: "total-code-in-slip",
    severity: Severity::Error,
    fold: Fold::Field,
    title: Text::new("第6表に集計行のコードがあります", "The code of a total stands in the sixth sheet"),
    message: Text::new(
        "{field}の「{value}」は、第7表の集計行のコードです（{count}か所）。",
        "“{value}” in {field} is the code of a total of the seventh sheet ({count} places).",
    ),
    why: Text::new(
        "第6表（予定・実績）に集計の行はありません。相手のソフトは、この行を1回のサービスとして読みます。",
        "The sixth sheet has no totals; the recipient would read a service.",
    ),
    cure: Text::new(
        "介護ソフトで第6表と第7表を分けて、もう一度出力してください。",
        "Export the sixth and the seventh sheet apart.",
    ),
    source: "別紙 第7表No9",
    ambiguities: &[104],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let upper = case.meant.to_ascii_uppercase();
    let is_total = upper.len() == 6 && ["AAAA", "EEEE", "ZZZZ", "9999"].iter().any(|tail| upper.ends_with(tail));
    let is_slip = case.field.kind == FieldKind::ServiceCode && case.field.codes.is_none();
    (is_slip && is_total && (!upper.ends_with("9999") || upper == "999999")).then(|| Explanation::of(&RULE))
}
