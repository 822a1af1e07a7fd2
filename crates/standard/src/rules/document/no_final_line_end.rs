//! C0120: the last line has no line end.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0120",
    slug: "file-no-final-line-end",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("最後の行に改行がありません", "The last line has no line end"),
    message: Text::new(
        "最後の行（{line}行目）が改行で終わっていません。",
        "The last line ({line}) does not end with a line end.",
    ),
    why: Text::new(
        "標準仕様に定めはありませんが、最後の行を読み落とすソフトがあります。",
        "The standard does not say, but some software drops such a line.",
    ),
    cure: Text::new(
        "このまま送れます。最後の行まで正しく入っているか確かめてください。",
        "It can be sent as it is. Make sure that the last record is whole.",
    ),
    source: "記載なし（A023）",
    ambiguities: &[23],
};
