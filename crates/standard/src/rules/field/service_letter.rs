//! C0408: a service type or service code is written in small letters.

use super::{Explanation, fits};
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0408",
    slug: "service-letter",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("サービスの種類・コードが小文字です", "A service type or code is written in small letters"),
    message: Text::new(
        "{field}の「{value}」は大文字で書きます（{count}か所）。「{suggestion}」として読みました。",
        "“{value}” in {field} is written in capitals ({count} places); it was read as “{suggestion}”.",
    ),
    why: Text::new(
        "種類コード（2A・A2など）の英字は大文字です。小文字のままだと、相手のソフトで別のコードになります。",
        "The letters of service types (2A, A2) are capitals; other software reads small ones as another code.",
    ),
    cure: Text::new(
        "介護ソフトで「{suggestion}」に直して、もう一度出力してください。",
        "Change it to “{suggestion}” and export again.",
    ),
    source: "本文1.3・1.4",
    ambiguities: &[150],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let is_service = matches!(case.field.kind, FieldKind::ServiceCode | FieldKind::ServiceType);
    let upper = case.meant.to_ascii_uppercase();
    // Totals of the seventh sheet must stand exactly as the standard writes them (A104).
    let is_total = upper.len() == 6 && ["AAAA", "EEEE", "ZZZZ"].iter().any(|tail| upper.ends_with(tail));
    let is_cause = is_service && !is_total && upper != case.meant && fits(case, &upper);
    is_cause.then(|| Explanation::of(&RULE).suggest(upper))
}
