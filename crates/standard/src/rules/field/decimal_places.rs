//! C0421: a decimal number has not two decimals.

use super::{Explanation, fits};
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0421",
    slug: "decimal-places",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("小数の書き方が標準と違います", "A decimal number has not two decimals"),
    message: Text::new(
        "{field}の「{value}」は、小数第2位まで書きます（{count}か所）。「{suggestion}」として読みました。",
        "“{value}” in {field} is written with two decimals ({count} places); it was read as “{suggestion}”.",
    ),
    why: Text::new(
        "標準仕様の形は99.99です。10と10.00を別の値と見るソフトがあります。",
        "The standard writes 99.99; some software takes 10 and 10.00 for different values.",
    ),
    cure: Text::new(
        "そのまま送れます。介護ソフトの出力設定で直せるときは「{suggestion}」の形にしてください。",
        "It can be sent as it is. Write “{suggestion}” if the export settings allow it.",
    ),
    source: "別紙 第7表No23",
    ambiguities: &[41],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    if case.field.kind != FieldKind::Decimal {
        return None;
    }
    let (whole, decimals) = case.meant.split_once('.').unwrap_or((&case.meant, ""));
    let decimals = decimals.trim_end_matches('0');
    let written = format!("{whole}.{decimals:0<2}");
    fits(case, &written).then(|| Explanation::of(&RULE).suggest(written))
}
