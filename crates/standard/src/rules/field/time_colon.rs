//! C0436: a time is written with a colon.

use super::{Explanation, written};
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};
use crate::types::DocumentKind;

pub(crate) static RULE: Rule = Rule {
    id: "C0436",
    slug: "time-colon",
    severity: Severity::Error,
    fold: Fold::Field,
    title: Text::new("時刻に「:」があります", "A time with a colon"),
    message: Text::new(
        "{field}の「{value}」に「:」などの記号があります（{count}か所）。正しくは「{suggestion}」です。",
        "“{value}” in {field} is not four digits ({count} places); it should be “{suggestion}”.",
    ),
    why: Text::new(
        "時刻は数字4桁（例 0930）だけで書きます。記号があると、相手のソフトが読めません。",
        "Times are four digits (0930); with a colon they cannot be read.",
    ),
    cure: Text::new(
        "介護ソフトからもう一度出力してください。表計算ソフトで開いたときは、そのファイルを使わないでください。",
        "Export again from the care software; do not use a file that was opened in a spreadsheet program.",
    ),
    source: "別紙 第6表No12・13",
    ambiguities: &[],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let is_here = case.field.kind == FieldKind::Time4 && case.context.layout.kind != DocumentKind::Up3Kyo;
    let digits = written::time(&case.meant).filter(|_| is_here)?;
    Some(Explanation::of(&RULE).suggest(digits))
}
