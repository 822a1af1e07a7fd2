//! 3表: a record holds a service of the week, an activity, or a service outside the week.

pub(super) mod empty;
pub(super) mod incomplete;
pub(super) mod mixed;

use super::end_before_start;
use super::row::{Column, Row};
use crate::check::{Context, Watch};
use crate::finding::Sink;
use crate::scan::Record;
use crate::types::DocumentKind;

/// Content, weekday, start and end of a service; content, start and end of an activity; another service.
#[derive(Debug)]
struct Columns {
    service: [Column; 4],
    activity: [Column; 3],
    other: [Column; 1],
}

/// One record.
struct Week<'a> {
    row: Row<'a>,
    columns: &'a Columns,
}

impl<'a> Week<'a> {
    /// The three kinds of entries.
    fn groups(&self) -> impl Iterator<Item = &'a [Column]> {
        let columns = self.columns;
        [columns.service.as_slice(), columns.activity.as_slice(), columns.other.as_slice()].into_iter()
    }
}

pub(super) fn watch(context: &Context) -> Option<Box<dyn Watch>> {
    let named = |name: &str| context.layout.index_of(name);
    // 開始時間 and 終了時間 occur twice: their place behind the content tells them apart.
    let behind = |content: Column, by: usize| content.map(|index| index + by);
    let (service, activity) = (named("介護サービス内容"), named("主な日常生活上の活動"));
    (context.layout.kind == DocumentKind::Up3Kyo).then(|| {
        Box::new(Columns {
            service: [service, behind(service, 1), behind(service, 2), behind(service, 3)],
            activity: [activity, behind(activity, 1), behind(activity, 2)],
            other: [named("週単位以外のサービス")],
        }) as Box<dyn Watch>
    })
}

impl Watch for Columns {
    fn record(&mut self, context: &Context, record: &Record<'_>, out: &mut Sink) {
        let week = Week { row: Row { context, record }, columns: self };
        let ([_, _, service_start, service_end], [_, start, end]) = (self.service, self.activity);
        end_before_start::check(&week.row, service_start, service_end, out);
        end_before_start::check(&week.row, start, end, out);
        mixed::check(&week, out);
        incomplete::check(&week, out);
        empty::check(&week, out);
    }
}
