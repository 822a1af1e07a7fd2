//! C0437: a time of the weekly plan is written with a colon, as in the example of the standard.

use super::{Explanation, written};
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};
use crate::types::DocumentKind;

pub(crate) static RULE: Rule = Rule {
    id: "C0437",
    slug: "time-colon-week",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("時刻に「:」があります", "A time with a colon"),
    message: Text::new(
        "{field}の「{value}」に「:」などの記号があります（{count}か所）。「{suggestion}」として読みました。",
        "“{value}” in {field} is not four digits ({count} places); it was read as “{suggestion}”.",
    ),
    why: Text::new(
        "標準仕様の例は「12:00」の形ですが、データは数字4桁（例 1200）で書きます。",
        "The example of the standard shows 12:00, but the data has four digits (1200).",
    ),
    cure: Text::new(
        "そのまま送れます。介護ソフトの出力設定で直せるときは「{suggestion}」の形にしてください。",
        "It can be sent as it is. Write “{suggestion}” if the export settings allow it.",
    ),
    source: "別紙 3表の構成",
    ambiguities: &[124],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let is_here = case.field.kind == FieldKind::Time4 && case.context.layout.kind == DocumentKind::Up3Kyo;
    let digits = written::time(&case.meant).filter(|_| is_here)?;
    Some(Explanation::of(&RULE).suggest(digits))
}
