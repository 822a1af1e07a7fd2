//! C0431: a birth date lies in the future or more than 130 years ago.

use super::Explanation;
use crate::check::{Case, is_birth_date};
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0431",
    slug: "birth-date-odd",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("生年月日を確かめてください", "An odd birth date"),
    message: Text::new(
        "{field}が「{value}」です（{count}か所）。未来の日付か、130年より前の日付です。",
        "{field} is “{value}” ({count} places), in the future or more than 130 years ago.",
    ),
    why: Text::new(
        "生年月日は、同じ方かどうかを確かめるのに使います。",
        "The birth date is used to tell whether two records are of one person.",
    ),
    cure: Text::new("介護ソフトで生年月日を確かめてください。", "Look at the birth date in the care software."),
    source: "記載なし",
    ambiguities: &[],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    (case.field.kind == FieldKind::Date8 && is_birth_date(case.field)).then(|| Explanation::of(&RULE))
}
