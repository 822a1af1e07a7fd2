//! C0531: the first plan is dated after this one.

use super::Plan;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0531",
    slug: "first-plan-later",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("初回の作成日が今回の作成日より後です", "The first plan is dated after this one"),
    message: Text::new(
        "{field}の「{value}」が、今回の作成（変更）日（{plan}）より後です（{count}か所）。",
        "“{value}” in {field} lies after the date of this plan, {plan} ({count} places).",
    ),
    why: Text::new(
        "初回の作成日は、今回の計画と同じか、それより前の日です。",
        "The first plan is of the same day as this one or earlier.",
    ),
    cure: Text::new(
        "介護ソフトで2つの日付を確かめてください。正しければ、そのまま送れます。",
        "Look at both dates; it can be sent if they are right.",
    ),
    source: "別紙 1表No14・15、支援計画書No4・20",
    ambiguities: &[],
};

pub(super) fn check(plan: &Plan<'_>, out: &mut Sink) {
    let (made, first) = (plan.columns.made, plan.columns.first);
    if let (Some(now), Some(before)) = (plan.row.date(made), plan.row.date(first))
        && before > now
    {
        plan.row.report_with(&RULE, first, out, |finding| finding.fact("plan", now.to_string()));
    }
}
