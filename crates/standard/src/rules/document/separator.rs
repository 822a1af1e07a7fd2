//! C0123: tabs or semicolons between the values instead of commas.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0123",
    slug: "file-other-separator",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("項目の区切りがカンマではありません", "No commas between the values"),
    message: Text::new(
        "「{file}」の項目は、カンマではなく{separator}で区切られています。",
        "“{file}” has {separator_en} between its values instead of commas.",
    ),
    why: Text::new(
        "標準仕様の区切りはカンマ（,）です。ほかの区切りでは、1行全体が1つの項目とみなされます。表計算ソフトで「テキスト」として保存すると、区切りが変わります。",
        "The standard separates values with commas; otherwise a whole line is taken for one value. Spreadsheet programs change the separator when they save as text.",
    ),
    cure: Text::new(
        "このファイルは使わずに、介護ソフトからもう一度出力してください。出力したファイルは、開かずにそのまま送ってください。",
        "Do not use this file. Export again from the care software and send the file without opening it.",
    ),
    source: "別紙欄外",
    ambiguities: &[],
};
