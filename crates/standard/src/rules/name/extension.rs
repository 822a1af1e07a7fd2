//! C0015: another extension than the kind has.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0015",
    slug: "name-extension",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("拡張子が違います", "Another extension"),
    message: Text::new(
        "「{name}」の拡張子が標準仕様と違います。この種類のファイルの拡張子は「{expected}」です。",
        "The extension of “{name}” is not the standard's; files of this kind end in “{expected}”.",
    ),
    why: Text::new(
        "相手のソフトは、ファイル名から種類・年月・事業所を読み取ります。決まった形でないと取り込めません。",
        "The recipient's software reads kind, month and offices from the name; any other form is not imported.",
    ),
    cure: Text::new(
        "中身が介護ソフトの出力したファイルであることを確かめて、ファイル名の最後を「{expected}」に変えてください。",
        "Make sure it is the care software's file, then let the name end in “{expected}”.",
    ),
    source: "別紙 ファイル名規約",
    ambiguities: &[],
};
