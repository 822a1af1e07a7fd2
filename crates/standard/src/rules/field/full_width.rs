//! C0406: a value is written in full-width characters.

use super::{Explanation, fits, meant};
use crate::check::Case;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0406",
    slug: "full-width",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("全角で書かれています", "Written in full-width characters"),
    message: Text::new(
        "{field}の「{value}」が全角です（{count}か所）。半角では「{suggestion}」です。",
        "“{value}” in {field} is full-width ({count} places); in half-width it is “{suggestion}”.",
    ),
    why: Text::new(
        "番号や区分、日付は半角で書く決まりです。全角のままだと、相手のソフトによっては取り込めません。",
        "Numbers, codes and dates are written in half-width characters; some software reads nothing else.",
    ),
    cure: Text::new(
        "介護ソフトで{field}を半角で入力し直して、もう一度出力してください。",
        "Enter {field} in half-width characters and export again.",
    ),
    source: "別紙 補足",
    ambiguities: &[36, 87, 135, 137],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    fits(case, &case.meant).then(|| Explanation::of(&RULE).suggest(case.meant.as_str()))
}

/// The numbers of the supplementary sheet of the prevention plan are text of two characters (A137).
pub(super) fn explain_number_text(case: &Case<'_>) -> Option<Explanation> {
    let number = meant(&case.text);
    let is_number = case.field.kind.is_text() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| Explanation::of(&RULE).suggest(number))
}
