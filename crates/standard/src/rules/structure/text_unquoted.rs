//! C0211: free text without quotes.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0211",
    slug: "text-unquoted",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("文章が「\"」で囲まれていません", "Free text without quotes"),
    message: Text::new(
        "文章の項目が「\"」で囲まれていません（{count}か所。最初は{line}行目の{field}）。",
        "Text stands without quotes in {count} places, first in line {line}, {field}.",
    ),
    why: Text::new(
        "標準仕様では、文章の項目を「\"」で囲みます。囲まないと、カンマや改行の入った文章でエラーになります。",
        "The standard puts free text in quotes; without them, commas and line ends in a text break the record.",
    ),
    cure: Text::new(
        "このまま送れます。相手が取り込めないときは、介護ソフトの会社にお知らせください。",
        "It can be sent as it is. If the recipient cannot import it, tell the maker of the care software.",
    ),
    source: "別紙欄外",
    ambiguities: &[26],
};
