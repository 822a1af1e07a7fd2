//! C0011: the month is missing.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0011",
    slug: "name-month-missing",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイル名に年月がありません", "The name has no month"),
    message: Text::new(
        "「{name}」に年月がありません。この種類のファイルには、種類の次に年月6桁が必要です。",
        "“{name}” has no month; names of this kind have six digits after the kind.",
    ),
    why: Text::new("年月で、どの月の利用票かを見分けます。", "The month says which month's slips the file holds."),
    cure: Text::new(
        "正しい形は「{form_ja}」です。介護ソフトからもう一度出力するのが確実です。",
        "The form is “{form_en}”. Exporting again from the care software is the safest.",
    ),
    source: "別紙 ファイル名規約",
    ambiguities: &[],
};
