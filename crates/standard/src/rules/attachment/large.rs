//! C0811: an attachment is too large.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0811",
    slug: "attachment-large",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("添付ファイルが大きすぎます", "An attachment is too large"),
    message: Text::new(
        "「{shown}」は{megabytes} MBです。1つのファイルは10 MBまでです。",
        "“{shown}” has {megabytes} MB; 10 MB are allowed for a file.",
    ),
    why: Text::new(
        "大きなファイルは、相手の事業所の回線やパソコンで受け取れないことがあります。",
        "Large files may not get through to the recipient.",
    ),
    cure: Text::new(
        "PDFは「サイズを小さくして保存」、画像は小さくして保存し直してから、もう一度選んでください。",
        "Save it in a smaller size and choose it again.",
    ),
    source: "記載なし（安全管理の指針）",
    ambiguities: &[],
};
