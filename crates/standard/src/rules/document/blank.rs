//! C0102: only line ends and spaces.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0102",
    slug: "file-blank",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイルに空白と改行しかありません", "The file has only spaces and line ends"),
    message: Text::new(
        "「{file}」には空白と改行だけが入っています。データが1行もありません。",
        "“{file}” has only spaces and line ends, but no record.",
    ),
    why: Text::new(
        "対象者がいないときは、ファイルを作らないのが標準仕様の考え方です。",
        "When there is nobody to report, no file is made.",
    ),
    cure: Text::new(
        "介護ソフトからもう一度出力してください。対象者がいないときは、このファイルを外してください。",
        "Export again from the care software; leave the file out if there is nobody to report.",
    ),
    source: "記載なし（A025）",
    ambiguities: &[25],
};
