//! C0414: a code that is not in its table.

use super::Explanation;
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0414",
    slug: "unknown-code",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("コード表にない値です", "A code that is not in its table"),
    message: Text::new(
        "{field}の「{value}」は、コード表「{table}」にありません。",
        "“{value}” in {field} is not in the table {table}.",
    ),
    why: Text::new(
        "入れられるのは {allowed} です。それ以外の値は、相手のソフトが読めません。",
        "The codes are {allowed}; others cannot be read.",
    ),
    cure: Text::new(
        "介護ソフトで{field}を選び直して、もう一度出力してください。",
        "Choose {field} again in the care software and export again.",
    ),
    source: "別紙 コード表",
    ambiguities: &[129, 131],
};

/// Most codes that are shown.
const SHOWN: usize = 9;

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let table = case.field.codes.as_ref().filter(|_| case.field.kind == FieldKind::Code)?;
    let shown: Vec<String> = table.codes.iter().take(SHOWN).map(|(code, label)| format!("{code}={label}")).collect();
    let more = if table.codes.len() > SHOWN { " など" } else { "" };
    let allowed = format!("{}{more}", shown.join("、"));
    Some(Explanation::of(&RULE).fact("table", table.name).fact("allowed", allowed))
}
