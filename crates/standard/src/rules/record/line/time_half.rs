//! C0502: only one of start and end is 9999.

use super::Line;
use crate::check::is_time;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0502",
    slug: "time-9999-half",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("開始と終了の片方だけが9999です", "Only one of start and end is 9999"),
    message: Text::new(
        "開始が「{start}」、終了が「{end}」です。片方だけが9999になっています。",
        "Start is “{start}” and end is “{end}”: only one is 9999.",
    ),
    why: Text::new(
        "9999は時刻のないサービスの値で、開始と終了の両方に入れます。片方だけでは、時刻があるのか分かりません。",
        "9999 stands for a service without a time and belongs in both; one alone cannot be told.",
    ),
    cure: Text::new(
        "時刻のあるサービスは両方に時刻を、ないサービスは両方に9999を入れて、もう一度出力してください。",
        "Enter both times, or 9999 in both, and export again.",
    ),
    source: "別紙 第6表No12・13",
    ambiguities: &[72],
};

pub(super) fn check(line: &Line<'_>, out: &mut Sink) {
    let (start, end) = (line.row.bytes(line.columns.start), line.row.bytes(line.columns.end));
    let column = match (start == b"9999", end == b"9999") {
        (true, false) if is_time(end) => line.columns.start,
        (false, true) if is_time(start) => line.columns.end,
        _ => return,
    };
    let (start, end) = (line.row.text(line.columns.start), line.row.text(line.columns.end));
    line.row.report_with(&RULE, column, out, |finding| finding.fact("start", start).fact("end", end));
}
