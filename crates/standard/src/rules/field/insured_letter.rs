//! C0407: the H of an insured number is small or full-width.

use super::{Explanation, fits};
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0407",
    slug: "insured-letter",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("被保険者番号のHの書き方が違います", "The H of an insured number is not a half-width capital"),
    message: Text::new(
        "{field}の「{value}」は、先頭のHを半角の大文字で書きます（{count}か所）。「{suggestion}」として読みました。",
        "“{value}” in {field} must begin with a half-width capital H ({count} places); it was read as “{suggestion}”.",
    ),
    why: Text::new(
        "生活保護だけの方の番号は、半角大文字のHと数字9桁です。書き方が違うと、同じ方と判断されません。",
        "The number of a person on public assistance alone is a capital H and nine digits; otherwise the person is not found.",
    ),
    cure: Text::new(
        "介護ソフトで被保険者番号を「{suggestion}」に直して、もう一度出力してください。",
        "Change the insured number to “{suggestion}” and export again.",
    ),
    source: "別紙No3",
    ambiguities: &[47],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let upper = case.meant.to_ascii_uppercase();
    let is_cause = case.field.kind == FieldKind::Insured && upper.starts_with('H') && fits(case, &upper);
    is_cause.then(|| Explanation::of(&RULE).suggest(upper))
}
