//! C0038: dots at the end of the name.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0038",
    slug: "name-dots",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイル名の最後に「.」が付いています", "Dots at the end of the name"),
    message: Text::new("「{name}」の最後に、余分な「.」が付いています。", "“{name}” ends with dots."),
    why: Text::new(
        "Windowsでは、最後が「.」の名前でファイルを保存できません。",
        "Windows cannot save a file under such a name.",
    ),
    cure: Text::new("最後の「.」を取ってください。", "Take the dots away."),
    source: "記載なし",
    ambiguities: &[],
};
