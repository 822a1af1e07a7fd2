//! C0513: a service other than a short stay is marked as beyond 30 days.

use super::Line;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0513",
    slug: "over-30-elsewhere",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("短期入所でない行に30日超の印があります", "“Beyond 30 days” on another service"),
    message: Text::new(
        "短期入所でないサービス「{code}」の{field}が1（該当）です（{count}か所）。",
        "{field} is 1 on “{code}”, which is no short stay ({count} places).",
    ),
    why: Text::new(
        "30日を超えた日は短期入所だけにあり、全額自己負担になります。印が違うと、負担の計算が変わります。",
        "Only short stays go beyond 30 days; the mark makes the person pay in full.",
    ),
    cure: Text::new(
        "サービスコードか30日超区分を確かめてください。正しければ、そのまま送れます。",
        "Look at the service code and the mark; it can be sent if both are right.",
    ),
    source: "別紙 第6表No23",
    ambiguities: &[92],
};

pub(super) fn check(line: &Line<'_>, out: &mut Sink) {
    if line.row.bytes(line.columns.over_30) == b"1" && line.is_no_stay() {
        let code = line.row.text(line.columns.code);
        line.row.report_with(&RULE, line.columns.over_30, out, |finding| finding.fact("code", code));
    }
}
