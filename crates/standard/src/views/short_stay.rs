//! The days of short stays in the seventh sheet, wherever among a person's rows they were written (A107).

use super::kinds::UpSikyuView;

/// Days of short stays of one person in one month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ShortStayDays {
    /// 前月までの利用日数.
    pub before: Option<i64>,
    /// 当月の計画利用日数.
    pub planned: Option<i64>,
    /// 累積利用日数.
    pub total: Option<i64>,
}

/// The greatest values among the rows of one person and month.
pub fn short_stay_days<'v, 'f: 'v>(rows: impl IntoIterator<Item = &'v UpSikyuView<'f>>) -> ShortStayDays {
    rows.into_iter().fold(ShortStayDays::default(), |days, row| ShortStayDays {
        before: days.before.max(row.short_stay_days_before()),
        planned: days.planned.max(row.short_stay_days_planned()),
        total: days.total.max(row.short_stay_days_total()),
    })
}
