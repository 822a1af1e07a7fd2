//! C0720: 利用者補足情報 of a person who is in no other file.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0720",
    slug: "supplementary-person-alone",
    severity: Severity::Warning,
    fold: Fold::Each,
    title: Text::new("利用者補足情報だけの利用者がいます", "A person only in the supplementary information"),
    message: Text::new(
        "利用者補足情報の被保険者番号 {person} の方が、ほかのどのファイルにもいません。",
        "The insured number {person} of the supplementary information is in no other file.",
    ),
    why: Text::new(
        "送り先に関係のない方の氏名や住所を送ることになるかもしれません。",
        "Name and address of somebody the recipient has nothing to do with may be sent.",
    ),
    cure: Text::new(
        "この方を送る必要があるか確かめてください。必要なければ、対象から外して出力し直してください。",
        "See whether this person is meant; if not, leave the person out and export again.",
    ),
    source: "別紙 ファイルの紐づけ 利用者補足情報・本文2.6",
    ambiguities: &[65, 99],
};
