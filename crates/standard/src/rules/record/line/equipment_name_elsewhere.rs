//! C0508: a service other than equipment has the name of an equipment.

use super::Line;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0508",
    slug: "equipment-name-elsewhere",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("福祉用具でない行に用具名称があります", "An equipment name in another service"),
    message: Text::new(
        "福祉用具貸与（種類17・67）ではない行の{field}に「{value}」が入っています（{count}か所）。",
        "“{value}” stands in {field} of a service other than equipment rental ({count} places).",
    ),
    why: Text::new(
        "用具名称は福祉用具の行だけに使い、ほかの行では空にします。",
        "The name belongs to equipment rental; elsewhere it is empty.",
    ),
    cure: Text::new(
        "サービスコードか用具名称を確かめてください。そのままでも送れます。",
        "Look at the service code and the name; it can be sent as it is.",
    ),
    source: "別紙 第6表No18",
    ambiguities: &[90],
};

pub(super) fn check(line: &Line<'_>, out: &mut Sink) {
    if line.is_other_service() && line.has(line.columns.equipment) {
        line.row.report(&RULE, line.columns.equipment, out);
    }
}
