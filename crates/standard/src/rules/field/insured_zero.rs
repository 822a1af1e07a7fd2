//! C0442: an insured number is all zeros.

use super::Explanation;
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0442",
    slug: "insured-not-given",
    severity: Severity::Error,
    fold: Fold::Field,
    title: Text::new("被保険者番号がまだありません", "An insured number that is not given yet"),
    message: Text::new(
        "{field}が「{value}」です（{count}か所）。番号が決まっていない方のようです。",
        "{field} is “{value}” ({count} places); the number seems not to be given yet.",
    ),
    why: Text::new(
        "標準仕様に、番号がない方の書き方はありません。仮の番号で送ると、後で同じ方として結び付けられません。",
        "The standard has no form for a person without a number; a makeshift number cannot be linked later.",
    ),
    cure: Text::new(
        "番号が決まってから送ってください。急ぐときは、この方の行を除いて送り、別の方法で連絡してください。",
        "Send it when the number is given; if it is urgent leave this person out and tell the recipient in another way.",
    ),
    source: "別紙No3",
    ambiguities: &[49],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    (case.field.kind == FieldKind::Insured).then(|| Explanation::of(&RULE))
}
