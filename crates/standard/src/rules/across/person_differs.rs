//! C0615: the same insurer and insured number with another name or birth date.

use crate::check::{Context, FirstRecord};
use crate::finding::{Fold, Rule, Severity, Sink, Text};
use crate::scan::Record;

pub(crate) static RULE: Rule = Rule {
    id: "C0615",
    slug: "person-differs",
    severity: Severity::Warning,
    fold: Fold::Each,
    title: Text::new(
        "同じ被保険者番号で、氏名か生年月日が違います",
        "The same insured number with another name or birth date",
    ),
    message: Text::new(
        "{line}行目の{field}が、同じ被保険者番号 {person} の{first}行目と違います。",
        "{field} in line {line} differs from line {first} of the same insured number {person}.",
    ),
    why: Text::new(
        "被保険者番号は1人に1つです。別の方の番号が入っていると、別の方の記録として取り込まれます。",
        "A number belongs to one person. With another's number the record goes to that other person.",
    ),
    cure: Text::new(
        "どちらの行の被保険者番号と{field}が正しいか、介護ソフトで確かめて、もう一度出力してください。",
        "See which number and {field} is right and export again.",
    ),
    source: "別紙 利用者補足情報 No3・No6・No8",
    ambiguities: &[37],
};

/// Says it at the field that differs.
pub(super) fn report(context: &Context, record: &Record<'_>, first: FirstRecord, field: usize, out: &mut Sink) {
    if !out.wants(&RULE) {
        return out.count(&RULE);
    }
    let finding = context.finding(&RULE, record, field).related(super::place(context, first));
    out.push(finding.fact("first", first.line.to_string()).fact("person", super::person(record)));
}
