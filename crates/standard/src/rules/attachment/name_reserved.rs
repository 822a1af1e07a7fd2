//! C0804: the name of an attachment is one that Windows keeps for devices.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0804",
    slug: "attachment-name-reserved",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("添付ファイルの名前に使えない言葉です", "A name that Windows keeps for itself"),
    message: Text::new(
        "「{shown}」は、Windowsが機器のために使う名前です。",
        "“{shown}” is a name that Windows keeps for a device.",
    ),
    why: Text::new(
        "相手のパソコンで保存できなかったり、別の名前や別のフォルダーに保存されたりします。",
        "The recipient's PC may not store it, or may store it under another name or elsewhere.",
    ),
    cure: Text::new("ファイルの名前を変えて、もう一度選んでください。", "Give it another name and choose it again."),
    source: "記載なし（安全管理の指針）",
    ambiguities: &[],
};
