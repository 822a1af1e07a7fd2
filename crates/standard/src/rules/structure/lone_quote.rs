//! C0208: a quote inside a quoted text that is not doubled.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0208",
    slug: "lone-quote",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("文章の中の「\"」が二重になっていません", "A quote inside a text is not doubled"),
    message: Text::new(
        "{line}行目の文章の中に、「\"」が1つだけ入っています。文章の中の「\"」は「\"\"」と2つ続けて書きます。",
        "A text in line {line} has a single “\"” inside; inside a text it is written twice.",
    ),
    why: Text::new(
        "1つだけの「\"」は文章の終わりとみなされ、後ろの項目がずれます。",
        "A single quote ends the text, and the fields after it shift.",
    ),
    cure: Text::new(
        "介護ソフトでその文章の「\"」を「”」（全角）などに置き換えて、もう一度出力してください。同じことが続くときは、介護ソフトの会社にお知らせください。",
        "Replace it in the care software, for instance by the full-width “”, and export again. If it happens again, tell its maker.",
    ),
    source: "別紙欄外",
    ambiguities: &[30],
};
