//! C0006: spaces in or around the name.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0006",
    slug: "name-spaces",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイル名に空白があります", "Spaces in the name"),
    message: Text::new("「{name}」に空白が入っています。", "“{name}” has spaces in it."),
    why: Text::new(
        "相手のソフトは、ファイル名から種類・年月・事業所を読み取ります。決まった形でないと取り込めません。",
        "The recipient's software reads kind, month and offices from the name; any other form is not imported.",
    ),
    cure: Text::new(
        "ファイル名から空白を取ってください。介護ソフトからもう一度出力するのが確実です。",
        "Take the spaces out of the name. Exporting again from the care software is the safest.",
    ),
    source: "別紙 ファイル名規約",
    ambiguities: &[],
};
