//! C0419: a whole number is written with decimals.

use super::{Explanation, fits};
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0419",
    slug: "number-decimals",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("整数の項目に小数が入っています", "A whole number is written with decimals"),
    message: Text::new(
        "{field}の「{value}」に小数点があります。ここには整数を入れます。",
        "“{value}” in {field} has a decimal point; the field holds whole numbers.",
    ),
    why: Text::new(
        "標準仕様では整数の項目です。小数点があると、相手のソフトで桁がずれて読まれることがあります。",
        "The standard has a whole number here; with a point some software reads other digits.",
    ),
    cure: Text::new(
        "介護ソフトで{field}を整数に直して、もう一度出力してください。",
        "Change {field} to a whole number and export again.",
    ),
    source: "別紙 CSVファイルレイアウト定義書",
    ambiguities: &[],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let (whole, decimals) = case.meant.split_once('.').filter(|_| case.field.kind == FieldKind::Digits)?;
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole.strip_prefix('-').unwrap_or(whole)) || !is_digits(decimals) {
        return None;
    }
    let said = Explanation::of(&RULE);
    let is_whole = decimals.bytes().all(|byte| byte == b'0') && fits(case, whole);
    Some(if is_whole { said.suggest(whole) } else { said })
}
