//! C0122: the end mark 0x1A stands at the end.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0122",
    slug: "file-end-mark",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("ファイルの最後に終わりの印（0x1A）があります", "An end mark (0x1A) ends the file"),
    message: Text::new(
        "最後（{line}行目）に、古いソフトが付ける終わりの印（0x1A）があります。",
        "The file ends with 0x1A in line {line}, a mark that old software adds.",
    ),
    why: Text::new(
        "標準仕様に定めはありませんが、この印を1行のデータとして読んでエラーになるソフトがあります。",
        "The standard does not say, but some software reads it as a record and fails.",
    ),
    cure: Text::new(
        "このまま送れます。相手が取り込めないときは、介護ソフトの会社にお知らせください。",
        "It can be sent as it is. If the recipient cannot import it, tell the maker of the care software.",
    ),
    source: "記載なし（A023）",
    ambiguities: &[23],
};
