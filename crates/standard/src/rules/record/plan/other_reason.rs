//! C0533: the reason is “other” and no words say which.

use super::Plan;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0533",
    slug: "other-reason-empty",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("「その他」の理由が書かれていません", "The other reason is not given"),
    message: Text::new(
        "生活援助中心型の算定理由が3（その他）で、{field}が空です（{count}か所）。",
        "The reason is 3 (other), and {field} is empty ({count} places).",
    ),
    why: Text::new(
        "理由がその他のときは、内容を書くのが確実です。書いていないと、相手が確かめることになります。",
        "When the reason is “other” the words should say which; the recipient would have to ask.",
    ),
    cure: Text::new(
        "介護ソフトで「その他理由」を入力して、もう一度出力してください。そのままでも送れます。",
        "Enter the reason and export again; it can be sent as it is.",
    ),
    source: "別紙 1表No25・26",
    ambiguities: &[128],
};

pub(super) fn check(plan: &Plan<'_>, out: &mut Sink) {
    let (reason, words) = (plan.columns.reason, plan.columns.other_reason);
    if plan.row.bytes(reason) == b"3" && plan.row.is_empty(words) {
        plan.row.report(&RULE, words, out);
    }
}
