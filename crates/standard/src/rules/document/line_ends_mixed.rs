//! C0119: some lines end with CR LF, some with LF.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0119",
    slug: "file-line-ends-mixed",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("改行コードが混ざっています", "Line ends are mixed"),
    message: Text::new(
        "行の終わりに、CR+LFとLFが混ざっています。{line}行目から変わっています（{count}行）。",
        "Some lines end with CR LF and some with LF, first in line {line} ({count} lines).",
    ),
    why: Text::new(
        "ファイルをつなぎ合わせたり、手で直したりすると混ざります。相手のソフトによっては、行の区切りを間違えます。",
        "It comes of joining files or editing them by hand; some software splits such lines wrongly.",
    ),
    cure: Text::new(
        "このまま送れますが、介護ソフトからもう一度出力するのが確実です。",
        "It can be sent as it is, but exporting again is the safest.",
    ),
    source: "本文4.2（記載なし）",
    ambiguities: &[22],
};
