//! C0118: lines end with CR alone.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0118",
    slug: "file-line-end-cr",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("改行コードがCRだけです", "Lines end with CR alone"),
    message: Text::new("行の終わりがCRだけです（{count}行）。", "{count} lines end with CR alone."),
    why: Text::new(
        "CRだけの改行を読めるソフトはほとんどありません。全体が1行とみなされ、取り込みエラーになります。",
        "Hardly any software reads CR alone; the whole file counts as one line.",
    ),
    cure: Text::new(
        "介護ソフトの出力の設定で、改行コードをCR+LFにして、もう一度出力してください。",
        "Let the care software write CR LF, and export again.",
    ),
    source: "本文4.2（記載なし）",
    ambiguities: &[22],
};
