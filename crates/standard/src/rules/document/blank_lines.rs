//! C0121: blank lines between or after the records.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0121",
    slug: "file-blank-lines",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("空の行があります", "Blank lines"),
    message: Text::new(
        "何も書かれていない行があります（{count}行。最初は{line}行目）。",
        "There are blank lines ({count}, the first is line {line}).",
    ),
    why: Text::new(
        "標準仕様に定めはありませんが、空の行でエラーになるソフトがあります。",
        "The standard does not say, but some software fails on them.",
    ),
    cure: Text::new(
        "このまま送れます。相手が取り込めないときは、介護ソフトからもう一度出力してください。",
        "It can be sent as it is. If the recipient cannot import it, export again.",
    ),
    source: "記載なし（A023）",
    ambiguities: &[23],
};
