//! C0426: 00000000 stands in a date that must be given.

use super::Explanation;
use crate::check::Case;
use crate::data::{FieldKind, Requirement};
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0426",
    slug: "date-zero-required",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("必ず入れる日付が00000000です", "A required date is 00000000"),
    message: Text::new(
        "{field}が「00000000」です。日付が入っていないのと同じです。",
        "{field} is “00000000”, which is the same as no date.",
    ),
    why: Text::new(
        "標準仕様で必須（○）の日付です。00000000を書けるのは、利用者補足情報の計画作成（変更）日だけです。",
        "The date is required; only the plan date of 補足情報 may be 00000000.",
    ),
    cure: Text::new(
        "介護ソフトで{field}を入力して、もう一度出力してください。",
        "Enter {field} in the care software and export again.",
    ),
    source: "別紙 利用者補足情報No4",
    ambiguities: &[43],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let is_cause = case.field.kind == FieldKind::Date8
        && case.field.requirement == Requirement::Required
        && case.meant == "00000000";
    is_cause.then(|| Explanation::of(&RULE))
}
