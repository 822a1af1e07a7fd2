//! C0117: lines end with LF.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0117",
    slug: "file-line-end-lf",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("改行コードがLFです", "Lines end with LF"),
    message: Text::new(
        "行の終わりがLFです（{count}行）。標準的な書き方はCR+LFです。",
        "{count} lines end with LF; CR LF is usual.",
    ),
    why: Text::new(
        "標準仕様に改行コードの定めはありませんが、Windowsのソフトの多くはCR+LFだけを読みます。",
        "The standard does not say, but most software on Windows expects CR LF.",
    ),
    cure: Text::new(
        "このまま送れます。相手が取り込めないときは、介護ソフトの出力の設定で改行コードをCR+LFにしてください。",
        "It can be sent as it is. If the recipient cannot import it, let the care software write CR LF.",
    ),
    source: "本文4.2（記載なし）",
    ambiguities: &[22],
};
