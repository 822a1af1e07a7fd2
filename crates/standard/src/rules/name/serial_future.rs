//! C0021: the serial lies in the future.

use super::subject::Subject;
use super::wording;
use crate::finding::{Finding, Fold, Rule, Severity, Text};
use crate::types::{Date, DocumentName};

pub(crate) static RULE: Rule = Rule {
    id: "C0021",
    slug: "name-serial-future",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("連番が未来の日時です", "The serial lies in the future"),
    message: Text::new(
        "「{name}」の連番は{date_ja}の日時で、今日（{today_ja}）より先です。",
        "The serial of “{name}” is of {date_en}, later than today ({today_en}).",
    ),
    why: Text::new(
        "相手のソフトは、連番の順に取り込みます。未来の連番を送ると、次に送るファイルが古いと扱われることがあります。",
        "Files are imported in the order of their serials; after one from the future, the next may be taken for an old one.",
    ),
    cure: Text::new(
        "パソコンの日付と時刻を確かめて、介護ソフトからもう一度出力してください。",
        "Check the clock of the computer and export again.",
    ),
    source: "本文2.4・2.5",
    ambiguities: &[17],
};

/// One day is left for clocks that are wrong.
pub(super) fn check(subject: &Subject<'_>, name: &DocumentName) -> Option<Finding> {
    let (made, today) = (name.serial.date()?, subject.today());
    (made > next_day(today)).then(|| {
        let finding = subject.about(&RULE, name.serial.as_str());
        let finding = finding.fact("date_ja", wording::day_ja(made)).fact("date_en", wording::day_en(made));
        finding.fact("today_ja", wording::day_ja(today)).fact("today_en", wording::day_en(today))
    })
}

fn next_day(day: Date) -> Date {
    let (year, month) = (day.year(), day.month());
    let days = [Date::new(year, month, day.day() + 1), Date::new(year, month + 1, 1), Date::new(year + 1, 1, 1)];
    days.into_iter().flatten().next().unwrap_or(day)
}
