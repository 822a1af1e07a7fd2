//! C0202: a control character other than NUL.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0202",
    slug: "control-character",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("見えない文字（制御文字）が入っています", "A control character"),
    message: Text::new(
        "{line}行目に、画面に出ない制御文字（{code}）が入っています（{around}）。",
        "Line {line} has a control character ({code}) that cannot be seen ({around}).",
    ),
    why: Text::new(
        "制御文字は標準仕様の文字ではありません。ほかのソフトから文章を貼り付けたときに混ざることがあり、取り込みエラーの原因になります。",
        "It is no character of the standard; it comes with text pasted from other software and makes imports fail.",
    ),
    cure: Text::new(
        "介護ソフトでその文字を消して入力し直し、もう一度出力してください。",
        "Delete the character in the care software, type it anew, and export again.",
    ),
    source: "本文4.3",
    ambiguities: &[],
};
