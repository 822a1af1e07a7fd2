//! C0209: a quote inside a field that does not begin with one.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0209",
    slug: "quote-in-bare-field",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("「\"」の位置が正しくありません", "A quote in the wrong place"),
    message: Text::new(
        "{line}行目に、「\"」で始まっていないのに途中に「\"」のある項目があります。",
        "A field in line {line} has “\"” inside but does not begin with it.",
    ),
    why: Text::new(
        "「\"」は文章の最初と最後に付けます。途中にあると、どこまでが1つの項目か決まりません。",
        "Quotes stand at the beginning and the end of a text; elsewhere it is not clear where the field ends.",
    ),
    cure: Text::new(
        "介護ソフトからもう一度出力してください。手で直したファイルなら、「\"」の前の空白や文字を確かめてください。",
        "Export again from the care software. If the file was edited by hand, look for spaces or characters before the quote.",
    ),
    source: "別紙欄外",
    ambiguities: &[30],
};
