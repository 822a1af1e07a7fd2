//! C0103: UTF-8 text.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0103",
    slug: "file-utf8",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("文字コードがUTF-8です", "The file is in UTF-8"),
    message: Text::new("「{file}」の文字コードはUTF-8です{mark_ja}。", "“{file}” is written in UTF-8{mark_en}."),
    why: Text::new(
        "標準仕様の文字コードはShift_JIS（MS932）です。ほかの文字コードでは、相手のソフトで文字化けや取り込みエラーになります。",
        "The standard's character code is Shift_JIS (MS932); in any other, the import fails or the text is garbled.",
    ),
    cure: Text::new(
        "介護ソフトの出力の設定で、文字コードに「Shift_JIS」（「ANSI」「MS932」とも書かれます）を選んで、もう一度出力してください。メモ帳や表計算ソフトで保存し直すとUTF-8に変わることがあります。",
        "Choose “Shift_JIS” (also called “ANSI” or “MS932”) where the care software exports. Saving again with Notepad or a workbook program may turn it into UTF-8.",
    ),
    source: "本文4.3",
    ambiguities: &[],
};
