//! C0104: UTF-16 text.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0104",
    slug: "file-utf16",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("文字コードがUTF-16です", "The file is in UTF-16"),
    message: Text::new("「{file}」の文字コードはUTF-16（Unicode）です。", "“{file}” is written in UTF-16 (Unicode)."),
    why: Text::new(
        "標準仕様の文字コードはShift_JIS（MS932）です。ほかの文字コードでは、相手のソフトで文字化けや取り込みエラーになります。",
        "The standard's character code is Shift_JIS (MS932); in any other, the import fails or the text is garbled.",
    ),
    cure: Text::new(
        "介護ソフトの出力の設定で、文字コードに「Shift_JIS」（「ANSI」「MS932」とも書かれます）を選んで、もう一度出力してください。メモ帳で「Unicode」を選んで保存すると、UTF-16に変わります。",
        "Choose “Shift_JIS” (also called “ANSI” or “MS932”) where the care software exports. Saving as “Unicode” with Notepad turns it into UTF-16.",
    ),
    source: "本文4.3",
    ambiguities: &[],
};
