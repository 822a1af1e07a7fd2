//! C0515: a result is of another office than the sender.

use super::Line;
use crate::finding::{Fold, Rule, Severity, Sink, Text};
use crate::types::OfficeNumber;

pub(crate) static RULE: Rule = Rule {
    id: "C0515",
    slug: "result-of-other-office",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("送信元ではない事業所の実績があります", "A result of another office than the sender"),
    message: Text::new(
        "{field}の「{value}」は、送信元の事業所（{sender}）ではありません（{count}か所）。",
        "“{value}” in {field} is not the sender {sender} ({count} places).",
    ),
    why: Text::new(
        "実績は自事業所の分だけを送ります。ほかの事業所の行は、相手のソフトが二重に取り込むことがあります。",
        "An office sends its own results only; those of others may be imported twice.",
    ),
    cure: Text::new(
        "介護ソフトの出力で自事業所だけを選んで、もう一度出力してください。",
        "Choose your own office alone in the export screen and export again.",
    ),
    source: "本文2.6",
    ambiguities: &[98],
};

pub(super) fn check(line: &Line<'_>, out: &mut Sink) {
    let Some((sender, _)) = line.columns.result else { return };
    let office = line.row.bytes(line.columns.office);
    if office != sender.as_str().as_bytes() && OfficeNumber::from_bytes(office).is_some() {
        line.row.report_with(&RULE, line.columns.office, out, |finding| finding.fact("sender", sender.as_str()));
    }
}
