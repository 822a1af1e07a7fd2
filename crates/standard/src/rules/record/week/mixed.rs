//! C0550: one record of the weekly plan holds two kinds of entries.

use super::Week;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0550",
    slug: "week-row-mixed",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("週間計画表の1行に複数の種類が入っています", "One record of the weekly plan holds two kinds"),
    message: Text::new(
        "1行に、{first}と{field}の両方が入っています（{count}か所）。分けて読みました。",
        "One record holds both {first} and {field} ({count} places); they were read apart.",
    ),
    why: Text::new(
        "介護サービス・日常生活の活動・週単位以外のサービスは、1行に1種類ずつ書きます。",
        "Services, activities and other services stand in records of their own.",
    ),
    cure: Text::new(
        "そのまま送れます。介護ソフトの出力設定で分けられるときは、分けてください。",
        "It can be sent as it is. Split them if the export settings allow it.",
    ),
    source: "別紙 3表の構成",
    ambiguities: &[122],
};

pub(super) fn check(week: &Week<'_>, out: &mut Sink) {
    let mut used = week.groups().filter(|group| group.iter().any(|column| !week.row.is_empty(*column)));
    if let (Some(first), Some(second)) = (used.next(), used.next()) {
        let name = week.row.name(first.first().copied().flatten());
        week.row.report_with(&RULE, second.first().copied().flatten(), out, |finding| finding.fact("first", name));
    }
}
