//! C0507: a service other than equipment has an equipment code.

use super::Line;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0507",
    slug: "equipment-code-elsewhere",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("福祉用具でない行に用具のコードがあります", "An equipment code in another service"),
    message: Text::new(
        "福祉用具貸与（種類17・67）ではない行の{field}に「{value}」が入っています（{count}か所）。",
        "“{value}” stands in {field} of a service other than equipment rental ({count} places).",
    ),
    why: Text::new(
        "用具のコードは、サービスコードの先頭2桁が17か67の行に入れます。ほかの行では空にします。",
        "Equipment codes belong to service codes that begin with 17 or 67; elsewhere they are empty.",
    ),
    cure: Text::new(
        "サービスコードか用具のコードを確かめてください。そのままでも送れます。",
        "Look at the service code and the equipment code; it can be sent as it is.",
    ),
    source: "別紙 第6表No16・17",
    ambiguities: &[85, 86],
};

pub(super) fn check(line: &Line<'_>, out: &mut Sink) {
    if line.is_other_service() {
        let mut codes = [line.columns.tais, line.columns.notification].into_iter();
        if let Some(code) = codes.find(|column| line.has(*column)) {
            line.row.report(&RULE, code, out);
        }
    }
}
