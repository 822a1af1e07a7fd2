//! C0564: the previous consultation is dated after this one.

use super::Basic;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0564",
    slug: "previous-consultation-later",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("前回の相談日が今回より後です", "The previous consultation is dated after this one"),
    message: Text::new(
        "{field}の「{value}」が、今回の相談日（{this}）より後です（{count}か所）。",
        "“{value}” in {field} lies after this consultation, {this} ({count} places).",
    ),
    why: Text::new(
        "前回の相談日は、今回と同じか、それより前の日です。",
        "The previous consultation is of the same day or earlier.",
    ),
    cure: Text::new(
        "介護ソフトで2つの日付を確かめてください。正しければ、そのまま送れます。",
        "Look at both dates; it can be sent if they are right.",
    ),
    source: "別紙 利用者基本情報No4・11",
    ambiguities: &[],
};

pub(super) fn check(basic: &Basic<'_>, out: &mut Sink) {
    let (this, previous) = (basic.columns.consulted, basic.columns.previous);
    if let (Some(now), Some(before)) = (basic.row.date(this), basic.row.date(previous))
        && before > now
    {
        basic.row.report_with(&RULE, previous, out, |finding| finding.fact("this", now.to_string()));
    }
}
