//! C0113: something with NUL bytes that is no text.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0113",
    slug: "file-binary",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("CSVファイルではありません", "The file is no text"),
    message: Text::new("「{file}」の中身は、文字として読めません。", "“{file}” cannot be read as text."),
    why: Text::new(
        "相手のソフトが読めるのは、介護ソフトの出力したCSVファイルだけです。",
        "The recipient's software reads only the CSV file that the care software exports.",
    ),
    cure: Text::new(
        "介護ソフトからもう一度出力し、そのファイルを開かずにそのまま送ってください。",
        "Export again from the care software and send that file without opening it.",
    ),
    source: "本文4.2",
    ambiguities: &[],
};
