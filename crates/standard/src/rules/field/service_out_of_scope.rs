//! C0447: a service type whose records do not travel.

use super::Explanation;
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0447",
    slug: "service-out-of-scope",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("データ連携の対象外のサービスです", "A service whose records do not travel"),
    message: Text::new(
        "{field}の「{value}」の種類「{type} {name}」は、データ連携の対象外です（{count}か所）。",
        "The type {type} ({name}) of “{value}” in {field} is out of scope ({count} places).",
    ),
    why: Text::new(
        "標準仕様では、対象外の種類の行は作りません。相手のソフトは、この行を取り込まないことがあります。",
        "The standard makes no records of such types; the recipient may leave them out.",
    ),
    cure: Text::new(
        "対象外の行を除いて出力できるときは、除いてください。そのままでも送れます。",
        "Leave such records out if the export settings allow it; it can be sent as it is.",
    ),
    source: "本文1.3・1.4・2.6",
    ambiguities: &[146, 147, 148],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    if !matches!(case.field.kind, FieldKind::ServiceCode | FieldKind::ServiceType) {
        return None;
    }
    let entry = case.context.standard.service_type(case.bytes.get(..2)?)?;
    Some(Explanation::of(&RULE).fact("type", entry.code).fact("name", entry.name))
}
