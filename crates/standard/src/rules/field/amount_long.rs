//! C0452: an amount of the seventh sheet is greater than 99999.

use super::Explanation;
use crate::check::Case;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0452",
    slug: "amount-too-long",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("サービス単位金額が5桁を超えています", "The units of a service have more than five digits"),
    message: Text::new(
        "{field}が「{value}」で、5桁に入りません。",
        "{field} is “{value}”, which does not fit five digits.",
    ),
    why: Text::new(
        "標準仕様の項目は5桁（99999まで）です。桁を切ると別の値になるので、切ってはいけません。",
        "The field has five digits (up to 99999). Cutting the number would make it another one.",
    ),
    cure: Text::new(
        "値は切らずに、介護ソフトの会社に相談してください。相手には紙などで別に知らせてください。",
        "Do not cut the number; ask the maker of the care software, and tell the recipient in another way.",
    ),
    source: "別紙 第7表No17",
    ambiguities: &[108],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let digits = case.meant.as_str();
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0') && digits.len() > 5;
    (case.field.name == "サービス単位金額" && is_number).then(|| Explanation::of(&RULE))
}
