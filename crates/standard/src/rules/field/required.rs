//! C0401: nothing stands in a field that must have a value.

use super::Explanation;
use crate::check::Case;
use crate::data::{Confidence, Requirement};
use crate::finding::{Fold, Rule, Severity, Text};
use crate::types::CsvVersion;

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
    ambiguities: &[49, 67],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    (case.field.requirement == Requirement::Required && is_sure(case)).then(|| Explanation::of(&RULE))
}

/// True when the mark was read without doubt. A derived layout is as sure as the one it was derived from.
pub(super) fn is_sure(case: &Case<'_>) -> bool {
    let field = case.field;
    let origin = || {
        let layout = case.context.standard.layout(CsvVersion::V202407, case.context.layout.kind)?;
        layout.fields.get(layout.index_of(field.name)?)
    };
    match field.confidence {
        Confidence::Sure => true,
        Confidence::Inferred => false,
        Confidence::Derived => origin().is_none_or(|origin| origin.confidence == Confidence::Sure),
    }
}
