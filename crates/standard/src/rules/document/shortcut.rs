//! C0112: a shortcut instead of the file itself.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0112",
    slug: "file-shortcut",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ショートカットです", "The file is a shortcut"),
    message: Text::new(
        "「{file}」は、ほかの場所のファイルを開くためのショートカットです。データは入っていません。",
        "“{file}” is a shortcut to a file elsewhere; it has no data.",
    ),
    why: Text::new(
        "ショートカットを送っても、相手のパソコンでは元のファイルを開けません。",
        "A shortcut cannot be opened on another computer.",
    ),
    cure: Text::new("ショートカットではなく、元のCSVファイルを選び直してください。", "Choose the CSV file itself."),
    source: "記載なし",
    ambiguities: &[],
};
