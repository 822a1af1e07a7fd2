//! C0453: a number of the second sheet is 0.

use super::Explanation;
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0453",
    slug: "numbering-zero",
    severity: Severity::Error,
    fold: Fold::Field,
    title: Text::new("番号が0です", "A number is 0"),
    message: Text::new(
        "{field}が0です（{count}か所）。番号は1から99です。",
        "{field} is 0 ({count} places); the numbers are 1 to 99.",
    ),
    why: Text::new(
        "課題・目標・内容の番号の順に並べて、帳票と同じ形を作ります。番号がなければ空にします。",
        "The numbers put problems, aims and services in order; without a number the field is empty.",
    ),
    cure: Text::new(
        "介護ソフトで番号を確かめて、もう一度出力してください。",
        "Look at the number in the care software and export again.",
    ),
    source: "別紙 2表の構成",
    ambiguities: &[],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    (case.field.kind == FieldKind::Digits).then(|| Explanation::of(&RULE))
}
