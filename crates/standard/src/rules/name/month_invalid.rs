//! C0012: the month does not exist.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0012",
    slug: "name-month-invalid",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイル名の年月が正しくありません", "The month in the name is wrong"),
    message: Text::new(
        "「{name}」の「{value}」は年月として読めません。年月は、西暦4桁と月2桁の6桁です（例: 202505）。",
        "“{value}” in “{name}” is no month; a month is six digits, as 202505.",
    ),
    why: Text::new("年月で、どの月の利用票かを見分けます。", "The month says which month's slips the file holds."),
    cure: Text::new(
        "対象の年月を確かめて、介護ソフトからもう一度出力してください。",
        "Check the month and export again from the care software.",
    ),
    source: "別紙 ファイル名規約",
    ambiguities: &[],
};
