//! C0007: only one office stands in the name.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0007",
    slug: "name-no-receiver",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイル名に送信先がありません", "The name has no receiver"),
    message: Text::new(
        "「{name}」には事業所番号が1つしかありません。送信元と送信先の2つが必要です。",
        "“{name}” has only one office number; it needs sender and receiver.",
    ),
    why: Text::new(
        "送信先の番号で、どの事業所あてかを見分けます。ないと届け先が決まりません。",
        "The receiver's number says whom the file is for.",
    ),
    cure: Text::new(
        "介護ソフトで送信先の事業所を選んで、もう一度出力してください。正しい形は「{form_ja}」です。",
        "Choose the receiving office in the care software and export again. The form is “{form_en}”.",
    ),
    source: "別紙 ファイル名規約",
    ambiguities: &[],
};
