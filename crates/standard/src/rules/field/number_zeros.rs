//! C0417: a number is padded with zeros.

use super::{Explanation, fits};
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0417",
    slug: "number-leading-zeros",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("数の前に0が付いています", "A number is padded with zeros"),
    message: Text::new(
        "{field}の「{value}」の前に0が付いています（{count}か所）。「{suggestion}」として読みました。",
        "“{value}” in {field} is padded with zeros ({count} places); it was read as “{suggestion}”.",
    ),
    why: Text::new(
        "単位数や日数は、前に0を付けずに書くのが普通です。0を付けた値を別の値と見るソフトがあります。",
        "Numbers are written without leading zeros; some software takes the padded value for another one.",
    ),
    cure: Text::new(
        "そのまま送れます。介護ソフトの出力設定に「0で埋める」があるときは外してください。",
        "It can be sent as it is. Switch off zero padding in the export settings if there is such a setting.",
    ),
    source: "別紙 CSVファイルレイアウト定義書",
    ambiguities: &[32],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let is_number = matches!(case.field.kind, FieldKind::Digits | FieldKind::Decimal);
    let short = case.meant.trim_start_matches('0');
    let short = if short.is_empty() || short.starts_with('.') { format!("0{short}") } else { short.to_owned() };
    let length = usize::from(case.field.length.unwrap_or(u16::MAX));
    let is_cause = is_number && case.meant.starts_with('0') && case.meant.len() <= length && fits(case, &short);
    is_cause.then(|| Explanation::of(&RULE).suggest(short))
}
