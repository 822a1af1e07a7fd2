//! C0405: spaces stand before or after a value, or alone.

use super::{Explanation, fits};
use crate::check::Case;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0405",
    slug: "surrounding-spaces",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("値の前か後ろに空白があります", "Spaces stand around a value"),
    message: Text::new(
        "{field}の前か後ろに余分な空白があります（{count}か所）。",
        "Spaces stand around the value of {field} ({count} places).",
    ),
    why: Text::new(
        "空白も文字として読むソフトでは、番号や区分が一致しなくなります。",
        "Software that reads the spaces does not find the number or code.",
    ),
    cure: Text::new(
        "空白を取ってください。介護ソフトの出力設定に「空白で埋める」があるときは外します。",
        "Take the spaces away, or switch off padding in the export settings.",
    ),
    source: "記載なし（A035）",
    ambiguities: &[35],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let trimmed = case.text.trim();
    let is_cause = trimmed.len() < case.text.len() && fits(case, trimmed);
    is_cause.then(|| Explanation::of(&RULE).suggest(trimmed))
}

/// Only spaces in a field that may be empty. Free text may hold what it likes.
pub(super) fn explain_blank(case: &Case<'_>) -> Option<Explanation> {
    (!case.bytes.is_empty() && !case.field.kind.is_text()).then(|| Explanation::of(&RULE))
}
