//! What stands once a person: certification, dates of plans, reasons.

pub(super) mod first_later;
pub(super) mod level_while_applying;
pub(super) mod other_reason;
pub(super) mod period_reversed;

use super::row::{Column, Row};
use crate::check::{Context, Watch};
use crate::finding::Sink;
use crate::scan::Record;
use crate::types::DocumentKind;

#[derive(Debug)]
struct Columns {
    /// First and last day of the certification, or of the limit.
    period: (Column, Column),
    made: Column,
    first: Column,
    status: Column,
    level: Column,
    reason: Column,
    other_reason: Column,
}

/// One record.
struct Plan<'a> {
    row: Row<'a>,
    columns: &'a Columns,
}

pub(super) fn watch(context: &Context) -> Option<Box<dyn Watch>> {
    let (start, end) = match context.layout.kind {
        DocumentKind::Up1Kyo | DocumentKind::UpYobo => ("認定有効期間開始日", "認定有効期間終了日"),
        DocumentKind::UpKihon => ("認定有効期限開始日", "認定有効期間終了日"),
        DocumentKind::UpHosoku => ("限度額適用開始年月日", "限度額適用終了年月日"),
        _ => return None,
    };
    let named = |name: &str| context.layout.index_of(name);
    Some(Box::new(Columns {
        period: (named(start), named(end)),
        made: named("居宅サービス計画作成（変更）日").or_else(|| named("計画作成(変更)日")),
        first: named("初回居宅サービス計画作成日").or_else(|| named("初回作成日")),
        status: named("認定状況区分"),
        level: named("要介護状態区分").or_else(|| named("要支援状態区分")),
        reason: named("生活援助中心型の算定理由"),
        other_reason: named("その他理由"),
    }))
}

impl Watch for Columns {
    fn record(&mut self, context: &Context, record: &Record<'_>, out: &mut Sink) {
        let plan = Plan { row: Row { context, record }, columns: self };
        period_reversed::check(&plan, out);
        first_later::check(&plan, out);
        level_while_applying::check(&plan, out);
        other_reason::check(&plan, out);
    }
}
