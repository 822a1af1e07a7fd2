//! C0430: a date lies before care insurance or in another century.

use super::Explanation;
use crate::check::{Case, is_birth_date};
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0430",
    slug: "date-far-off",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("日付の年が離れすぎています", "The year of a date is far off"),
    message: Text::new(
        "{field}が「{value}」です（{count}か所）。年の打ち間違いかもしれません。",
        "{field} is “{value}” ({count} places); the year may be mistyped.",
    ),
    why: Text::new(
        "介護保険は2000年4月に始まりました。その前や100年先の日付は、計画や認定の日付としてはありえません。",
        "Care insurance began in April 2000; dates before it or a century ahead do not occur.",
    ),
    cure: Text::new("介護ソフトで{field}の年を確かめてください。", "Look at the year of {field} in the care software."),
    source: "記載なし",
    ambiguities: &[],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    (case.field.kind == FieldKind::Date8 && !is_birth_date(case.field)).then(|| Explanation::of(&RULE))
}
