//! C0438: a time has seconds.

use super::{Explanation, fits, written};
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0438",
    slug: "time-seconds",
    severity: Severity::Error,
    fold: Fold::Field,
    title: Text::new("時刻に秒が付いています", "A time has seconds"),
    message: Text::new(
        "{field}の「{value}」に秒まで入っています（{count}か所）。正しくは「{suggestion}」です。",
        "“{value}” in {field} has seconds ({count} places); it should be “{suggestion}”.",
    ),
    why: Text::new("時刻は時と分の4桁（例 0930）で書きます。", "Times are hours and minutes, four digits (0930)."),
    cure: Text::new("介護ソフトからもう一度出力してください。", "Export again from the care software."),
    source: "別紙 第6表No12・13",
    ambiguities: &[],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    if case.field.kind != FieldKind::Time4 {
        return None;
    }
    let colons = case.meant.bytes().filter(|byte| *byte == b':').count();
    let digits = match case.meant.rsplit_once(':') {
        Some((time, seconds)) if colons == 2 && seconds.len() == 2 => written::time(time)?,
        None if case.meant.len() == 6 && case.meant.bytes().all(|byte| byte.is_ascii_digit()) => {
            case.meant.get(..4)?.to_owned()
        }
        _ => return None,
    };
    fits(case, &digits).then(|| Explanation::of(&RULE).suggest(digits))
}
