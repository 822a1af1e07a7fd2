//! C0424: a date or month is written in a Japanese era, like R7.5.1.

use super::{Explanation, written};
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0424",
    slug: "date-era",
    severity: Severity::Error,
    fold: Fold::Field,
    title: Text::new("日付が和暦で書かれています", "A date in a Japanese era"),
    message: Text::new(
        "{field}の「{value}」は和暦です（{count}か所）。西暦では「{suggestion}」です。",
        "“{value}” in {field} is a date of a Japanese era ({count} places); it should be “{suggestion}”.",
    ),
    why: Text::new(
        "日付は西暦の数字8桁、年月は6桁だけで書く決まりです。ほかの書き方は、相手のソフトが読めません。",
        "Dates are eight digits and months six, nothing else; other forms cannot be read.",
    ),
    cure: Text::new(
        "介護ソフトからもう一度出力してください。表計算ソフトで開いたときは、そのファイルを使わないでください。",
        "Export again from the care software; do not use a file that was opened in a spreadsheet program.",
    ),
    source: "別紙 CSVファイルレイアウト定義書",
    ambiguities: &[],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let digits = match case.field.kind {
        FieldKind::Date8 => written::era_date(&case.meant)?.to_string(),
        FieldKind::Month6 => written::era_month(&case.meant)?.to_string(),
        _ => return None,
    };
    Some(Explanation::of(&RULE).suggest(digits))
}
