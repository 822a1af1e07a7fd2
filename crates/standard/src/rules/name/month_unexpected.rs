//! C0013: a month in the name of a kind that has none.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0013",
    slug: "name-month-unexpected",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("年月の付かないファイルに年月が付いています", "A month where the name has none"),
    message: Text::new(
        "「{name}」に年月「{value}」が付いています。この種類のファイル名に年月は付きません。",
        "“{name}” has the month “{value}”; names of this kind have none.",
    ),
    why: Text::new(
        "相手のソフトは、ファイル名から種類・年月・事業所を読み取ります。決まった形でないと取り込めません。",
        "The recipient's software reads kind, month and offices from the name; any other form is not imported.",
    ),
    cure: Text::new(
        "ファイル名から「{value}_」を取ってください。介護ソフトからもう一度出力するのが確実です。",
        "Take “{value}_” out of the name. Exporting again from the care software is the safest.",
    ),
    source: "別紙 ファイル名規約",
    ambiguities: &[],
};
