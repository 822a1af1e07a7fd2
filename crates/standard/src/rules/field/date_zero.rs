//! C0425: 00000000 stands in a date that may be empty.

use super::Explanation;
use crate::check::Case;
use crate::data::{FieldKind, Requirement};
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0425",
    slug: "date-zero",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("日付が00000000です", "A date is 00000000"),
    message: Text::new(
        "{field}が「00000000」です（{count}か所）。空として読みました。",
        "{field} is “00000000” ({count} places); it was read as empty.",
    ),
    why: Text::new(
        "00000000を書くのは、利用者補足情報の計画作成（変更）日だけです。分からない日付は空にします。",
        "Only the plan date of 補足情報 is written 00000000; an unknown date is left empty.",
    ),
    cure: Text::new(
        "そのまま送れます。介護ソフトで日付を空にできるときは、空にしてください。",
        "It can be sent as it is. Leave the date empty if the care software allows it.",
    ),
    source: "別紙 利用者補足情報No4",
    ambiguities: &[43],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let is_cause = case.field.kind == FieldKind::Date8
        && case.field.requirement != Requirement::Required
        && case.meant == "00000000";
    is_cause.then(|| Explanation::of(&RULE))
}
