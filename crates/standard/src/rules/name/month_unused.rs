//! C0023: the month is 000000 on a kind other than 補足情報.

use super::subject::Subject;
use crate::finding::{Finding, Fold, Rule, Severity, Text};
use crate::types::{DocumentKind, DocumentName, NameMonth};

pub(crate) static RULE: Rule = Rule {
    id: "C0023",
    slug: "name-month-unused",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("年月が「000000」です", "The month is “000000”"),
    message: Text::new(
        "「{name}」の年月が「000000」です。「000000」と書けるのは、計画書に付ける利用者補足情報だけです。",
        "The month of “{name}” is “000000”; only 利用者補足情報 sent with plan sheets may have that.",
    ),
    why: Text::new("年月で、どの月の利用票かを見分けます。", "The month says which month's slips the file holds."),
    cure: Text::new(
        "対象の年月を選んで、介護ソフトからもう一度出力してください。",
        "Choose the month in the care software and export again.",
    ),
    source: "別紙 利用者補足情報",
    ambiguities: &[15],
};

pub(super) fn check(subject: &Subject<'_>, name: &DocumentName) -> Option<Finding> {
    let wrong = name.month == Some(NameMonth::Unused) && name.kind != DocumentKind::UpHosoku;
    wrong.then(|| subject.about(&RULE, "000000"))
}
