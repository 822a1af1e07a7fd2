//! C0213: a line end inside a field that is no free text.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0213",
    slug: "line-end-in-value",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("文章でない項目の中に改行があります", "A line end inside a field that is no text"),
    message: Text::new(
        "{line}行目の{field}の中に、改行が入っています。",
        "{field} in line {line} has a line end inside.",
    ),
    why: Text::new(
        "改行を入れられるのは文章の項目だけです。番号などの項目に改行があると、そこで行が切れたとみなされます。",
        "Only free text may have line ends; elsewhere they break the record.",
    ),
    cure: Text::new(
        "介護ソフトで{field}の改行を消して、もう一度出力してください。",
        "Delete the line end from {field} in the care software and export again.",
    ),
    source: "別紙欄外",
    ambiguities: &[30],
};
