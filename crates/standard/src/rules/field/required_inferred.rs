//! C0402: nothing stands in a field that is read as required, though the mark is not certain.

use super::Explanation;
use super::required::is_sure;
use crate::check::Case;
use crate::data::Requirement;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0402",
    slug: "required-inferred-empty",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("必須と読める項目が空です", "A field that seems to be required is empty"),
    message: Text::new("{field}に何も入っていません（{count}か所）。", "Nothing stands in {field} ({count} places)."),
    why: Text::new(
        "標準仕様の表では、必須の印（○）がこの項目に付くと読めますが、はっきりしません。空のままだと、相手のソフトによっては取り込めません。",
        "The mark in the standard seems to belong to this field, though not for certain; some software needs the value.",
    ),
    cure: Text::new(
        "介護ソフトで{field}を入力できるときは、入力してもう一度出力してください。単位数が決まらないときは0を入れます。",
        "Enter {field} if the care software lets you, and export again; unknown units are written as 0.",
    ),
    source: "別紙 CSVファイルレイアウト定義書（推定した○）",
    ambiguities: &[81, 95],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    (case.field.requirement == Requirement::Required && !is_sure(case)).then(|| Explanation::of(&RULE))
}
