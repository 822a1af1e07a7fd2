//! C0820: a JPEG is cut off or broken.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0820",
    slug: "jpeg-broken",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("画像が壊れています", "A broken image"),
    message: Text::new(
        "「{shown}」の画像データが{byte}バイト目の辺りで壊れているか、途中で終わっています。",
        "The image “{shown}” is broken or cut off near byte {byte}.",
    ),
    why: Text::new(
        "相手のパソコンで開けません。コピーやダウンロードが途中で終わったのかもしれません。",
        "It cannot be opened. A copy or download may have been cut off.",
    ),
    cure: Text::new(
        "元の画像を開いて、JPEGで保存し直してから、もう一度選んでください。",
        "Open the original, save it as JPEG again, and choose it.",
    ),
    source: "別紙 利用者基本情報No62・JPEG（ITU-T T.81）",
    ambiguities: &[],
};
