//! C0301: a record has another number of fields than its layout.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0301",
    slug: "field-count",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("項目の数が違います", "The number of fields is wrong"),
    message: Text::new(
        "この行の項目は{found}個です。正しくは{expected}個です。",
        "This record has {found} fields; the layout has {expected}.",
    ),
    why: Text::new(
        "標準仕様では、項目の数と順番が決まっています。1つでも多い・少ないと、それより後ろの値がすべてずれます。",
        "The standard fixes the number and order of fields; one more or less shifts all that follow.",
    ),
    cure: Text::new(
        "カンマの数を確かめてください。文章の中のカンマは、文章全体を「\"」で囲む必要があります。介護ソフトからもう一度出力するのが確実です。",
        "Check the commas; a text that contains one must stand in quotes. Exporting again is the safest.",
    ),
    source: "別紙 CSVファイルレイアウト定義書",
    ambiguities: &[30],
};
