//! C0034: another extension stands after the right one.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0034",
    slug: "name-double-extension",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("拡張子が二重に付いています", "Two extensions"),
    message: Text::new(
        "「{name}」は、拡張子の後にもう1つ拡張子「.{value}」が付いています。",
        "“{name}” has a second extension “.{value}”.",
    ),
    why: Text::new(
        "Windowsが拡張子を隠していると、気づかないうちに二重になることがあります。このままでは取り込めません。",
        "It happens when Windows hides extensions. Such a file is not imported.",
    ),
    cure: Text::new("ファイル名を「{suggestion}」に変えてください。", "Rename it to “{suggestion}”."),
    source: "別紙 ファイル名規約",
    ambiguities: &[],
};
