//! C0813: the extension of an attachment does not tell what it is.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0813",
    slug: "attachment-extension",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("拡張子と中身が違います", "The extension does not tell what the file is"),
    message: Text::new(
        "「{shown}」の中身は{what}ですが、拡張子が違います。",
        "“{shown}” is {what_en}, but its extension says otherwise.",
    ),
    why: Text::new(
        "拡張子が違うと、相手のパソコンで開けないか、別のものとして開かれます。",
        "With another extension it cannot be opened, or is opened as something else.",
    ),
    cure: Text::new(
        "ファイルの名前の最後を「{extension}」に変えて、もう一度選んでください。",
        "Change the end of the name to “{extension}” and choose it again.",
    ),
    source: "記載なし（安全管理の指針）",
    ambiguities: &[],
};
