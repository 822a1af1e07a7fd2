//! C0204: bytes that are no character of MS932.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0204",
    slug: "invalid-bytes",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("Shift_JISの文字ではない値が入っています", "Bytes that are no character"),
    message: Text::new(
        "{line}行目に、Shift_JIS（MS932）の文字ではない値（{code}）が入っています（{around}）。",
        "Line {line} has bytes ({code}) that are no character of Shift_JIS (MS932) ({around}).",
    ),
    why: Text::new(
        "相手のソフトでは文字化けするか、取り込みエラーになります。ファイルの破損や、文字コードの混在が考えられます。",
        "The text is garbled or the import fails. The file may be damaged, or codes were mixed.",
    ),
    cure: Text::new(
        "その項目を介護ソフトで入力し直して、もう一度出力してください。多くの行に出るときは、出力の設定で文字コードに「Shift_JIS」を選んでください。",
        "Type the field anew and export again. If many lines have it, choose “Shift_JIS” where the care software exports.",
    ),
    source: "本文4.3",
    ambiguities: &[],
};
