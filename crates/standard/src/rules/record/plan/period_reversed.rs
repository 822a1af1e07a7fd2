//! C0530: a period ends before it begins.

use super::Plan;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0530",
    slug: "period-reversed",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("期間の終わりが始まりより前です", "A period ends before it begins"),
    message: Text::new(
        "{field}の「{value}」が、開始日（{start}）より前です。",
        "“{value}” in {field} lies before the first day {start}.",
    ),
    why: Text::new(
        "有効期間や適用期間が逆だと、相手のソフトで計画や限度額がその期間に入りません。",
        "With a reversed period neither plan nor limit falls into it.",
    ),
    cure: Text::new(
        "被保険者証で期間を確かめて、介護ソフトで直してから、もう一度出力してください。",
        "Look at the insurance card, change the period and export again.",
    ),
    source: "別紙 CSVファイルレイアウト定義書",
    ambiguities: &[],
};

pub(super) fn check(plan: &Plan<'_>, out: &mut Sink) {
    let (start, end) = plan.columns.period;
    if let (Some(from), Some(to)) = (plan.row.date(start), plan.row.date(end))
        && to < from
    {
        plan.row.report_with(&RULE, end, out, |finding| finding.fact("start", from.to_string()));
    }
}
