//! The second sheet as it is printed: blank fields filled in from the row before (A117 to A119).

use super::Inherited;
use super::inherited::continues;
use super::kinds::Up2KyoView;

/// A row of the second sheet with its blanks filled in.
#[derive(Debug, Clone)]
pub struct SecondSheetLine<'f> {
    /// The row as it stands in the file.
    pub row: Up2KyoView<'f>,
    /// 課題.
    pub issue: Inherited<'f>,
    /// 長期目標.
    pub long_term_goal: Inherited<'f>,
    /// 長期期間.
    pub long_term_period: Inherited<'f>,
    /// 短期目標.
    pub short_term_goal: Inherited<'f>,
    /// 短期期間.
    pub short_term_period: Inherited<'f>,
    /// Number of the short-term goal within its long-term goal, from 1. The standard has no number for it: a row that
    /// has one begins a new one (A118).
    pub short_term_number: u32,
    issue_number: Option<i64>,
    goal_number: Option<i64>,
}

/// Fills in the rows of one file, in their order.
pub fn second_sheet_lines<'f>(
    rows: impl IntoIterator<Item = Up2KyoView<'f>>,
) -> impl Iterator<Item = SecondSheetLine<'f>> {
    rows.into_iter().scan(None, |before, row| {
        let line = next_line(before.as_ref(), row);
        *before = Some(line.clone());
        Some(line)
    })
}

fn next_line<'f>(before: Option<&SecondSheetLine<'f>>, row: Up2KyoView<'f>) -> SecondSheetLine<'f> {
    let before = before.filter(|before| is_same_plan(&before.row, &row));
    let Some(before) = before else { return first_line(row) };
    let (issue, long_term_goal, short_term_goal) = (row.issue(), row.long_term_goal(), row.short_term_goal());
    let same_issue = continues(before.issue_number, row.issue_number(), issue.as_deref(), before.issue.text.as_deref());
    let shown_goal = before.long_term_goal.text.as_deref();
    let same_goal =
        same_issue && continues(before.goal_number, row.goal_number(), long_term_goal.as_deref(), shown_goal);
    let same_short_term =
        same_goal && short_term_goal.as_deref().is_none_or(|own| before.short_term_goal.text.as_deref() == Some(own));
    SecondSheetLine {
        issue: before.issue.next(issue, same_issue),
        long_term_goal: before.long_term_goal.next(long_term_goal, same_goal),
        long_term_period: before.long_term_period.next(row.long_term_period(), same_goal),
        short_term_goal: before.short_term_goal.next(short_term_goal, same_goal),
        short_term_period: before.short_term_period.next(row.short_term_period(), same_goal),
        short_term_number: match (same_goal, same_short_term) {
            (true, true) => before.short_term_number,
            (true, false) => before.short_term_number + 1,
            (false, _) => 1,
        },
        issue_number: row.issue_number().or(before.issue_number.filter(|_| same_issue)),
        goal_number: row.goal_number().or(before.goal_number.filter(|_| same_goal)),
        row,
    }
}

fn first_line(row: Up2KyoView<'_>) -> SecondSheetLine<'_> {
    let nothing = Inherited::default();
    SecondSheetLine {
        issue: nothing.next(row.issue(), false),
        long_term_goal: nothing.next(row.long_term_goal(), false),
        long_term_period: nothing.next(row.long_term_period(), false),
        short_term_goal: nothing.next(row.short_term_goal(), false),
        short_term_period: nothing.next(row.short_term_period(), false),
        short_term_number: 1,
        issue_number: row.issue_number(),
        goal_number: row.goal_number(),
        row,
    }
}

fn is_same_plan(one: &Up2KyoView<'_>, other: &Up2KyoView<'_>) -> bool {
    let person =
        |row: &Up2KyoView<'_>| (row.insurer_number().map(String::from), row.insured_number().map(String::from));
    person(one) == person(other) && one.plan_date() == other.plan_date()
}
