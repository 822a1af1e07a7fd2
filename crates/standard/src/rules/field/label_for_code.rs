//! C0413: the words stand where their code belongs.

use super::{Explanation, meant};
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0413",
    slug: "label-for-code",
    severity: Severity::Error,
    fold: Fold::Field,
    title: Text::new("コードではなく言葉が入っています", "The words stand instead of the code"),
    message: Text::new(
        "{field}に「{value}」と入っています（{count}か所）。ここにはコード「{suggestion}」を入れます。",
        "“{value}” stands in {field} ({count} places); the code “{suggestion}” belongs there.",
    ),
    why: Text::new(
        "区分や種類は、コード表の数字や英字でやり取りします。言葉のままでは、相手のソフトが取り込めません。",
        "Codes are exchanged, not words; the recipient cannot import the words.",
    ),
    cure: Text::new(
        "介護ソフトの「ケアプランデータ連携」の出力を使って、もう一度出力してください。画面や帳票の一覧を保存したものは使えません。",
        "Export again with the care-plan exchange of the care software; a listing of the screen cannot be used.",
    ),
    source: "別紙 コード表・本文1.3・1.4",
    ambiguities: &[131],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let code = match (&case.field.codes, case.field.kind) {
        (Some(table), FieldKind::Code) => code_for(&case.meant, &table.codes)?,
        (_, FieldKind::ServiceType) => {
            let types = case.context.standard.service_types.iter();
            code_for(&case.meant, &types.map(|entry| (entry.code, entry.name)).collect::<Vec<_>>())?
        }
        _ => return None,
    };
    Some(Explanation::of(&RULE).suggest(code))
}

/// The code whose label is this text, or the only one whose label begins with it.
fn code_for(text: &str, codes: &[(&'static str, &'static str)]) -> Option<&'static str> {
    let whole = codes.iter().find(|(_, label)| meant(label) == text);
    let mut begins = codes.iter().filter(|(_, label)| meant(label).starts_with(text));
    let only = match (begins.next(), begins.next()) {
        (Some(only), None) if !text.starts_with(|c: char| c.is_ascii()) => Some(only),
        _ => None,
    };
    whole.or(only).map(|(code, _)| *code)
}
