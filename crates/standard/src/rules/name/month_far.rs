//! C0024: the month lies far from the day of the check.

use super::subject::Subject;
use super::wording;
use crate::finding::{Finding, Fold, Rule, Severity, Text};
use crate::types::DocumentName;

pub(crate) static RULE: Rule = Rule {
    id: "C0024",
    slug: "name-month-far",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("年月が今日から大きく離れています", "The month is far from today"),
    message: Text::new(
        "「{name}」の年月は{month_ja}です。今日（{today_ja}）から大きく離れています。",
        "The month of “{name}” is {month_en}, far from today ({today_en}).",
    ),
    why: Text::new(
        "年月の打ち間違いで、別の月の利用票として取り込まれることがあります。",
        "A slip of the pen makes the slips count for another month.",
    ),
    cure: Text::new(
        "年月が正しいか確かめてください。正しければ、このまま送れます。",
        "Check the month. If it is right, it can be sent as it is.",
    ),
    source: "記載なし",
    ambiguities: &[],
};

/// Plans are made a few months ahead at most.
const MONTHS_AHEAD: i32 = 12;
/// Claims can be mended for five years.
const MONTHS_BACK: i32 = 60;

pub(super) fn check(subject: &Subject<'_>, name: &DocumentName) -> Option<Finding> {
    let month = name.target_month()?;
    let today = subject.today();
    let number = |year: u16, month: u8| i32::from(year) * 12 + i32::from(month);
    let ahead = number(month.year(), month.month()) - number(today.year(), today.month());
    let far = !(-MONTHS_BACK..=MONTHS_AHEAD).contains(&ahead);
    far.then(|| {
        let finding = subject.about(&RULE, &month.to_string());
        let finding = finding.fact("month_ja", wording::month_ja(month)).fact("month_en", wording::month_en(month));
        finding.fact("today_ja", wording::day_ja(today)).fact("today_en", wording::day_en(today))
    })
}
