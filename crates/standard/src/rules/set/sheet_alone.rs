//! C0715: 第2表 or 第3表 of a person without 第1表.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0715",
    slug: "sheet-without-first",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("第1表がない利用者がいます", "A person without the first sheet"),
    message: Text::new(
        "{form}には被保険者番号 {person} の方（計画作成（変更）日 {date}）がいますが、第1表にいません。",
        "{form_en} has the insured number {person} (plan of {date_en}), the first sheet has not.",
    ),
    why: Text::new(
        "第1表が計画書の親です。第1表のない方の第2表・第3表は、取り込めません。",
        "The first sheet is the parent; without it the others cannot be imported.",
    ),
    cure: Text::new(
        "介護ソフトで、この方の第1表も出力する対象に入れて、まとめて出力し直してください。",
        "Export again with this person's first sheet.",
    ),
    source: "別紙 ファイルの紐づけ 1〜3表",
    ambiguities: &[65],
};
