//! C0510: the detail number of an equipment is 0.

use super::Line;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0510",
    slug: "detail-number-zero",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("明細判別コードが0です", "A detail number is 0"),
    message: Text::new(
        "{field}が0です（{count}か所）。使っていないものとして読みました。",
        "{field} is 0 ({count} places); it was read as not used.",
    ),
    why: Text::new(
        "明細判別コードは1からの連番で、使わないときは空にします。",
        "The number counts from 1 and is empty when it is not used.",
    ),
    cure: Text::new(
        "そのまま送れます。介護ソフトの出力設定で空にできるときは、空にしてください。",
        "It can be sent as it is. Leave it empty if the export settings allow it.",
    ),
    source: "別紙 第6表No19",
    ambiguities: &[89],
};

pub(super) fn check(line: &Line<'_>, out: &mut Sink) {
    if line.is_equipment() && line.row.bytes(line.columns.detail) == b"0" {
        line.row.report(&RULE, line.columns.detail, out);
    }
}
