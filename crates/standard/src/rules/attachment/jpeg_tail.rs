//! C0821: something stands behind the end of a JPEG.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0821",
    slug: "jpeg-tail",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("画像の後ろに余分なデータがあります", "Something behind the end of an image"),
    message: Text::new(
        "「{shown}」は画像の終わりの後ろに、{tail}バイトの余分なデータがあります。",
        "“{shown}” has {tail} bytes behind the end of the image.",
    ),
    why: Text::new(
        "画像に見せて別のファイルを隠すことができるため止めています。スマートフォンの写真でも起こります。",
        "Another file may be hidden there. Photographs of some telephones have it too.",
    ),
    cure: Text::new(
        "画像を開いて、JPEGで保存し直してから、もう一度選んでください。",
        "Open it, save it as JPEG again, and choose it.",
    ),
    source: "記載なし（安全管理の指針）",
    ambiguities: &[],
};
