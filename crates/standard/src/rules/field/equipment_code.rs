//! C0450: a TAIS code has another form than five and six digits.

use super::Explanation;
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0450",
    slug: "equipment-code-form",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("TAISコードの形が違います", "A TAIS code of another form"),
    message: Text::new(
        "{field}の「{value}」は、5桁-6桁の形ではありません（{count}か所）。",
        "“{value}” in {field} is not five digits, a hyphen and six digits ({count} places).",
    ),
    why: Text::new(
        "TAISコードは「00001-000010」のように、企業コード5桁と商品コード6桁を半角ハイフンでつなぎます。",
        "A TAIS code joins five digits of the maker and six of the product by a half-width hyphen, like 00001-000010.",
    ),
    cure: Text::new(
        "介護ソフトでTAISコードを確かめてください。届出コードのときは、福祉用具届出コードの項目に入れてください。",
        "Look at the TAIS code; a notification code belongs in its own field.",
    ),
    source: "別紙 第6表No16・17",
    ambiguities: &[87, 88],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    if case.field.kind != FieldKind::Code {
        return None;
    }
    let said = Explanation::of(&RULE);
    // The hyphen alone is missing.
    let joined = case.text.split_at_checked(5).filter(|(_, item)| item.len() == 6);
    let is_number = case.text.bytes().all(|byte| byte.is_ascii_digit());
    Some(match joined.filter(|_| is_number) {
        Some((maker, item)) => said.suggest(format!("{maker}-{item}")),
        None => said,
    })
}
