//! C0606: the same person and date twice in a kind that has one record for each.

use crate::check::{Context, FirstRecord};
use crate::finding::{Fold, Rule, Severity, Sink, Text};
use crate::scan::Record;
use crate::types::DocumentKind;

pub(crate) static RULE: Rule = Rule {
    id: "C0606",
    slug: "duplicate-person",
    severity: Severity::Warning,
    fold: Fold::Each,
    title: Text::new("同じ利用者の行が2つあります", "The same person twice"),
    message: Text::new(
        "{line}行目の利用者（被保険者番号 {person}）は、{first}行目にもあります。{what}も同じです。",
        "The person in line {line} (insured number {person}) stands in line {first} too, with the same {what_en}.",
    ),
    why: Text::new(
        "この種類のファイルは、{what}ごとに1人1行です。2行あると、相手のソフトでは後の行で上書きされるか、取り込みエラーになります。",
        "This kind has one record a person. With two, the later one overwrites the first or the import fails.",
    ),
    cure: Text::new(
        "正しい方の行だけが残るように、介護ソフトで確かめて、もう一度出力してください。",
        "See which of the two is right and export again with that one.",
    ),
    source: "記載なし（A046・A052）",
    ambiguities: &[46, 52],
};

/// Says that the person of a record has one already.
pub(super) fn report(context: &Context, record: &Record<'_>, first: FirstRecord, out: &mut Sink) {
    let date = match (context.layout.kind, context.name.and_then(|name| name.target_month())) {
        (DocumentKind::UpHosoku, Some(_)) => Text::new("対象年月", "month"),
        (DocumentKind::UpKihon, _) => Text::new("相談日", "day of consultation"),
        _ => Text::new("計画作成（変更）日", "date of the plan"),
    };
    super::report(context, &RULE, record, first, out, |finding| {
        finding.fact("person", super::person(record)).fact("what", date.ja).fact("what_en", date.en)
    });
}
