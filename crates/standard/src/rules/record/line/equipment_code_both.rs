//! C0506: a rented equipment has both codes.

use super::Line;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0506",
    slug: "equipment-code-both",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("TAISコードと届出コードの両方があります", "Both equipment codes are given"),
    message: Text::new(
        "TAISコードと福祉用具届出コード「{value}」の両方が入っています（{count}か所）。",
        "Both TAIS code and notification code “{value}” are given ({count} places).",
    ),
    why: Text::new(
        "届出コードは、TAISコードのない用具だけに使います。両方あると、どちらが正しいか分かりません。",
        "The notification code is for equipment without a TAIS code; with both it is not clear which is right.",
    ),
    cure: Text::new(
        "介護ソフトの用具の登録で、どちらか1つにしてください。そのままでも送れます。",
        "Keep one of the two in the care software; it can be sent as it is.",
    ),
    source: "別紙 第6表No16・17",
    ambiguities: &[86],
};

pub(super) fn check(line: &Line<'_>, out: &mut Sink) {
    if line.is_equipment() && line.has(line.columns.tais) && line.has(line.columns.notification) {
        line.row.report(&RULE, line.columns.notification, out);
    }
}
