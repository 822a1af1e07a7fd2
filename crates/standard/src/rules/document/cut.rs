//! C0115: the last record is cut: it has no line end and too few fields.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0115",
    slug: "file-cut",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイルが途中で切れています", "The file is cut"),
    message: Text::new(
        "{line}行目で終わっていますが、この行は途中で切れています。",
        "The file ends in line {line}, in the middle of a record.",
    ),
    why: Text::new(
        "コピーやダウンロードが途中で止まったか、保存先がいっぱいだったと考えられます。後ろのデータは失われています。",
        "A copy or download stopped, or the disk was full; the data after that is lost.",
    ),
    cure: Text::new(
        "介護ソフトからもう一度出力するか、元のファイルをもう一度コピーしてください。",
        "Export again from the care software, or copy the original again.",
    ),
    source: "記載なし",
    ambiguities: &[],
};
