//! 補足情報: what it belongs to, and the limits by service type.

pub(super) mod link_both;
pub(super) mod link_none;
pub(super) mod slot_gap;
pub(super) mod slot_incomplete;
pub(super) mod slot_sums;
pub(super) mod slot_type;

use super::row::{Column, Row};
use crate::check::{Context, Watch};
use crate::finding::Sink;
use crate::scan::Record;
use crate::types::{DocumentKind, NameMonth};

/// Places for limits by service type.
const SLOTS: usize = 9;
/// Fields of a place: type, limit, sum, and what lies beyond the limit.
const SLOT_FIELDS: usize = 4;

#[derive(Debug)]
struct Columns {
    plan_date: Column,
    month: Column,
    /// The type of the first place; the others follow.
    slots: Column,
    /// The name says that it goes with usage slips.
    with_slips: bool,
    /// The name says that it goes with plan sheets.
    with_plan: bool,
}

/// One record.
struct Supplement<'a> {
    row: Row<'a>,
    columns: &'a Columns,
}

impl Supplement<'_> {
    /// A field of a place, both from 0.
    fn slot(&self, slot: usize, field: usize) -> Column {
        self.columns.slots.map(|first| first + slot * SLOT_FIELDS + field)
    }

    fn is_used(&self, slot: usize) -> bool {
        (0..SLOT_FIELDS).any(|field| !self.row.is_empty(self.slot(slot, field)))
    }
}

pub(super) fn watch(context: &Context) -> Option<Box<dyn Watch>> {
    let month = context.name.and_then(|name| name.month);
    let named = |name: &str| context.layout.index_of(name);
    (context.layout.kind == DocumentKind::UpHosoku).then(|| {
        Box::new(Columns {
            plan_date: named("居宅サービス計画作成（変更）日"),
            month: named("対象年月"),
            slots: named("１サービス種類コード"),
            with_slips: matches!(month, Some(NameMonth::Month(_))),
            with_plan: month == Some(NameMonth::Unused),
        }) as Box<dyn Watch>
    })
}

impl Watch for Columns {
    fn record(&mut self, context: &Context, record: &Record<'_>, out: &mut Sink) {
        let supplement = Supplement { row: Row { context, record }, columns: self };
        link_none::check(&supplement, out);
        link_both::check(&supplement, out);
        slot_gap::check(&supplement, out);
        slot_incomplete::check(&supplement, out);
        slot_type::check(&supplement, out);
        slot_sums::check(&supplement, out);
    }
}
