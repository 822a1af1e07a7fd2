//! C0563: the name of the family picture ends in .JPG or .jpeg.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0563",
    slug: "image-extension",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("画像の拡張子が標準と違います", "The extension of the picture is not .jpg"),
    message: Text::new(
        "{field}の「{value}」の拡張子が、標準仕様の書き方（.jpg）と違います（{count}か所）。",
        "The extension of “{value}” in {field} is not .jpg as the standard writes it ({count} places).",
    ),
    why: Text::new(
        "大文字と小文字を区別するソフトでは、画像が見つからないことがあります。",
        "Software that tells capitals from small letters may not find the picture.",
    ),
    cure: Text::new(
        "そのまま送れます。介護ソフトの出力設定で直せるときは「.jpg」にしてください。",
        "It can be sent as it is. Use .jpg if the export settings allow it.",
    ),
    source: "別紙 利用者基本情報No62・補足",
    ambiguities: &[16],
};
