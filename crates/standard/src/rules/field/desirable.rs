//! C0403: nothing stands in a field that is marked 必要 only.

use super::Explanation;
use crate::check::Case;
use crate::data::Requirement;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0403",
    slug: "desirable-empty",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("入れておきたい項目が空です", "A field that should have a value is empty"),
    message: Text::new("{field}に何も入っていません（{count}か所）。", "Nothing stands in {field} ({count} places)."),
    why: Text::new(
        "標準仕様で「必要」の印だけが付いた項目です。空でも送れますが、相手が内容を電話で確かめることになります。",
        "The standard marks the field as needed, not as required. The recipient may have to ask.",
    ),
    cure: Text::new(
        "介護ソフトで{field}を入力して、もう一度出力してください。",
        "Enter {field} in the care software and export again.",
    ),
    source: "別紙 3表・予防の各表（必要の○）",
    ambiguities: &[66],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    (case.field.requirement == Requirement::Desirable).then(|| Explanation::of(&RULE))
}
