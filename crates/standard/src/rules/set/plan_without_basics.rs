//! C0724: 支援計画書 and 基本情報 are of different persons.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0724",
    slug: "plan-without-basics",
    severity: Severity::Warning,
    fold: Fold::Each,
    title: Text::new(
        "支援計画書と基本情報の利用者が合いません",
        "Support plan and basic information are of different persons",
    ),
    message: Text::new(
        "{form}の被保険者番号 {person} の方が、{partner}にいません。",
        "The insured number {person} of {form_en} is not in {partner_en}.",
    ),
    why: Text::new(
        "支援計画書と基本情報を一緒に送るときは、同じ方のものをそろえます。2つのファイルは、保険者番号と被保険者番号で結び付きます。",
        "Sent together they should be of the same persons; insurer and insured number join them.",
    ),
    cure: Text::new(
        "この方の分も必要か確かめて、必要なら出力し直してください。",
        "See whether this person's is needed too, and export again if so.",
    ),
    source: "本文3.3・3.4（A063）",
    ambiguities: &[63],
};
