//! C0429: a date stands where a month belongs.

use super::{Explanation, fits};
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};
use crate::types::Date;

pub(crate) static RULE: Rule = Rule {
    id: "C0429",
    slug: "month-eight-digits",
    severity: Severity::Error,
    fold: Fold::Field,
    title: Text::new("年月の項目に日まで入っています", "A date stands where a month belongs"),
    message: Text::new(
        "{field}の「{value}」は8桁です（{count}か所）。ここには年月6桁「{suggestion}」を入れます。",
        "“{value}” in {field} has eight digits ({count} places); the month “{suggestion}” belongs there.",
    ),
    why: Text::new(
        "本文の図は8桁に見えますが、項目は6桁です。8桁では、相手のソフトが対象の月を読めません。",
        "A figure in the text seems to have eight digits, but the field has six; with eight the month cannot be read.",
    ),
    cure: Text::new("介護ソフトからもう一度出力してください。", "Export again from the care software."),
    source: "本文5.1.1.4・別紙",
    ambiguities: &[59],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let is_date = case.field.kind == FieldKind::Month6 && Date::parse(case.meant.as_bytes()).is_some();
    let month = case.meant.get(..6).filter(|month| is_date && fits(case, month))?;
    Some(Explanation::of(&RULE).suggest(month))
}
