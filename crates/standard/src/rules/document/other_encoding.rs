//! C0105: Japanese text in EUC-JP or ISO-2022-JP.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0105",
    slug: "file-other-encoding",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("文字コードがShift_JISではありません", "The file is in another character code"),
    message: Text::new("「{file}」の文字コードは{encoding}です。", "“{file}” is written in {encoding}."),
    why: Text::new(
        "標準仕様の文字コードはShift_JIS（MS932）です。ほかの文字コードでは、相手のソフトで文字化けや取り込みエラーになります。",
        "The standard's character code is Shift_JIS (MS932); in any other, the import fails or the text is garbled.",
    ),
    cure: Text::new(
        "介護ソフトの出力の設定で、文字コードに「Shift_JIS」を選んで、もう一度出力してください。",
        "Choose “Shift_JIS” where the care software exports.",
    ),
    source: "本文4.3",
    ambiguities: &[],
};
