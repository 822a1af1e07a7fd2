//! C0205: the first half of a two-byte character at the end of a field: the text was cut by bytes.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0205",
    slug: "half-character",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("文字の途中で切れています", "A character is cut in half"),
    message: Text::new(
        "{line}行目の文章の最後で、全角文字が半分に切れています（{around}）。",
        "At the end of a text in line {line} a two-byte character is cut in half ({around}).",
    ),
    why: Text::new(
        "文章が長いときに、ソフトが文字の途中で切ったと考えられます。相手のソフトでは、次の区切りまで文字化けします。",
        "Software that shortens texts by bytes cuts characters in half; what follows is garbled at the recipient.",
    ),
    cure: Text::new(
        "介護ソフトでその文章を短くして、もう一度出力してください。同じことが続くときは、介護ソフトの会社にお知らせください。",
        "Shorten the text in the care software and export again. If it happens again, tell its maker.",
    ),
    source: "本文4.3",
    ambiguities: &[33],
};
