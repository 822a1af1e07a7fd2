//! C0802: the name of an attachment has a character that Windows does not allow.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0802",
    slug: "attachment-name-character",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("添付ファイルの名前に、使えない記号があります", "A character that a file name cannot have"),
    message: Text::new(
        "「{shown}」の名前に「{character}」が入っています。",
        "The name of “{shown}” contains “{character}”.",
    ),
    why: Text::new(
        "相手のパソコンで保存できなかったり、別の名前や別のフォルダーに保存されたりします。",
        "The recipient's PC may not store it, or may store it under another name or elsewhere.",
    ),
    cure: Text::new(
        "ファイルの名前から「{character}」を取って、もう一度選んでください。",
        "Take “{character}” out of the name and choose it again.",
    ),
    source: "記載なし（安全管理の指針）",
    ambiguities: &[],
};
