//! C0542: a place for limits by service type is left out.

use super::{SLOTS, Supplement};
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0542",
    slug: "limit-slot-gap",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("種類別の限度額の枠が飛んでいます", "A place for limits is left out"),
    message: Text::new(
        "枠{slot}に値がありますが、前の枠が空です（{field}）。",
        "Place {slot} is filled, but the one before is empty ({field}).",
    ),
    why: Text::new(
        "種類別の支給限度額は、枠1から順に使う決まりです。空の枠で読むのをやめるソフトがあります。",
        "Limits by type fill the places from the first on; some software stops at an empty one.",
    ),
    cure: Text::new(
        "介護ソフトで種類別の限度額を入力し直して、もう一度出力してください。",
        "Enter the limits by type again and export again.",
    ),
    source: "別紙 利用者補足情報No20〜55",
    ambiguities: &[],
};

pub(super) fn check(supplement: &Supplement<'_>, out: &mut Sink) {
    let used = |slot: usize| supplement.is_used(slot);
    if let Some(slot) = (1..SLOTS).find(|slot| used(*slot) && !used(slot - 1)) {
        let number = (slot + 1).to_string();
        let column = supplement.slot(slot, 0);
        supplement.row.report_with(&RULE, column, out, |finding| finding.fact("slot", number));
    }
}
