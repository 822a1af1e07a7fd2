//! C0210: a record longer than a megabyte.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0210",
    slug: "record-too-long",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("1行が長すぎます", "A record is too long"),
    message: Text::new("{line}行目は、1行が1メガバイトを超えています。", "Line {line} is longer than a megabyte."),
    why: Text::new(
        "改行が失われているか、別の種類のファイルと考えられます。長すぎる行は読み飛ばします。",
        "Line ends were lost, or it is another type of file. Such a line is skipped.",
    ),
    cure: Text::new("介護ソフトからもう一度出力してください。", "Export again from the care software."),
    source: "記載なし",
    ambiguities: &[],
};
