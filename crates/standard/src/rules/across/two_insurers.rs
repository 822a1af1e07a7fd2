//! C0616: the same person under two insurers.

use crate::check::{Context, FirstRecord};
use crate::finding::{Fold, Rule, Severity, Sink, Text};
use crate::scan::Record;

pub(crate) static RULE: Rule = Rule {
    id: "C0616",
    slug: "two-insurers",
    severity: Severity::Warning,
    fold: Fold::Each,
    title: Text::new("同じ方に保険者番号が2つあります", "One person under two insurers"),
    message: Text::new(
        "{line}行目の方（被保険者番号 {person}）は、{first}行目では別の保険者番号になっています。",
        "The person in line {line} (insured number {person}) has another insurer in line {first}.",
    ),
    why: Text::new(
        "月の途中で転居した方は、保険者ごとに分けて入れます。そうでなければ、どちらかの保険者番号が違っています。",
        "After a move both insurers are right, each with its own records; otherwise one of them is wrong.",
    ),
    cure: Text::new(
        "転居された方でなければ、介護ソフトで保険者番号を直して、もう一度出力してください。転居された方なら、このまま送れます。",
        "Unless the person moved, mend the insurer's number and export again.",
    ),
    source: "記載なし（A051）",
    ambiguities: &[48, 51],
};

/// Says it at the insurer's number.
pub(super) fn report(context: &Context, record: &Record<'_>, first: FirstRecord, out: &mut Sink) {
    if !out.wants(&RULE) {
        return out.count(&RULE);
    }
    let finding = context.finding(&RULE, record, super::INSURER).related(super::place(context, first));
    out.push(finding.fact("first", first.line.to_string()).fact("person", super::person(record)));
}
