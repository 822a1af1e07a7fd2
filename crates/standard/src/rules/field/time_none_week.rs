//! C0439: a time of the weekly plan is 9999.

use super::Explanation;
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0439",
    slug: "time-none-week",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("週間計画の時刻が9999です", "A time of the weekly plan is 9999"),
    message: Text::new(
        "{field}が「9999」です（{count}か所）。時刻なしとして読みました。",
        "{field} is “9999” ({count} places); it was read as no time.",
    ),
    why: Text::new(
        "9999は、利用票で時刻のないサービスに使う値です。週間計画表では、時刻がなければ空にします。",
        "9999 is for services without a time in the usage slips; in the weekly plan an unknown time is left empty.",
    ),
    cure: Text::new(
        "そのまま送れます。介護ソフトで時刻を空にできるときは、空にしてください。",
        "It can be sent as it is. Leave the time empty if the care software allows it.",
    ),
    source: "別紙 3表No8・9",
    ambiguities: &[72, 125],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    (case.field.kind == FieldKind::Time4 && case.meant == "9999").then(|| Explanation::of(&RULE))
}
