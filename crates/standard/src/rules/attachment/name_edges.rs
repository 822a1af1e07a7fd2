//! C0805: the name of an attachment begins or ends with a space or a full stop, or is empty.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0805",
    slug: "attachment-name-edges",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new(
        "添付ファイルの名前の先頭か最後に、空白か点があります",
        "A space or full stop at an end of the name",
    ),
    message: Text::new(
        "「{shown}」の名前は、先頭か最後が空白か点（.）です。",
        "The name “{shown}” begins or ends with a space or full stop.",
    ),
    why: Text::new(
        "相手のパソコンで保存できなかったり、別の名前や別のフォルダーに保存されたりします。",
        "The recipient's PC may not store it, or may store it under another name or elsewhere.",
    ),
    cure: Text::new(
        "先頭と最後の空白や点を取って、もう一度選んでください。",
        "Take it away and choose the file again.",
    ),
    source: "記載なし（安全管理の指針）",
    ambiguities: &[],
};
