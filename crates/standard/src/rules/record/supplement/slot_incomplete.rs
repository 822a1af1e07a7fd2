//! C0543: a limit by service type lacks its type or its amount.

use super::{SLOTS, Supplement};
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0543",
    slug: "limit-slot-incomplete",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("種類別の限度額がそろっていません", "A limit lacks its type or amount"),
    message: Text::new(
        "枠{slot}の{field}が空です。サービス種類と支給限度基準額は組で入れます。",
        "{field} of place {slot} is empty; type and limit go together.",
    ),
    why: Text::new(
        "種類か額の片方だけでは、どの種類の限度額か分かりません。",
        "With one alone it is not known what is limited.",
    ),
    cure: Text::new(
        "介護ソフトで種類別の限度額を入力し直して、もう一度出力してください。",
        "Enter the limits by type again and export again.",
    ),
    source: "別紙 利用者補足情報No20〜55",
    ambiguities: &[],
};

pub(super) fn check(supplement: &Supplement<'_>, out: &mut Sink) {
    for slot in (0..SLOTS).filter(|slot| supplement.is_used(*slot)) {
        let pair = [supplement.slot(slot, 0), supplement.slot(slot, 1)];
        if let Some(column) = pair.into_iter().find(|column| supplement.row.is_empty(*column)) {
            let number = (slot + 1).to_string();
            supplement.row.report_with(&RULE, column, out, |finding| finding.fact("slot", number));
        }
    }
}
