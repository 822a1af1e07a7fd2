//! C0418: a number is negative.

use super::{Explanation, fits};
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0418",
    slug: "number-negative",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("マイナスの数です", "A negative number"),
    message: Text::new(
        "{field}が「{value}」で、マイナスになっています（{count}か所）。",
        "{field} is “{value}”, a negative number ({count} places).",
    ),
    why: Text::new(
        "標準仕様には、減算の行をマイナスで書くかどうかの決まりがありません。マイナスを読めないソフトがあります。",
        "The standard does not say whether deductions are written with a minus; some software cannot read it.",
    ),
    cure: Text::new(
        "そのまま送れます。相手が取り込めないときは、介護ソフトの出力設定を確かめてください。",
        "It can be sent as it is. If the recipient cannot import it, look at the export settings.",
    ),
    source: "別紙 第6表No8・第7表No13",
    ambiguities: &[42],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let amount = case.meant.strip_prefix('-').filter(|_| case.field.kind == FieldKind::Digits)?;
    fits(case, amount).then(|| Explanation::of(&RULE))
}
