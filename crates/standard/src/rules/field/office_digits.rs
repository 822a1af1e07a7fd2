//! C0412: an office number has nine digits.

use super::Explanation;
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0412",
    slug: "office-nine-digits",
    severity: Severity::Error,
    fold: Fold::Field,
    title: Text::new("事業所番号が9桁です", "An office number has nine digits"),
    message: Text::new(
        "{field}の「{value}」は9桁です（{count}か所）。事業所番号は10桁です。",
        "“{value}” in {field} has nine digits ({count} places); an office number has ten.",
    ),
    why: Text::new(
        "標準仕様の本文の例は9桁で書かれていますが、正しくは10桁です。9桁では、相手のソフトが事業所を見つけられません。",
        "The examples in the text of the standard have nine digits, but the rule is ten; with nine the office is not found.",
    ),
    cure: Text::new(
        "指定通知書の10桁の事業所番号を介護ソフトに登録して、もう一度出力してください。先頭が0の番号は、0も入れます。",
        "Register the ten-digit office number and export again; a leading zero is part of it.",
    ),
    source: "別紙 ファイル名規約・CSVファイルレイアウト定義書",
    ambiguities: &[10, 20],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let nine = case.meant.len() == 9 && case.meant.bytes().all(|byte| byte.is_ascii_digit());
    (nine && case.field.kind == FieldKind::Office).then(|| Explanation::of(&RULE))
}
