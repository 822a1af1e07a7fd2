//! C0718: 第6表 of a person without 第7表.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0718",
    slug: "sixth-without-seventh",
    severity: Severity::Warning,
    fold: Fold::Each,
    title: Text::new("第7表がない利用者がいます", "A person without the seventh sheet"),
    message: Text::new(
        "第6表（予定）の被保険者番号 {person} の方が、第7表にいません。",
        "The insured number {person} is in the sixth sheet, not in the seventh.",
    ),
    why: Text::new(
        "相手では、この方の単位数の合計と利用者負担が分かりません。",
        "The recipient sees no totals and no share to pay for this person.",
    ),
    cure: Text::new(
        "介護ソフトで、この方の第7表も作ってあれば、まとめて出力し直してください。",
        "If the seventh sheet exists, export all again.",
    ),
    source: "別紙 ファイルの紐づけ 6・7表（A065・A143）",
    ambiguities: &[65, 143],
};
