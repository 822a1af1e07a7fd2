//! C0401: nothing stands in a field that must have a value.

use crate::check::Case;
use crate::data::{Confidence, Requirement};
use crate::finding::{Finding, Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0401",
    slug: "required-empty",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("必ず入れる項目が空です", "A required field is empty"),
    message: Text::new("{field}に何も入っていません。", "Nothing stands in {field}."),
    why: Text::new(
        "標準仕様で必須（○）の項目です。空のままでは、相手のソフトがこの行を取り込めません。",
        "The standard marks the field as required; without it the record cannot be imported.",
    ),
    cure: Text::new(
        "介護ソフトで{field}を入力して、もう一度出力してください。",
        "Enter {field} in the care software and export again.",
    ),
    source: "別紙 CSVファイルレイアウト定義書（必須の○）",
    ambiguities: &[67],
};

pub(super) fn check(case: &Case<'_>) -> Option<Finding> {
    let sure = case.field.requirement == Requirement::Required && case.field.confidence != Confidence::Inferred;
    (case.bytes.is_empty() && sure).then(|| case.finding(&RULE))
}
