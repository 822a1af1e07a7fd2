//! C0019: the parts of the name do not fit the form.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0019",
    slug: "name-parts",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイル名の形が標準仕様と違います", "The name has not the standard's form"),
    message: Text::new(
        "「{name}」は、部分の数か順番が標準仕様と違います。正しい形は「{form_ja}」です。",
        "The parts of “{name}” are too many, too few or in another order. The form is “{form_en}”.",
    ),
    why: Text::new(
        "相手のソフトは、ファイル名から種類・年月・事業所を読み取ります。決まった形でないと取り込めません。",
        "The recipient's software reads kind, month and offices from the name; any other form is not imported.",
    ),
    cure: Text::new(
        "介護ソフトからもう一度出力するのが確実です。",
        "Exporting again from the care software is the safest.",
    ),
    source: "別紙 ファイル名規約",
    ambiguities: &[],
};
