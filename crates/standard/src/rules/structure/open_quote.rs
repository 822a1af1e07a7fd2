//! C0207: a quote that is never closed.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0207",
    slug: "open-quote",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("「\"」が閉じられていません", "A quote is not closed"),
    message: Text::new(
        "{line}行目の「\"」で始まる文章に、終わりの「\"」がありません。",
        "The text that begins with “\"” in line {line} has no closing “\"”.",
    ),
    why: Text::new(
        "終わりの「\"」がないと、次の項目や次の行まで1つの文章とみなされ、取り込みエラーになります。",
        "Without it, the following fields and lines count as one text, and the import fails.",
    ),
    cure: Text::new(
        "介護ソフトからもう一度出力してください。手で直したファイルなら、文章の最後に「\"」を付けてください。",
        "Export again from the care software. If the file was edited by hand, add “\"” at the end of the text.",
    ),
    source: "別紙欄外",
    ambiguities: &[30],
};
