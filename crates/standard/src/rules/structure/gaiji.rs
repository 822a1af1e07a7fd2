//! C0203: a 外字 (F040–F9FC), which only the PC that wrote it can show.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0203",
    slug: "gaiji",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("外字が使われています", "A user-defined character (gaiji)"),
    message: Text::new(
        "{line}行目に外字（{code}）が入っています（{around}）。「〓」の所です。",
        "Line {line} has a user-defined character ({code}), shown as 〓 in {around}.",
    ),
    why: Text::new(
        "外字はそのパソコンだけで使える文字です。相手のパソコンでは別の文字になったり、読めなくなったりします。",
        "Such a character exists only on the PC that made it; elsewhere it is another one or none.",
    ),
    cure: Text::new(
        "介護ソフトで、普通の漢字かカタカナに置き換えてから、もう一度出力してください。",
        "Replace it in the care software by an ordinary character, then export again.",
    ),
    source: "本文4.3",
    ambiguities: &[39, 40],
};
