//! C0108: several files packed into one.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0108",
    slug: "file-archive",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("圧縮ファイル（ZIPなど）です", "The file is packed"),
    message: Text::new(
        "「{file}」は、ファイルをまとめて圧縮したもの（ZIPなど）です。CSVファイルではありません。",
        "“{file}” is a packed file (as ZIP), no CSV file.",
    ),
    why: Text::new("圧縮したファイルは、相手のソフトで取り込めません。", "A packed file cannot be imported."),
    cure: Text::new(
        "圧縮ファイルを展開（解凍）して、中のCSVファイルを選び直してください。",
        "Unpack it and choose the CSV files inside.",
    ),
    source: "本文4.2",
    ambiguities: &[],
};
