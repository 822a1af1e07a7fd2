//! Records that say the same as an earlier one (C0604, C0605, C0606): what counts as the same, kind by kind (A046).
//!
//! - parents (第1表, 補足情報, 利用者基本情報, 支援計画書): person and date;
//! - 第6表 and 実績: person, day, times, service code with what tells equipment apart, office, satellite, 30日超区分;
//! - 第7表: person, office, satellite, service code with what tells equipment apart, units, count,
//!   30日超区分;
//! - all others: the whole record.
//!
//! Values are compared as they are written: within one file the same software wrote them.

use super::{INSURED, INSURER, duplicate, duplicate_equipment, duplicate_person, fingerprint, limit};
use crate::check::{Context, Entry, FirstRecord, KeyTable, Watch};
use crate::data::Layout;
use crate::finding::{Sink, Text};
use crate::scan::Record;
use crate::types::{CsvVersion, DocumentKind, ServiceType};

/// Makes the watch.
pub(super) fn watch(context: &Context) -> Option<Box<dyn Watch>> {
    let (key, parts) = key_of(context)?;
    let layout = context.layout;
    Some(Box::new(Duplicates {
        key,
        parts,
        code: layout.index_of("サービスコード"),
        units: layout.index_of("単位数"),
        number: layout.index_of("明細判別コード"),
        table: Some(KeyTable::default()),
    }))
}

/// What makes two records the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Person,
    Service,
    Line,
    Whole,
}

struct Duplicates {
    key: Key,
    /// Runs of columns that are compared, first and last.
    parts: Vec<(usize, usize)>,
    code: Option<usize>,
    units: Option<usize>,
    number: Option<usize>,
    /// `None` once it was full.
    table: Option<KeyTable<2, 3>>,
}

fn key_of(context: &Context) -> Option<(Key, Vec<(usize, usize)>)> {
    let layout = context.layout;
    let with_slips = context.name.is_some_and(|name| name.target_month().is_some());
    let to = |date: &str| layout.index_of(date).map(|date| vec![(INSURER, INSURED), (date, date)]);
    let parts = match layout.kind {
        DocumentKind::UpHosoku if with_slips => (Key::Person, to("対象年月")?),
        DocumentKind::UpHosoku | DocumentKind::Up1Kyo => (Key::Person, to("居宅サービス計画作成（変更）日")?),
        DocumentKind::UpKihon => (Key::Person, to("相談日")?),
        DocumentKind::UpYobo => (Key::Person, to("計画作成(変更)日")?),
        DocumentKind::UpPlan | DocumentKind::UpJsk => (Key::Service, service_parts(layout)?),
        DocumentKind::UpSikyu => (Key::Line, line_parts(layout)?),
        _ => (Key::Whole, Vec::new()),
    };
    Some(parts)
}

fn service_parts(layout: &Layout) -> Option<Vec<(usize, usize)>> {
    let at = |name: &str| layout.index_of(name);
    let day = at("サービス利用日")?;
    Some(vec![
        (INSURER, INSURED),
        (day, day),
        (at("サービス開始時刻")?, at("サービス終了時刻")?),
        (at("サービスコード")?, at("サービス事業者コード")?),
        (at("サテライト枝番")?, at("３０日超区分")?),
    ])
}

fn line_parts(layout: &Layout) -> Option<Vec<(usize, usize)>> {
    let at = |name: &str| layout.index_of(name);
    let over_thirty = at("３０日超区分")?;
    Some(vec![(INSURER, INSURED), (at("サービス事業所コード")?, at("回数／日数")?), (over_thirty, over_thirty)])
}

impl Watch for Duplicates {
    #[inline]
    fn record(&mut self, context: &Context, record: &Record<'_>, out: &mut Sink) {
        if self.table.is_none() || !self.is_compared(context, record) {
            return;
        }
        let print = self.fingerprint(record);
        let entry = self.table.as_mut().map(|table| table.entry(print, FirstRecord::of(record).words()));
        match entry {
            Some(Entry::Known(&mut first)) => self.report(context, record, FirstRecord::of_words(first), out),
            Some(Entry::Full) => {
                self.table = None;
                limit::report(context, record, Text::new("同じ内容の行がないか", "records that say the same"), out);
            }
            Some(Entry::New) | None => {}
        }
    }
}

impl Duplicates {
    /// A person whose key is refused is not compared; the total row of 第7表 has its own rule, and before 202407 nothing
    /// there tells equipment apart (A115).
    fn is_compared(&self, context: &Context, record: &Record<'_>) -> bool {
        if self.key == Key::Person {
            return record.bytes(INSURED).len() == 10
                && self.parts.iter().all(|(first, _)| !record.bytes(*first).is_empty());
        }
        let code = self.code.map(|code| record.bytes(code)).unwrap_or_default();
        self.key != Key::Line
            || (code != b"999999" && (context.layout.version != CsvVersion::V202208 || !is_equipment(code)))
    }

    fn fingerprint(&self, record: &Record<'_>) -> [u32; 2] {
        if self.key == Key::Whole {
            return fingerprint([record.raw]);
        }
        let code = self.code.map(|code| record.bytes(code)).unwrap_or_default();
        let units = self.units.filter(|_| self.key == Key::Service && is_equipment(code));
        let units = units.map(|units| record.bytes(units));
        fingerprint(self.parts.iter().map(|(first, last)| run(record, *first, *last)).chain(units))
    }

    fn report(&self, context: &Context, record: &Record<'_>, first: FirstRecord, out: &mut Sink) {
        let code = self.code.map(|code| record.bytes(code)).unwrap_or_default();
        match (self.key, self.number) {
            (Key::Person, _) => duplicate_person::report(context, record, first, out),
            (Key::Service, Some(number)) if is_equipment(code) => {
                duplicate_equipment::report(context, record, first, number, out);
            }
            (Key::Service, _) => {
                let what = Text::new(
                    "利用者・利用日・時刻・サービスコード・事業所",
                    "person, day, time, service code and office",
                );
                duplicate::report(context, record, first, what, out);
            }
            (Key::Line, _) => {
                let what = Text::new(
                    "利用者・事業所・サービスコード・単位数・回数",
                    "person, office, service code, units and count",
                );
                duplicate::report(context, record, first, what, out);
            }
            (Key::Whole, _) => {
                duplicate::report(context, record, first, Text::new("すべての項目", "every field"), out);
            }
        }
    }
}

/// The bytes from the start of one column to the end of another.
fn run<'r>(record: &Record<'r>, first: usize, last: usize) -> &'r [u8] {
    let place = record.spans.get(first).zip(record.spans.get(last));
    place.and_then(|(first, last)| record.raw.get(first.start as usize..last.end as usize)).unwrap_or_default()
}

fn is_equipment(code: &[u8]) -> bool {
    code.get(..2).and_then(ServiceType::from_bytes).is_some_and(ServiceType::is_equipment)
}
