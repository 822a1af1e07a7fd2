//! C0712: the CSV versions differ among the files.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0712",
    slug: "versions-differ",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("CSVバージョンがそろっていません", "The CSV versions differ"),
    message: Text::new(
        "「{file}」のCSVバージョンは{found}、「{other}」は{expected}です。",
        "“{file}” has version {found}, “{other}” has {expected}.",
    ),
    why: Text::new(
        "1つの組の中で版が違うと、相手のソフトがどちらかを読めないことがあります。",
        "Software that reads one version may not read the other.",
    ),
    cure: Text::new(
        "介護ソフトの設定を確かめて、すべて同じCSVバージョンで出力し直してください。",
        "Export all of them in one version.",
    ),
    source: "別紙 CSVバージョン（A005）",
    ambiguities: &[5],
};
