//! C0717: 第7表 of a person without 第6表.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0717",
    slug: "seventh-without-sixth",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("第6表がない利用者がいます", "A person without the sixth sheet"),
    message: Text::new(
        "第7表には被保険者番号 {person} の方がいますが、第6表（予定）にいません。",
        "The seventh sheet has the insured number {person}, the sixth has not.",
    ),
    why: Text::new(
        "第6表が利用票の親です。第6表のない方の第7表は、取り込めません。",
        "The sixth sheet is the parent; without it the seventh cannot be imported.",
    ),
    cure: Text::new(
        "介護ソフトで、この方の第6表も出力する対象に入れて、まとめて出力し直してください。",
        "Export again with this person's sixth sheet.",
    ),
    source: "別紙 ファイルの紐づけ 6・7表",
    ambiguities: &[65],
};
