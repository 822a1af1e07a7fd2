//! C0432: only the year or month of birth is known.

use super::Explanation;
use crate::check::{Case, is_birth_date};
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0432",
    slug: "birth-date-partial",
    severity: Severity::Error,
    fold: Fold::Field,
    title: Text::new("生年月日の月か日が00です", "Month or day of a birth date is 00"),
    message: Text::new(
        "{field}の「{value}」は、月か日が00です（{count}か所）。存在しない日付です。",
        "“{value}” in {field} has month or day 00 ({count} places); it is no day.",
    ),
    why: Text::new(
        "標準仕様に、月日が分からないときの書き方はありません。推測した日付も入れません。",
        "The standard has no form for an unknown month or day, and it must not be guessed.",
    ),
    cure: Text::new(
        "被保険者証の生年月日を確かめてください。分からないときは、保険者に確かめてから送ってください。",
        "Look at the insurance card, or ask the insurer before sending.",
    ),
    source: "記載なし（A044）",
    ambiguities: &[44],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let is_partial = |digits: &str| {
        let year = digits.get(..4).is_some_and(|year| year != "0000");
        digits.len() == 8
            && year
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && (digits.get(4..6) == Some("00") || digits.ends_with("00"))
    };
    (is_birth_date(case.field) && is_partial(&case.meant)).then(|| Explanation::of(&RULE))
}
