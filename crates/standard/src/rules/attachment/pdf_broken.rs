//! C0830: a PDF is cut off or broken.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0830",
    slug: "pdf-broken",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("PDFが壊れています", "A broken PDF"),
    message: Text::new("「{shown}」は{what}。", "“{shown}”: {what_en}."),
    why: Text::new(
        "相手のパソコンで開けないことがあります。コピーやダウンロードが途中で終わったのかもしれません。",
        "It may not open. A copy or download may have been cut off.",
    ),
    cure: Text::new(
        "元のファイルを開いて、PDFで保存し直してから、もう一度選んでください。",
        "Open the original, save it as PDF again, and choose it.",
    ),
    source: "記載なし（安全管理の指針）",
    ambiguities: &[],
};
