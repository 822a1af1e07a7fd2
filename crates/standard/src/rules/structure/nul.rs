//! C0201: a NUL (byte 0) inside the text.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0201",
    slug: "nul",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("文字のない値（NUL）が入っています", "A NUL in the text"),
    message: Text::new(
        "{line}行目に、文字ではない値（NUL、0x00）が入っています（{around}）。",
        "Line {line} has a NUL (0x00), which is no character ({around}).",
    ),
    why: Text::new(
        "NULがあると、相手のソフトがそこで文字が終わったとみなし、後ろを読み落とすことがあります。ファイルの破損でも起こります。",
        "Software may take a NUL for the end of the text and drop the rest; it is also a sign of damage.",
    ),
    cure: Text::new(
        "介護ソフトからもう一度出力してください。同じ所に出るときは、その項目を入力し直してください。",
        "Export again. If it stays in the same place, type the field anew in the care software.",
    ),
    source: "本文4.3",
    ambiguities: &[],
};
