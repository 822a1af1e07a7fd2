//! C0511: a day after the end of the month is marked.

use super::Line;
use crate::finding::{Fold, Rule, Severity, Sink, Text};
use crate::types::TargetMonth;

pub(crate) static RULE: Rule = Rule {
    id: "C0511",
    slug: "flags-after-month-end",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("日割対象日に、その月にない日があります", "A day that the month does not have is marked"),
    message: Text::new(
        "{field}で{day}日に印があります。対象年月（{month}）は{days}日までです。",
        "Day {day} is marked in {field}, but {month} has {days} days.",
    ),
    why: Text::new(
        "31日に満たない月の余りの桁は0です。存在しない日に印があると、日割の日数が変わります。",
        "The places after the last day are 0; a mark there changes the number of days.",
    ),
    cure: Text::new(
        "介護ソフトで対象の月と日割の期間を確かめて、もう一度出力してください。",
        "Look at the month and the period in the care software and export again.",
    ),
    source: "別紙 第6表No11",
    ambiguities: &[77],
};

pub(super) fn check(line: &Line<'_>, out: &mut Sink) {
    let flags = line.row.bytes(line.columns.flags);
    if flags.len() != 31 {
        return;
    }
    let Ok(month) = TargetMonth::parse(line.row.bytes(line.columns.month)) else { return };
    let last = flags.iter().rposition(|flag| *flag == b'1').map_or(0, |place| place + 1);
    if last > usize::from(month.days()) && flags.iter().all(|flag| matches!(flag, b'0' | b'1')) {
        line.row.report_with(&RULE, line.columns.flags, out, |finding| {
            let days = month.days().to_string();
            finding.fact("day", last.to_string()).fact("days", days).fact("month", month.to_string())
        });
    }
}
