//! C0716: 第1表 of a person without 第2表.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0716",
    slug: "first-without-second",
    severity: Severity::Warning,
    fold: Fold::Each,
    title: Text::new("第2表がない利用者がいます", "A person without the second sheet"),
    message: Text::new(
        "第1表の被保険者番号 {person} の方（計画作成（変更）日 {date}）が、第2表にいません。",
        "The insured number {person} (plan of {date_en}) is in the first sheet, not in the second.",
    ),
    why: Text::new(
        "相手では、この方の計画の内容（目標とサービス）が分かりません。",
        "The recipient sees no goals and services for this person.",
    ),
    cure: Text::new(
        "介護ソフトで、この方の第2表も作ってあれば、まとめて出力し直してください。",
        "If the second sheet exists, export all again.",
    ),
    source: "別紙 ファイルの紐づけ 1〜3表（A065）",
    ambiguities: &[65],
};
