//! C0433: six digits that are no month of care insurance.

use super::Explanation;
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0433",
    slug: "month-not-existing",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("存在しない年月です", "A month that does not exist"),
    message: Text::new(
        "{field}の「{value}」は、使える年月ではありません。",
        "“{value}” in {field} is no month that can be meant.",
    ),
    why: Text::new(
        "年月は西暦6桁（例 202505）で書きます。000000を書けるのは、計画書に付ける利用者補足情報だけです。",
        "Months have six digits (202505); only 補足情報 that goes with the plan sheets has 000000.",
    ),
    cure: Text::new(
        "介護ソフトで対象の年月を確かめて、もう一度出力してください。",
        "Look at the month in the care software and export again.",
    ),
    source: "別紙 CSVファイルレイアウト定義書",
    ambiguities: &[],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let is_cause = case.field.kind == FieldKind::Month6
        && case.meant.len() == 6
        && case.meant.bytes().all(|byte| byte.is_ascii_digit());
    is_cause.then(|| Explanation::of(&RULE))
}
