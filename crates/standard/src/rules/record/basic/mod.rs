//! 利用者基本情報: words that belong to a code, the picture of the family, earlier consultations.

pub(super) mod image_extension;
pub(super) mod image_name;
pub(super) mod other_way;
pub(super) mod previous_later;
pub(super) mod situation;

use super::row::{Column, Row};
use crate::check::{Context, Watch};
use crate::finding::Sink;
use crate::scan::Record;
use crate::types::DocumentKind;

#[derive(Debug)]
struct Columns {
    consulted: Column,
    previous: Column,
    way: Column,
    way_words: Column,
    situation: Column,
    situation_words: Column,
    image: Column,
}

/// One record.
struct Basic<'a> {
    row: Row<'a>,
    columns: &'a Columns,
}

pub(super) fn watch(context: &Context) -> Option<Box<dyn Watch>> {
    let named = |name: &str| context.layout.index_of(name);
    (context.layout.kind == DocumentKind::UpKihon).then(|| {
        Box::new(Columns {
            consulted: named("相談日"),
            previous: named("前回相談日"),
            way: named("相談方法"),
            way_words: named("相談方法(その他の内容)"),
            situation: named("利用者の現況"),
            situation_words: named("利用者の現況(状況補足)"),
            image: named("家族構成 画像ファイル名"),
        }) as Box<dyn Watch>
    })
}

impl Watch for Columns {
    fn record(&mut self, context: &Context, record: &Record<'_>, out: &mut Sink) {
        let basic = Basic { row: Row { context, record }, columns: self };
        other_way::check(&basic, out);
        situation::check(&basic, out);
        image_name::check(&basic, out);
        previous_later::check(&basic, out);
    }
}
