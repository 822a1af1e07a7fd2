//! C0434: midnight is written 2400.

use super::Explanation;
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0434",
    slug: "time-midnight",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("時刻が2400です", "A time is 2400"),
    message: Text::new(
        "{field}が「2400」です（{count}か所）。その日の終わり（翌日の0時）として読みました。",
        "{field} is “2400” ({count} places); it was read as the end of the day.",
    ),
    why: Text::new(
        "時刻は0000から2359で書くのが確実です。2400を読めないソフトがあります。",
        "Times are safest from 0000 to 2359; some software cannot read 2400.",
    ),
    cure: Text::new(
        "そのまま送れます。相手が取り込めないときは、介護ソフトで2359か0000に直してください。",
        "It can be sent as it is. Change it to 2359 or 0000 if the recipient cannot import it.",
    ),
    source: "別紙 第6表No12・13",
    ambiguities: &[73, 125],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    (case.field.kind == FieldKind::Time4 && matches!(case.meant.as_str(), "2400" | "24:00"))
        .then(|| Explanation::of(&RULE))
}
