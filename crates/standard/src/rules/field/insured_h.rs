//! C0441: an insured number with H has not nine digits.

use super::Explanation;
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0441",
    slug: "insured-h-digits",
    severity: Severity::Error,
    fold: Fold::Field,
    title: Text::new("Hで始まる被保険者番号の桁が違います", "An insured number with H has not nine digits"),
    message: Text::new(
        "{field}の「{value}」は、Hの後ろの数字が9桁ではありません（{count}か所）。",
        "“{value}” in {field} has not nine digits after the H ({count} places).",
    ),
    why: Text::new(
        "生活保護だけの方の番号は、Hと数字9桁の合わせて10桁です。",
        "The number of a person on public assistance alone is H and nine digits, ten characters in all.",
    ),
    cure: Text::new(
        "介護ソフトで被保険者番号を確かめて、もう一度出力してください。",
        "Look at the insured number in the care software and export again.",
    ),
    source: "別紙No3",
    ambiguities: &[47],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let digits = case.meant.strip_prefix(['H', 'h']).filter(|_| case.field.kind == FieldKind::Insured)?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| Explanation::of(&RULE))
}
