//! C0005: small letters in the name.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0005",
    slug: "name-small-letters",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイル名に小文字があります", "Small letters in the name"),
    message: Text::new(
        "「{name}」に英字の小文字が入っています。ファイル名の英字は大文字です。",
        "“{name}” has small letters; the letters of a name are capitals.",
    ),
    why: Text::new(
        "相手のソフトは、ファイル名から種類・年月・事業所を読み取ります。決まった形でないと取り込めません。",
        "The recipient's software reads kind, month and offices from the name; any other form is not imported.",
    ),
    cure: Text::new(
        "ファイル名の英字を大文字に直してください。介護ソフトからもう一度出力するのが確実です。",
        "Write the letters of the name as capitals. Exporting again from the care software is the safest.",
    ),
    source: "別紙 ファイル名規約",
    ambiguities: &[],
};
