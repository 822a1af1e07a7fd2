//! The issues and services of a prevention support plan as they are printed: blanks filled in from the row before
//! (A138).

use super::Inherited;
use super::inherited::continues;
use super::kinds::UpYoboSubView;

/// A row of the annex with its blanks filled in.
#[derive(Debug, Clone)]
pub struct SupportPlanLine<'f> {
    /// The row as it stands in the file.
    pub row: UpYoboSubView<'f>,
    /// 総合的課題.
    pub overall_issue: Inherited<'f>,
    /// 課題に対する目標と具体策の提案.
    pub proposal: Inherited<'f>,
    /// 具体策についての意向本人・家族.
    pub proposal_wishes: Inherited<'f>,
    /// 目標.
    pub goal: Inherited<'f>,
    /// 目標についての支援のポイント.
    pub support_points: Inherited<'f>,
    /// 本人等のセルフケアや家族の支援、インフォーマルサービス.
    pub self_care: Inherited<'f>,
    /// 介護保険サービス又は地域支援事業.
    pub insured_services: Inherited<'f>,
    issue_number: Option<i64>,
    support_number: Option<i64>,
}

/// Fills in the rows of one file, in their order.
pub fn support_plan_lines<'f>(
    rows: impl IntoIterator<Item = UpYoboSubView<'f>>,
) -> impl Iterator<Item = SupportPlanLine<'f>> {
    rows.into_iter().scan(None::<SupportPlanLine<'f>>, |before, row| {
        let same_plan = before.as_ref().is_some_and(|before| is_same_plan(&before.row, &row));
        let line = next_line(before.take().filter(|_| same_plan), row);
        *before = Some(line.clone());
        Some(line)
    })
}

fn next_line<'f>(before: Option<SupportPlanLine<'f>>, row: UpYoboSubView<'f>) -> SupportPlanLine<'f> {
    let Some(before) = before else { return line(None, row, false, false) };
    let (issue, points) = (row.overall_issue(), row.support_points());
    let shown = (before.overall_issue.text.as_deref(), before.support_points.text.as_deref());
    let same_issue = continues(before.issue_number, row.issue_number(), issue.as_deref(), shown.0);
    let same_support = same_issue && continues(before.support_number, row.support_number(), points.as_deref(), shown.1);
    line(Some(&before), row, same_issue, same_support)
}

fn line<'f>(
    before: Option<&SupportPlanLine<'f>>,
    row: UpYoboSubView<'f>,
    same_issue: bool,
    same_support: bool,
) -> SupportPlanLine<'f> {
    let nothing = Inherited::default();
    let shown = |pick: fn(&SupportPlanLine<'f>) -> Inherited<'f>| before.map_or(nothing.clone(), pick);
    SupportPlanLine {
        overall_issue: shown(|line| line.overall_issue.clone()).next(row.overall_issue(), same_issue),
        proposal: shown(|line| line.proposal.clone()).next(row.proposal(), same_issue),
        proposal_wishes: shown(|line| line.proposal_wishes.clone()).next(row.proposal_wishes(), same_issue),
        goal: shown(|line| line.goal.clone()).next(row.goal(), same_issue),
        support_points: shown(|line| line.support_points.clone()).next(row.support_points(), same_support),
        self_care: shown(|line| line.self_care.clone()).next(row.self_care(), same_support),
        insured_services: shown(|line| line.insured_services.clone()).next(row.insured_services(), same_support),
        issue_number: row.issue_number().or(before.filter(|_| same_issue).and_then(|line| line.issue_number)),
        support_number: row.support_number().or(before.filter(|_| same_support).and_then(|line| line.support_number)),
        row,
    }
}

fn is_same_plan(one: &UpYoboSubView<'_>, other: &UpYoboSubView<'_>) -> bool {
    let person =
        |row: &UpYoboSubView<'_>| (row.insurer_number().map(String::from), row.insured_number().map(String::from));
    person(one) == person(other) && one.plan_date() == other.plan_date()
}
