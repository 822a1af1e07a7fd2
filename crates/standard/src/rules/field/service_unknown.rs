//! C0446: a service type that the standard does not list.

use super::Explanation;
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0446",
    slug: "service-type-unknown",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("標準仕様の一覧にないサービス種類です", "A service type that the standard does not list"),
    message: Text::new(
        "{field}の「{value}」の種類「{type}」は、標準仕様の一覧にありません（{count}か所）。",
        "The type “{type}” of “{value}” in {field} is not listed by the standard ({count} places).",
    ),
    why: Text::new(
        "一覧にない種類は、データ連携の対象か分かりません。相手のソフトが取り込まないことがあります。",
        "It is not known whether such records travel; the recipient may not import them.",
    ),
    cure: Text::new(
        "サービスコードの入力を確かめてください。正しければ、そのまま送れます。",
        "Look at the service code; if it is right it can be sent.",
    ),
    source: "本文1.3・1.4",
    ambiguities: &[146],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let length = match case.field.kind {
        FieldKind::ServiceCode => 6,
        FieldKind::ServiceType => 2,
        _ => return None,
    };
    let is_form =
        case.meant.len() == length && case.meant.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    let service = case.meant.get(..2).filter(|_| is_form)?;
    Some(Explanation::of(&RULE).fact("type", service))
}
