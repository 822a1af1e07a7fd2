//! C0545: a limit by service type lacks its sums.

use super::{SLOTS, Supplement};
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0545",
    slug: "limit-slot-sums",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("種類別の合計単位数が空です", "A limit lacks its sums"),
    message: Text::new(
        "{field}が空です（{count}か所）。同じ枠の支給限度基準額には値があります。",
        "{field} is empty ({count} places), while the limit of the same place is given.",
    ),
    why: Text::new(
        "合計単位数と限度超単位数は、同じ枠の支給限度基準額と一緒に入れる項目です。",
        "The sums go with the limit of the same place.",
    ),
    cure: Text::new(
        "介護ソフトで限度額の管理の計算をやり直して、もう一度出力してください。そのままでも送れます。",
        "Compute the limits again and export again; it can be sent as it is.",
    ),
    source: "別紙 利用者補足情報No20〜55",
    ambiguities: &[],
};

pub(super) fn check(supplement: &Supplement<'_>, out: &mut Sink) {
    for slot in (0..SLOTS).filter(|slot| !supplement.row.is_empty(supplement.slot(*slot, 1))) {
        let sums = [supplement.slot(slot, 2), supplement.slot(slot, 3)];
        for column in sums.into_iter().filter(|column| supplement.row.is_empty(*column)) {
            supplement.row.report(&RULE, column, out);
        }
    }
}
