//! C0101: there is nothing in the file.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0101",
    slug: "file-empty",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイルの中身がありません", "The file is empty"),
    message: Text::new("「{file}」は空です。データが1行もありません。", "“{file}” is empty: it has no record."),
    why: Text::new(
        "対象者がいないときは、ファイルを作らないのが標準仕様の考え方です。空のファイルは相手のソフトで取り込みエラーになります。",
        "When there is nobody to report, no file is made. An empty file fails at the recipient's import.",
    ),
    cure: Text::new(
        "介護ソフトからもう一度出力してください。対象者がいないときは、このファイルを外してください。",
        "Export again from the care software; leave the file out if there is nobody to report.",
    ),
    source: "記載なし（A025）",
    ambiguities: &[25],
};
