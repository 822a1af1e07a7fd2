//! C0032: other separators than one underscore between the parts.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0032",
    slug: "name-separators",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイル名の区切りが「_」ではありません", "The parts of the name are not separated by “_”"),
    message: Text::new(
        "「{name}」の区切りが標準仕様と違います。部分の間は、半角の「_」1つで区切ります。",
        "The parts of “{name}” are not separated by one half-width “_”.",
    ),
    why: Text::new(
        "相手のソフトは、ファイル名から種類・年月・事業所を読み取ります。決まった形でないと取り込めません。",
        "The recipient's software reads kind, month and offices from the name; any other form is not imported.",
    ),
    cure: Text::new("ファイル名を「{suggestion}」に変えてください。", "Rename it to “{suggestion}”."),
    source: "別紙 ファイル名規約",
    ambiguities: &[],
};
