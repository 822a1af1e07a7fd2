//! C0411: a number is written like 1.37E+09.

use super::Explanation;
use crate::check::Case;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0411",
    slug: "scientific-notation",
    severity: Severity::Error,
    fold: Fold::Field,
    title: Text::new("番号が「1.37E+09」のような形になっています", "A number is written like 1.37E+09"),
    message: Text::new(
        "{field}の「{value}」は、表計算ソフトが書き換えた形です（{count}か所）。元の番号は分かりません。",
        "“{value}” in {field} was rewritten by a spreadsheet program ({count} places); the number itself is lost.",
    ),
    why: Text::new(
        "長い番号は、表計算ソフトで開いて保存すると短く丸められ、元に戻せません。",
        "Long numbers are rounded when a spreadsheet program saves them and cannot be restored.",
    ),
    cure: Text::new(
        "このファイルは使わずに、介護ソフトからもう一度出力してください。",
        "Do not use this file; export again from the care software.",
    ),
    source: "記載なし（A034）",
    ambiguities: &[34],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let number = case.meant.to_ascii_uppercase();
    let (mantissa, exponent) = number.split_once("E+")?;
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_digits(&mantissa.replacen('.', "", 1)) && is_digits(exponent)).then(|| Explanation::of(&RULE))
}
