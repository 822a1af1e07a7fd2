//! C0310: one file has records of two versions.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0310",
    slug: "version-mixed",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("1つのファイルに2つの版が混じっています", "Two versions in one file"),
    message: Text::new(
        "{line}行目の「CSVバージョン」は「{value}」ですが、このファイルは{expected}版です（{count}か所）。",
        "Line {line} says version “{value}”, but the file is {expected} ({count} places).",
    ),
    why: Text::new(
        "1つのファイルに入れられる版は1つだけです。版が変わる月をまたぐときは、ファイルを分けます。",
        "A file has one version; when months of two versions are sent, they go in two files.",
    ),
    cure: Text::new(
        "提供年月ごとに分けて、介護ソフトからもう一度出力してください。版の数字だけを書き換えないでください。",
        "Export month by month. Do not just change the number of the version.",
    ),
    source: "別紙No1",
    ambiguities: &[],
};
