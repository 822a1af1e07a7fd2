//! C0008: an office number of another length or with other characters.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0008",
    slug: "name-office-number",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイル名の事業所番号が正しくありません", "An office number in the name is wrong"),
    message: Text::new(
        "「{name}」の事業所番号「{value}」は{length}文字です。事業所番号は、半角の数字と英大文字で10文字です。",
        "The office number “{value}” in “{name}” has {length} characters; it has ten, half-width digits and capital letters only.",
    ),
    why: Text::new(
        "事業所番号で送信元と送信先を見分けます。1文字でも違うと相手に届きません。",
        "Offices are told apart by this number.",
    ),
    cure: Text::new(
        "介護ソフトの事業所の登録を確かめてください。9文字のときは、先頭の0が落ちていることがあります。直してから、もう一度出力してください。",
        "Check the office's record in the care software, then export again. Nine characters often mean that a leading 0 was lost.",
    ),
    source: "別紙 ファイル名規約",
    ambiguities: &[10, 20],
};
