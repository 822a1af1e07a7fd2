//! C0004: full-width characters in the name.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0004",
    slug: "name-full-width",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイル名に全角の文字があります", "Full-width characters in the name"),
    message: Text::new(
        "「{name}」に全角の文字が入っています。ファイル名はすべて半角です。",
        "“{name}” has full-width characters; a name is all half-width.",
    ),
    why: Text::new(
        "相手のソフトは、ファイル名から種類・年月・事業所を読み取ります。決まった形でないと取り込めません。",
        "The recipient's software reads kind, month and offices from the name; any other form is not imported.",
    ),
    cure: Text::new(
        "ファイル名の文字をすべて半角に直してください。介護ソフトからもう一度出力するのが確実です。",
        "Write the whole name in half-width characters. Exporting again from the care software is the safest.",
    ),
    source: "別紙 ファイル名規約",
    ambiguities: &[],
};
