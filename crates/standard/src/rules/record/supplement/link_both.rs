//! C0541: 補足情報 has both a plan date and a month.

use super::Supplement;
use crate::finding::{Fold, Rule, Severity, Sink, Text};
use crate::types::TargetMonth;

pub(crate) static RULE: Rule = Rule {
    id: "C0541",
    slug: "supplement-link-both",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("補足情報に計画の日付と対象年月の両方があります", "補足情報 has both a plan date and a month"),
    message: Text::new(
        "計画作成（変更）日が「{date}」で、対象年月も「{month}」です。使わない方は0にします。",
        "The plan date is “{date}” and the month “{month}”; the one that is not used is zero.",
    ),
    why: Text::new(
        "計画書に付くときは対象年月を000000、利用票に付くときは計画作成（変更）日を00000000にする決まりです。両方あると、どの表に付くか分かりません。",
        "With plan sheets the month is 000000, with usage slips the plan date is 00000000; with both it cannot be told.",
    ),
    cure: Text::new(
        "計画書か利用票の出力画面から、もう一度出力してください。",
        "Export again from the screen of the plan or of the usage slip.",
    ),
    source: "別紙 利用者補足情報No4・63",
    ambiguities: &[15, 18],
};

pub(super) fn check(supplement: &Supplement<'_>, out: &mut Sink) {
    let columns = supplement.columns;
    let row = &supplement.row;
    // Under a name without a month it is the month that is wrong, and a rule about the name says so.
    if let (Some(date), Ok(month)) = (row.date(columns.plan_date), TargetMonth::parse(row.bytes(columns.month)))
        && !columns.with_plan
    {
        row.report_with(&RULE, columns.plan_date, out, |finding| {
            finding.fact("date", date.to_string()).fact("month", month.to_string())
        });
    }
}
