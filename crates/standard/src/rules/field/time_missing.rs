//! C0435: four digits that are no time.

use super::Explanation;
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0435",
    slug: "time-not-existing",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("存在しない時刻です", "A time that does not exist"),
    message: Text::new("{field}の「{value}」は、存在しない時刻です。", "“{value}” in {field} is no time."),
    why: Text::new("時刻は4桁（0000から2359）で書きます。", "Times have four digits, 0000 to 2359."),
    cure: Text::new(
        "介護ソフトで{field}を確かめて、もう一度出力してください。",
        "Look at {field} in the care software and export again.",
    ),
    source: "別紙 第6表No12・13",
    ambiguities: &[73],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let digits = case.meant.replacen(':', "", 1);
    let is_number = matches!(digits.len(), 3 | 4) && digits.bytes().all(|byte| byte.is_ascii_digit());
    (case.field.kind == FieldKind::Time4 && is_number).then(|| Explanation::of(&RULE))
}
