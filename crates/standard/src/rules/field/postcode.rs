//! C0443: a postcode has no hyphen.

use super::{Explanation, fits};
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0443",
    slug: "postcode-hyphen",
    severity: Severity::Error,
    fold: Fold::Field,
    title: Text::new("郵便番号にハイフンがありません", "A postcode without a hyphen"),
    message: Text::new(
        "{field}の「{value}」にハイフンがありません（{count}か所）。正しくは「{suggestion}」です。",
        "“{value}” in {field} has no hyphen ({count} places); it should be “{suggestion}”.",
    ),
    why: Text::new(
        "標準仕様では、郵便番号はハイフン込みの8文字（000-0000）です。",
        "The standard writes postcodes with a hyphen, eight characters (000-0000).",
    ),
    cure: Text::new(
        "介護ソフトの出力設定で郵便番号を「000-0000」の形にして、もう一度出力してください。",
        "Set postcodes to the form 000-0000 and export again.",
    ),
    source: "別紙 CSVファイルレイアウト定義書",
    ambiguities: &[],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let digits = case.meant.strip_prefix('〒').unwrap_or(&case.meant).replace('-', "");
    let (area, town) = digits.split_at_checked(3)?;
    let written = format!("{area}-{town}");
    (case.field.kind == FieldKind::Postcode && fits(case, &written)).then(|| Explanation::of(&RULE).suggest(written))
}
