//! C0031: something is written before or after an otherwise right name.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0031",
    slug: "name-added-text",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイル名に余分な文字が付いています", "Something was added to the name"),
    message: Text::new("「{name}」に「{value}」が付け加えられています。", "“{value}” was added to “{name}”."),
    why: Text::new(
        "相手のソフトは、ファイル名から種類・年月・事業所を読み取ります。決まった形でないと取り込めません。",
        "The recipient's software reads kind, month and offices from the name; any other form is not imported.",
    ),
    cure: Text::new(
        "余分な文字を取って、「{suggestion}」に変えてください。分かりやすい名前を付けたいときは、フォルダーの名前に書いてください。",
        "Rename it to “{suggestion}”. Write notes into the name of the folder instead.",
    ),
    source: "別紙 ファイル名規約",
    ambiguities: &[],
};
