//! C0501: a service date lies outside its month.

use super::Line;
use crate::finding::{Fold, Rule, Severity, Sink, Text};
use crate::types::{Date, TargetMonth};

pub(crate) static RULE: Rule = Rule {
    id: "C0501",
    slug: "service-date-month",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("利用日が対象の月の外にあります", "A service date lies outside its month"),
    message: Text::new(
        "{field}の「{value}」は、対象年月（{month}）の日ではありません。",
        "“{value}” in {field} is no day of the month {month}.",
    ),
    why: Text::new(
        "利用票は1か月ごとのファイルです。別の月の日は、相手のソフトの表に入りません。",
        "A usage slip is of one month; a day of another month has no place in it.",
    ),
    cure: Text::new(
        "介護ソフトで利用日を確かめ、その月の利用票からもう一度出力してください。",
        "Look at the date and export again from the slip of its month.",
    ),
    source: "別紙 第6表No5・10",
    ambiguities: &[97],
};

pub(super) fn check(line: &Line<'_>, out: &mut Sink) {
    let (date, month) = (line.row.bytes(line.columns.date), line.row.bytes(line.columns.month));
    if date.get(..6) == Some(month) || Date::parse(date).is_none() || TargetMonth::parse(month).is_err() {
        return;
    }
    let month = line.row.text(line.columns.month);
    line.row.report_with(&RULE, line.columns.date, out, |finding| finding.fact("month", month));
}
