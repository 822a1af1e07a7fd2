//! C0822: a JPEG has too many pixels.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0822",
    slug: "jpeg-pixels",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("画像の縦横が大きすぎます", "An image with too many pixels"),
    message: Text::new(
        "「{shown}」は{width}×{height}ドットです。5,000万ドットまで送れます。",
        "“{shown}” has {width} × {height} pixels; 50 million are allowed.",
    ),
    why: Text::new(
        "大きすぎる画像を開くと、相手のパソコンが止まることがあります。",
        "Opening it may stop the recipient's PC.",
    ),
    cure: Text::new(
        "画像を小さくして保存し直してから、もう一度選んでください。",
        "Make it smaller, save it, and choose it again.",
    ),
    source: "記載なし（安全管理の指針）",
    ambiguities: &[],
};
