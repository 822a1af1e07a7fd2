//! C0609: 第7表: a person with two rows of totals.

use crate::check::{Context, FirstRecord};
use crate::finding::{Fold, Rule, Severity, Sink, Text};
use crate::scan::Record;

pub(crate) static RULE: Rule = Rule {
    id: "C0609",
    slug: "total-row-twice",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("第7表に全合計の行が2つあります", "Two rows of totals for one person"),
    message: Text::new(
        "{line}行目は、被保険者番号 {person} の方の2つ目の全合計の行です。1つ目は{first}行目にあります。",
        "Line {line} is a second row of totals for the insured number {person}; the first is in line {first}.",
    ),
    why: Text::new(
        "全合計の行は、利用者ごとに1つです。2つあると、どちらが正しい合計か分かりません。",
        "There is one for every person; with two nobody can tell which is right.",
    ),
    cure: Text::new(
        "介護ソフトでこの方の利用票別表（第7表）を作り直して、もう一度出力してください。",
        "Make the person's sheet again in the care software and export it.",
    ),
    source: "別紙 CSVファイルレイアウト定義書 第7表 No7・No9",
    ambiguities: &[104],
};

/// Says it at the second row.
pub(super) fn report(context: &Context, record: &Record<'_>, first: FirstRecord, out: &mut Sink) {
    super::report(context, &RULE, record, first, out, |finding| finding.fact("person", super::person(record)));
}
