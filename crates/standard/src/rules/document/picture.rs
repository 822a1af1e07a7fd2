//! C0110: a picture under the name of a CSV file.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0110",
    slug: "file-picture",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("中身が画像です", "The file is a picture"),
    message: Text::new(
        "「{file}」の中身は画像です。CSVファイルではありません。",
        "“{file}” is a picture, no CSV file.",
    ),
    why: Text::new(
        "相手のソフトが読めるのは、介護ソフトの出力したCSVファイルだけです。",
        "The recipient's software reads only the CSV file that the care software exports.",
    ),
    cure: Text::new(
        "介護ソフトからCSVファイルを出力して、選び直してください。",
        "Export the CSV file from the care software.",
    ),
    source: "本文4.2",
    ambiguities: &[],
};
