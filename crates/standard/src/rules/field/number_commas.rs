//! C0420: a number is written with thousands commas.

use super::{Explanation, fits};
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0420",
    slug: "number-commas",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("数に桁区切りのカンマがあります", "A number has thousands commas"),
    message: Text::new(
        "{field}の「{value}」に桁区切りのカンマがあります。正しくは「{suggestion}」です。",
        "“{value}” in {field} has thousands commas; it should be “{suggestion}”.",
    ),
    why: Text::new(
        "CSVではカンマが項目の区切りです。数の中のカンマは、相手のソフトで項目のずれを起こします。",
        "A comma separates fields; inside a number it shifts all that follows.",
    ),
    cure: Text::new(
        "介護ソフトの出力設定で桁区切りを外して、もう一度出力してください。",
        "Switch off thousands separators in the export settings and export again.",
    ),
    source: "本文4.2",
    ambiguities: &[],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let is_number = matches!(case.field.kind, FieldKind::Digits | FieldKind::Decimal) && case.meant.contains(',');
    let plain = case.meant.replace(',', "");
    (is_number && fits(case, &plain)).then(|| Explanation::of(&RULE).suggest(plain))
}
