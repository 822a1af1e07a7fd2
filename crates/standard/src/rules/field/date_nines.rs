//! C0427: 99999999 stands for a date that is not known.

use super::Explanation;
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0427",
    slug: "date-nines",
    severity: Severity::Error,
    fold: Fold::Field,
    title: Text::new("日付が99999999です", "A date is 99999999"),
    message: Text::new(
        "{field}が「{value}」です（{count}か所）。日付として読めません。",
        "{field} is “{value}” ({count} places), which is no date.",
    ),
    why: Text::new(
        "標準仕様に、9だけの日付の決まりはありません。分からない日付は空にします。",
        "The standard knows no date of nines; an unknown date is left empty.",
    ),
    cure: Text::new(
        "介護ソフトで{field}を正しい日付にするか、任意の項目なら空にして、もう一度出力してください。",
        "Enter the date, or leave it empty where that is allowed, and export again.",
    ),
    source: "記載なし（A043）",
    ambiguities: &[43],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let nines = case.meant == "99999999" && case.field.kind == FieldKind::Date8;
    (nines || (case.meant == "999999" && case.field.kind == FieldKind::Month6)).then(|| Explanation::of(&RULE))
}
