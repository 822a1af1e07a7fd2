//! C0454: the floor of a room is no plain number.

use super::Explanation;
use crate::check::Case;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0454",
    slug: "room-floor",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("自室の階数が数字ではありません", "The floor of a room is no plain number"),
    message: Text::new(
        "{field}の「{value}」は、そのままの文字で読みました（{count}か所）。",
        "“{value}” in {field} was read as it stands ({count} places).",
    ),
    why: Text::new(
        "標準仕様に、地下や平屋の書き方の決まりはありません。数字しか読めないソフトがあります。",
        "The standard has no form for a basement; some software reads only numbers.",
    ),
    cure: Text::new(
        "そのまま送れます。数字で書けるときは、半角数字にしてください。",
        "It can be sent as it is. Use half-width digits if you can.",
    ),
    source: "別紙 利用者基本情報No35",
    ambiguities: &[139],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let is_short = case.text.chars().count() <= usize::from(case.field.length?);
    (case.field.name == "自室の階数" && is_short).then(|| Explanation::of(&RULE))
}
