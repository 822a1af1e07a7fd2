//! C0416: a value has more characters than its field.

use super::Explanation;
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0416",
    slug: "too-long",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("文字が多すぎます", "Too many characters"),
    message: Text::new(
        "{field}の値は{found}文字です。入れられるのは{length}文字までです。",
        "The value of {field} has {found} characters; the field holds {length}.",
    ),
    why: Text::new(
        "桁数を超えた値は、相手のソフトで途中で切られるか、取り込みエラーになります。",
        "A longer value is cut or refused by the recipient’s software.",
    ),
    cure: Text::new(
        "介護ソフトで{field}を{length}文字までに直して、もう一度出力してください。",
        "Shorten {field} to {length} characters and export again.",
    ),
    source: "別紙 CSVファイルレイアウト定義書",
    ambiguities: &[31],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let length = usize::from(case.field.length?);
    let holds_any = matches!(case.field.kind, FieldKind::Digits | FieldKind::Phone | FieldKind::Text);
    let is_free_code = case.field.kind == FieldKind::Code && case.field.codes.is_none();
    let found = case.meant.chars().count();
    let is_cause = (holds_any || is_free_code) && found > length;
    let with =
        |length: usize| Explanation::of(&RULE).fact("found", found.to_string()).fact("length", length.to_string());
    is_cause.then(|| with(length))
}
