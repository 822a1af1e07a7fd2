//! C0428: a month stands where a date belongs.

use super::Explanation;
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};
use crate::types::TargetMonth;

pub(crate) static RULE: Rule = Rule {
    id: "C0428",
    slug: "date-six-digits",
    severity: Severity::Error,
    fold: Fold::Field,
    title: Text::new("年月日の項目に年月だけが入っています", "A month stands where a date belongs"),
    message: Text::new(
        "{field}の「{value}」は6桁です（{count}か所）。ここには日まで入れた8桁（例 20250425）を入れます。",
        "“{value}” in {field} has six digits ({count} places); a date has eight (20250425).",
    ),
    why: Text::new(
        "標準仕様の例は6桁で書かれていますが、項目は8桁です。日がないと、計画や相談を結び付けられません。",
        "The example in the standard has six digits, but the field has eight; without the day the records cannot be linked.",
    ),
    cure: Text::new(
        "介護ソフトで{field}を日まで入力して、もう一度出力してください。",
        "Enter {field} with its day and export again.",
    ),
    source: "別紙 補足",
    ambiguities: &[132],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let is_month = case.field.kind == FieldKind::Date8 && TargetMonth::parse(case.meant.as_bytes()).is_ok();
    is_month.then(|| Explanation::of(&RULE))
}
