//! C0444: a phone number has other characters than digits, hyphens and brackets.

use super::Explanation;
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0444",
    slug: "phone-characters",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("電話番号に使わない文字があります", "Unusual characters in a phone number"),
    message: Text::new(
        "{field}の「{value}」に、数字・ハイフン・かっこ以外の文字があります（{count}か所）。",
        "“{value}” in {field} has other characters than digits, hyphens and brackets ({count} places).",
    ),
    why: Text::new(
        "標準仕様に書き方の決まりはありませんが、半角15文字までの項目です。ほかの文字を取り込めないソフトがあります。",
        "The standard gives no form, but the field holds 15 half-width characters; some software refuses others.",
    ),
    cure: Text::new(
        "電話番号だけを入れてください。続柄やメモは、備考などほかの項目に書いてください。",
        "Enter the phone number alone; notes belong in other fields.",
    ),
    source: "別紙 CSVファイルレイアウト定義書",
    ambiguities: &[],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    (case.field.kind == FieldKind::Phone).then(|| Explanation::of(&RULE))
}
