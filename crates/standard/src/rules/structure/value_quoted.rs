//! C0212: quotes around a field that is no free text.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0212",
    slug: "value-quoted",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("文章でない項目が「\"」で囲まれています", "Quotes around a field that is no text"),
    message: Text::new(
        "番号や日付などの項目が「\"」で囲まれています（{count}か所。最初は{line}行目の{field}）。",
        "Numbers, dates or codes stand in quotes in {count} places, first in line {line}, {field}.",
    ),
    why: Text::new(
        "標準仕様で「\"」で囲むのは文章の項目だけです。ほかの項目が囲まれていると読めないソフトがあります。",
        "The standard quotes free text only; some software does not read other fields in quotes.",
    ),
    cure: Text::new(
        "このまま送れます。相手が取り込めないときは、介護ソフトの出力の設定を確かめてください。",
        "It can be sent as it is. If the recipient cannot import it, look at the care software's export settings.",
    ),
    source: "別紙欄外",
    ambiguities: &[26, 28],
};
