//! C0551: an entry of the weekly plan lacks its weekday, time or content.

use super::Week;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0551",
    slug: "week-row-incomplete",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("週間計画表の行に足りない項目があります", "An entry of the weekly plan is not complete"),
    message: Text::new(
        "{field}が空です（{count}か所）。内容・曜日・時刻は組で1行です。",
        "{field} is empty ({count} places); content, weekday and times make one record together.",
    ),
    why: Text::new(
        "曜日や時刻がないと、相手のソフトの週間表のどこに置くか決まりません。",
        "Without weekday and times the entry has no place in the weekly plan.",
    ),
    cure: Text::new(
        "介護ソフトで{field}を入力して、もう一度出力してください。毎日のサービスは曜日ごとに7行にします。",
        "Enter {field} and export again; a daily service has seven records.",
    ),
    source: "別紙 3表No6〜12",
    ambiguities: &[123, 125],
};

pub(super) fn check(week: &Week<'_>, out: &mut Sink) {
    for group in week.groups().filter(|group| group.iter().any(|column| !week.row.is_empty(*column))) {
        if let Some(missing) = group.iter().find(|column| week.row.is_empty(**column)) {
            week.row.report(&RULE, *missing, out);
        }
    }
}
