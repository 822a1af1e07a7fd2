//! C0422: eight digits that are no day.

use super::Explanation;
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0422",
    slug: "date-not-existing",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("存在しない日付です", "A day that does not exist"),
    message: Text::new("{field}の「{value}」は、存在しない日付です。", "“{value}” in {field} is no day."),
    why: Text::new(
        "年月日は西暦8桁（例 20250425）で書きます。存在しない日付は、相手のソフトが取り込めません。",
        "Dates have eight digits (20250425); a day that does not exist cannot be imported.",
    ),
    cure: Text::new(
        "介護ソフトで{field}の日付を確かめて、もう一度出力してください。",
        "Look at the date in the care software and export again.",
    ),
    source: "別紙 CSVファイルレイアウト定義書",
    ambiguities: &[43],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let is_cause = case.field.kind == FieldKind::Date8
        && case.meant.len() == 8
        && case.meant.bytes().all(|byte| byte.is_ascii_digit());
    is_cause.then(|| Explanation::of(&RULE))
}
