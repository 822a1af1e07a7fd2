//! C0107: a document or presentation under the name of a CSV file.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0107",
    slug: "file-office-document",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("文書（Wordなど）のファイルです", "The file is a document"),
    message: Text::new(
        "「{file}」の中身は、Wordなどで保存した文書です。CSVファイルではありません。",
        "“{file}” was saved by a program as Word; it is no CSV file.",
    ),
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
