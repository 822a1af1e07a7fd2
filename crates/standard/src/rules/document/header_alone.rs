//! C0124: a header row, and no record below it.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0124",
    slug: "file-header-alone",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("見出しだけで、データがありません", "A header and no record"),
    message: Text::new(
        "「{file}」には見出しの行だけが入っています。データが1行もありません。",
        "“{file}” has only a header row, but no record.",
    ),
    why: Text::new(
        "対象者がいないときは、ファイルを作らないのが標準仕様の考え方です。見出しの行も標準仕様にはありません。",
        "When there is nobody to report, no file is made. The standard has no header row either.",
    ),
    cure: Text::new(
        "介護ソフトで対象者と年月を確かめて、もう一度出力してください。対象者がいないときは、このファイルを外してください。",
        "Check persons and month in the care software and export again; leave the file out if there is nobody to report.",
    ),
    source: "記載なし（A025）",
    ambiguities: &[25],
};
