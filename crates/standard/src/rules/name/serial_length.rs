//! C0009: a serial that is not fourteen digits.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0009",
    slug: "name-serial-length",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイル名の連番が14桁ではありません", "The serial in the name is not 14 digits"),
    message: Text::new(
        "「{name}」の連番「{value}」は{length}文字です。連番は、作成した年月日と時刻を並べた14桁の数字です。",
        "The serial “{value}” in “{name}” has {length} characters; it is 14 digits, date and time.",
    ),
    why: Text::new(
        "一緒に送るファイルは、この14桁が同じかどうかで見分けます。桁が違うと、ひと組として読まれません。",
        "Files that travel together are found by these 14 digits.",
    ),
    cure: Text::new(
        "介護ソフトからもう一度出力するのが確実です。",
        "Exporting again from the care software is the safest.",
    ),
    source: "本文2.4・2.5／別紙 ファイル名規約",
    ambiguities: &[10],
};
