//! C0451: the days used up to last month have more digits than the field.

use super::Explanation;
use crate::check::Case;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0451",
    slug: "days-before-long",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("前月までの利用日数が3桁以上です", "The days up to last month have more than two digits"),
    message: Text::new(
        "{field}の「{value}」は、別紙の2桁を超えています（{count}か所）。5桁までは読みます。",
        "“{value}” in {field} has more than the two digits of the annex ({count} places); up to five are read.",
    ),
    why: Text::new(
        "第3.2版で5桁に直った項目ですが、現行の別紙は2桁のままです。2桁までしか読めないソフトがあります。",
        "Edition 3.2 made it five digits, the present annex says two; some software reads only two.",
    ),
    cure: Text::new(
        "そのまま送れます。実際の日数か確かめてください。",
        "It can be sent as it is. Look whether it is the real number of days.",
    ),
    source: "更新履歴3.2・別紙 第7表No30",
    ambiguities: &[106],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let digits = case.meant.as_str();
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0') && digits.len() <= 5;
    (case.field.name == "前月までの利用日数" && is_number).then(|| Explanation::of(&RULE))
}
