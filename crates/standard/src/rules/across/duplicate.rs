//! C0604: two records that say the same.

use crate::check::{Context, FirstRecord};
use crate::finding::{Fold, Rule, Severity, Sink, Text};
use crate::scan::Record;

pub(crate) static RULE: Rule = Rule {
    id: "C0604",
    slug: "duplicate-record",
    severity: Severity::Warning,
    fold: Fold::Each,
    title: Text::new("同じ内容の行が2つあります", "Two records say the same"),
    message: Text::new(
        "{line}行目は、{first}行目と同じ内容です（{what}）。",
        "Line {line} says the same as line {first} ({what_en}).",
    ),
    why: Text::new(
        "同じ行が2つあると、相手のソフトでは2回分として数えられるか、取り込みエラーになります。2人派遣のように、本当に2つ必要なこともあります。",
        "The recipient counts it twice or refuses it. Sometimes two are meant, e.g. two helpers at one visit.",
    ),
    cure: Text::new(
        "2つとも必要かどうか、介護ソフトで確かめてください。二重に登録されていたら、片方を消して、もう一度出力します。必要な行なら、このまま送れます。",
        "See in the care software whether both are meant. If not, delete one and export again; if so, it can be sent as it is.",
    ),
    source: "記載なし（A046）",
    ambiguities: &[46],
};

/// Says that a record is the same as an earlier one. `what`: what was compared, in both languages.
pub(super) fn report(context: &Context, record: &Record<'_>, first: FirstRecord, what: Text, out: &mut Sink) {
    super::report(context, &RULE, record, first, out, |finding| finding.fact("what", what.ja).fact("what_en", what.en));
}
