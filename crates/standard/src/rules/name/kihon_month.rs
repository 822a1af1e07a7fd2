//! C0002: 000000 stands in the name of 利用者基本情報, which has no month.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0002",
    slug: "name-kihon-month",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("利用者基本情報の名前に「000000」が入っています", "“000000” in the name of 利用者基本情報"),
    message: Text::new(
        "「{name}」に年月の部分（000000）があります。利用者基本情報のファイル名に年月は付きません。",
        "“{name}” has a month part (000000); names of 利用者基本情報 have none.",
    ),
    why: Text::new(
        "標準仕様の本文の例には000000がありますが、別紙の規則にはありません。規則どおりの名前しか読めないソフトがあります。",
        "An example in the standard has 000000, its rule has not. Some software reads only the rule's form.",
    ),
    cure: Text::new("ファイル名を「{suggestion}」に変えてください。", "Rename it to “{suggestion}”."),
    source: "本文3.4／別紙 利用者基本情報",
    ambiguities: &[8],
};
