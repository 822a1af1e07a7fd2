//! C0001: the extension is written in another case than the standard's.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0001",
    slug: "name-extension-case",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("拡張子の大文字・小文字が標準と違います", "The extension is not written in the standard's case"),
    message: Text::new(
        "「{name}」の拡張子の書き方が、標準仕様と違います。",
        "The extension of “{name}” is not written as the standard writes it.",
    ),
    why: Text::new(
        "標準仕様では、CSVファイルは「.CSV」、画像は「.jpg」と書きます。相手のソフトによっては読み込めないことがあります。",
        "The standard writes “.CSV” for records and “.jpg” for images. Some software reads nothing else.",
    ),
    cure: Text::new("ファイル名を「{suggestion}」に変えてください。", "Rename it to “{suggestion}”."),
    source: "別紙 ファイル名規約",
    ambiguities: &[16],
};
