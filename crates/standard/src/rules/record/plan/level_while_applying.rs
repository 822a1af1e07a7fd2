//! C0532: a level of care is given while it is being applied for.

use super::Plan;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0532",
    slug: "level-while-applying",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("申請中なのに要介護度が入っています", "A level of care while it is being applied for"),
    message: Text::new(
        "認定状況区分が1（申請中）で、{field}に「{value}」が入っています（{count}か所）。参考の値として読みました。",
        "The level is being applied for, and “{value}” stands in {field} ({count} places); it was read for information.",
    ),
    why: Text::new(
        "申請中のときの要介護度が、見込みか前回の結果かは決まっていません。",
        "The standard does not say whether such a level is expected or the last one.",
    ),
    cure: Text::new(
        "そのまま送れます。見込みのときは、相手にそのことを伝えてください。",
        "It can be sent as it is. Tell the recipient if it is expected.",
    ),
    source: "別紙 1表No17・21",
    ambiguities: &[126],
};

pub(super) fn check(plan: &Plan<'_>, out: &mut Sink) {
    let (status, level) = (plan.columns.status, plan.columns.level);
    if plan.row.bytes(status) == b"1" && plan.row.is_right(level) {
        plan.row.report(&RULE, level, out);
    }
}
