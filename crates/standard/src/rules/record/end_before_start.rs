//! C0503: a service ends before it begins.

use super::row::{Column, Row};
use crate::check::is_time;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0503",
    slug: "end-before-start",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("終了が開始より早くなっています", "The end lies before the start"),
    message: Text::new(
        "{field}の「{value}」が、開始の「{start}」より前です（{count}か所）。次の日の時刻として読みました。",
        "“{value}” in {field} lies before the start “{start}” ({count} places); it was read as the next day.",
    ),
    why: Text::new(
        "日をまたぐサービスの書き方は決まっていません。打ち間違いのこともあります。",
        "The standard does not say how a service over midnight is written; it may be a slip of the hand.",
    ),
    cure: Text::new(
        "日をまたぐサービスなら、そのまま送れます。違うときは、介護ソフトで時刻を直してください。",
        "It can be sent if the service goes over midnight; otherwise change the times.",
    ),
    source: "別紙 第6表No12・13",
    ambiguities: &[73, 125],
};

pub(super) fn check(row: &Row<'_>, start: Column, end: Column, out: &mut Sink) {
    let (from, to) = (row.bytes(start), row.bytes(end));
    if to < from && is_time(from) && is_time(to) {
        let from = row.text(start);
        row.report_with(&RULE, end, out, |finding| finding.fact("start", from));
    }
}
