//! Third sheet of a care plan, the week (第3表): the view of a record of UP3KYO.

use crate::views::declare::view;
use crate::views::{Code, Time};
use std::borrow::Cow;

view! {
    /// Third sheet of a care plan, the week (第3表), one record of UP3KYO. Only in 202407.
    Up3KyoView of Up3Kyo {
        csv_version: version "CSVバージョン" 1;
        insurer_number: identifier "保険者番号" 2;
        insured_number: identifier "被保険者番号" 3;
        created_on: date "週間サービス計画表作成年月日" 4;
        plan_date: date "居宅サービス計画作成（変更）日" 5;
        service_content: text "介護サービス内容" 6;
        weekday: code "曜日" 7;
        service_start: time "開始時間" 8;
        service_end: time "終了時間" 9;
        activity: text "主な日常生活上の活動" 10;
        activity_start: time "開始時間" 11;
        activity_end: time "終了時間" 12;
        other_services: text "週単位以外のサービス" 13;
    }
}

/// One thing of the week. A row should hold one; a row that holds several is taken apart (A122).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WeekEntry<'f> {
    /// A service on a day of the week.
    Service {
        /// What it is.
        content: Option<Cow<'f, str>>,
        /// The day of the week.
        weekday: Option<Code<'f>>,
        /// When it begins.
        start: Option<Time>,
        /// When it ends.
        end: Option<Time>,
    },
    /// Something of the user's ordinary day.
    Activity {
        /// What it is.
        content: Option<Cow<'f, str>>,
        /// When it begins.
        start: Option<Time>,
        /// When it ends.
        end: Option<Time>,
    },
    /// A service that is not weekly.
    Other(Cow<'f, str>),
}

impl<'f> Up3KyoView<'f> {
    /// What the row says, one entry for each thing.
    pub fn entries(&self) -> Vec<WeekEntry<'f>> {
        let (content, weekday) = (self.service_content(), self.weekday());
        let (start, end) = (self.service_start(), self.service_end());
        let has_service = content.is_some() || weekday.is_some() || start.is_some() || end.is_some();
        let service = has_service.then_some(WeekEntry::Service { content, weekday, start, end });
        let (content, start, end) = (self.activity(), self.activity_start(), self.activity_end());
        let has_activity = content.is_some() || start.is_some() || end.is_some();
        let activity = has_activity.then_some(WeekEntry::Activity { content, start, end });
        service.into_iter().chain(activity).chain(self.other_services().map(WeekEntry::Other)).collect()
    }
}
