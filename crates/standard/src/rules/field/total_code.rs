//! C0448: the code of a total is not written as the standard writes it.

use super::{Explanation, fits};
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0448",
    slug: "total-code-written",
    severity: Severity::Error,
    fold: Fold::Field,
    title: Text::new("集計行のコードの書き方が違います", "The code of a total is written differently"),
    message: Text::new(
        "{field}の「{value}」は、集計行のコードの書き方が違います（{count}か所）。正しくは「{suggestion}」です。",
        "“{value}” in {field} is a total written differently ({count} places); it should be “{suggestion}”.",
    ),
    why: Text::new(
        "小計は種類2桁とAAAA・EEEE・ZZZZ（大文字）、全合計は999999です。違うと、相手のソフトが明細として計算します。",
        "Subtotals are the type and AAAA, EEEE or ZZZZ in capitals, the grand total is 999999; otherwise they are counted as items.",
    ),
    cure: Text::new("介護ソフトを最新にして、もう一度出力してください。", "Update the care software and export again."),
    source: "別紙 第7表No9",
    ambiguities: &[104],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    if case.field.kind != FieldKind::ServiceCode || case.field.codes.is_none() {
        return None;
    }
    let upper = case.meant.to_ascii_uppercase();
    let nines = upper.len() >= 4 && upper.bytes().all(|byte| byte == b'9');
    let written = if nines { "999999".to_owned() } else { upper };
    let is_total = nines || ["AAAA", "EEEE", "ZZZZ"].iter().any(|tail| written.ends_with(tail));
    (is_total && written != case.meant && fits(case, &written)).then(|| Explanation::of(&RULE).suggest(written))
}
