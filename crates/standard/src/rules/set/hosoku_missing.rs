//! C0719: a person without 利用者補足情報.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0719",
    slug: "supplementary-person-missing",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("利用者補足情報がない利用者がいます", "A person without supplementary information"),
    message: Text::new(
        "{form}の被保険者番号 {person} の方が、利用者補足情報（UPHOSOKU）にいません。",
        "The insured number {person} of {form_en} is not in the supplementary information (UPHOSOKU).",
    ),
    why: Text::new(
        "氏名や生年月日は、利用者補足情報にだけ入っています。ないと、相手はどなたの計画か分かりません。",
        "Name and birth date stand only there; without them nobody knows whose plan it is.",
    ),
    cure: Text::new(
        "介護ソフトで、この方も入れて、利用者補足情報を一緒に出力し直してください。",
        "Export again with this person's supplementary information.",
    ),
    source: "別紙 ファイルの紐づけ 利用者補足情報（A130）",
    ambiguities: &[65, 130],
};
