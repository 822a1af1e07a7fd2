//! C0544: a short stay for care has its limit under another type than 22.

use super::{SLOTS, Supplement};
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0544",
    slug: "limit-slot-type",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new(
        "短期入所療養介護の限度額は種類22に入れます",
        "The limit of short-stay medical care belongs to type 22",
    ),
    message: Text::new(
        "{field}が「{value}」です。短期入所療養介護は22で代表します。",
        "{field} is “{value}”; short-stay medical care is written as 22.",
    ),
    why: Text::new(
        "短期入所療養介護は22・23・2Aに分かれますが、限度額は22にまとめて書く決まりです。",
        "Types 22, 23 and 2A share one limit, which is written under 22.",
    ),
    cure: Text::new(
        "介護ソフトで種類別の限度額を22に直して、もう一度出力してください。",
        "Change the type to 22 and export again.",
    ),
    source: "別紙 利用者補足情報No20〜55",
    ambiguities: &[],
};

pub(super) fn check(supplement: &Supplement<'_>, out: &mut Sink) {
    for slot in 0..SLOTS {
        let column = supplement.slot(slot, 0);
        if matches!(supplement.row.bytes(column), b"23" | b"2A") {
            supplement.row.report_with(&RULE, column, out, |finding| finding.suggest("22"));
        }
    }
}
