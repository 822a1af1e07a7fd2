//! C0810: there is nothing in an attachment.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0810",
    slug: "attachment-empty",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("添付ファイルの中身がありません", "An attachment is empty"),
    message: Text::new("「{shown}」は空です（0バイト）。", "“{shown}” is empty (0 bytes)."),
    why: Text::new(
        "相手は何も開けません。コピーやダウンロードが途中で終わったのかもしれません。",
        "The recipient can open nothing. A copy or download may have been cut off.",
    ),
    cure: Text::new("元のファイルを確かめて、もう一度選んでください。", "See the original and choose it again."),
    source: "記載なし（安全管理の指針）",
    ambiguities: &[],
};
