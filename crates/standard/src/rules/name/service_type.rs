//! C0010: a service type that is not two characters.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0010",
    slug: "name-service-type",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイル名のサービス種類が2桁ではありません", "A service type in the name is not two characters"),
    message: Text::new(
        "「{name}」のサービス種類コード「{value}」は{length}文字です。サービス種類コードは2文字です。",
        "The service type “{value}” in “{name}” has {length} characters; it has two.",
    ),
    why: Text::new(
        "サービス種類コードは、第4版では3桁でしたが、第4.1版で2桁に改められました。",
        "Edition 4.0 of the standard had three characters; edition 4.1 has two.",
    ),
    cure: Text::new(
        "介護ソフトが第4.1版に対応しているか確かめて、もう一度出力してください。",
        "Check that the care software follows edition 4.1, and export again.",
    ),
    source: "別紙 ファイル名規約",
    ambiguities: &[],
};
