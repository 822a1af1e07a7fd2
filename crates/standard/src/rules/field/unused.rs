//! C0404: a field that is not used has a value.

use super::Explanation;
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0404",
    slug: "unused-filled",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("使わない項目に値があります", "A field that is not used has a value"),
    message: Text::new(
        "{field}に「{value}」が入っています（{count}か所）。この項目は使いません。",
        "“{value}” stands in {field} ({count} places), which is not used.",
    ),
    why: Text::new(
        "標準仕様で「使用しない」項目です。読むときは無視します。",
        "The standard does not use the field; it is ignored.",
    ),
    cure: Text::new(
        "そのまま送れます。介護ソフトの出力設定で空にできるときは、空にしてください。",
        "It can be sent as it is. Leave the field empty if the export settings allow it.",
    ),
    source: "別紙 CSVファイルレイアウト定義書",
    ambiguities: &[100],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    (case.field.kind == FieldKind::Unused).then(|| Explanation::of(&RULE))
}
