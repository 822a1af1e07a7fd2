//! C0001: the extension is written in another case than the standard's.

use crate::finding::{Finding, Fold, Rule, Severity, Text};
use std::sync::Arc;

pub(crate) static RULE: Rule = Rule {
    id: "C0001",
    slug: "name-extension-case",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("拡張子の大文字・小文字が標準と違います", "The extension is not written in the standard's case"),
    message: Text::new(
        "「{file}」の拡張子が、標準仕様の書き方と違います。",
        "The extension of “{file}” is not written as the standard writes it.",
    ),
    why: Text::new(
        "標準仕様では、CSVファイルは「.CSV」、画像は「.jpg」と書きます。相手のソフトによっては読み込めないことがあります。",
        "The standard writes “.CSV” for records and “.jpg” for images. Some software reads nothing else.",
    ),
    cure: Text::new(
        "ファイル名の最後を「.CSV」（画像は「.jpg」）に変えてください。",
        "Change the end of the name to “.CSV” (“.jpg” for an image).",
    ),
    source: "別紙 ファイル名規約",
    ambiguities: &[16],
};

pub(super) fn finding(document: &Arc<str>) -> Finding {
    Finding::of_document(&RULE, document)
}
