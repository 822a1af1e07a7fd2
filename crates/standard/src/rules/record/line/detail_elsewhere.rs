//! C0509: a service other than equipment has a detail number.

use super::Line;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0509",
    slug: "detail-number-elsewhere",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("福祉用具でない行に明細判別コードがあります", "A detail number in another service"),
    message: Text::new(
        "福祉用具貸与（種類17・67）ではない行の{field}に「{value}」が入っています（{count}か所）。",
        "“{value}” stands in {field} of a service other than equipment rental ({count} places).",
    ),
    why: Text::new(
        "明細判別コードは、同じサービスコード・同じ単位数の用具が複数あるときの連番です。ほかの行では空にします。",
        "The number tells equipment of one code and one price apart; elsewhere it is empty.",
    ),
    cure: Text::new(
        "そのまま送れます。介護ソフトの出力設定で空にできるときは、空にしてください。",
        "It can be sent as it is. Leave it empty if the export settings allow it.",
    ),
    source: "別紙 第6表No19",
    ambiguities: &[89],
};

pub(super) fn check(line: &Line<'_>, out: &mut Sink) {
    if line.is_other_service() && line.has(line.columns.detail) {
        line.row.report(&RULE, line.columns.detail, out);
    }
}
