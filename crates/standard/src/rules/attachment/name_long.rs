//! C0801: the name of an attachment is too long.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0801",
    slug: "attachment-name-long",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("添付ファイルの名前が長すぎます", "The name of an attachment is too long"),
    message: Text::new(
        "「{shown}」の名前は{length}文字です。120文字までにしてください。",
        "The name of “{shown}” has {length} characters; 120 are allowed.",
    ),
    why: Text::new(
        "相手のパソコンで保存できなかったり、別の名前や別のフォルダーに保存されたりします。",
        "The recipient's PC may not store it, or may store it under another name or elsewhere.",
    ),
    cure: Text::new(
        "ファイルの名前を短く変えて、もう一度選んでください。",
        "Give it a shorter name and choose it again.",
    ),
    source: "記載なし（安全管理の指針）",
    ambiguities: &[],
};
