//! C0703: a file that the set must have is not there.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0703",
    slug: "file-missing",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("足りないファイルがあります", "A file is missing"),
    message: Text::new(
        "ファイルの組み合わせが正しくありません。CSVファイルの組み合わせが標準仕様に準拠した組み合わせではありません。{missing}がありません。",
        "The set lacks {missing_en}.",
    ),
    why: Text::new(
        "{present}を送るときは、{missing}も必要です。足りないと、相手のソフトは利用者や計画を正しく取り込めません。",
        "{present_en} travels together with {missing_en}; without it the import fails.",
    ),
    cure: Text::new(
        "標準仕様に準拠した組み合わせで再度アップロードを行ってください。介護ソフトで、すべてのファイルをまとめて（同じ連番で）もう一度出力して、全部選んでください。",
        "Export all files of the set again, with one serial, and choose all of them.",
    ),
    source: "本文2.4・3.4 ファイルの組み合わせ",
    ambiguities: &[153],
};
