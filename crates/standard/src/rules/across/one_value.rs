//! Values that are one for a person but stand in many rows of 第6表 and 実績 (C0613, C0614).

use super::{INSURED, INSURER, fingerprint, limit, place, proration, short_stay_days};
use crate::check::{Context, Entry, FirstRecord, KeyTable, Watch};
use crate::finding::{Finding, Rule, Sink, Text};
use crate::scan::Record;

/// Most persons and services that are compared.
const MOST: usize = 250_000;

/// 日割対象日: one for a person, service code and office (A077).
pub(super) fn watch_proration(context: &Context) -> Option<Box<dyn Watch>> {
    let at = |name: &str| context.layout.index_of(name);
    Some(Box::new(OneValue {
        value: at("日割対象日")?,
        also: vec![at("サービスコード")?, at("サービス事業者コード")?],
        code: at("サービスコード")?,
        only: |_| true,
        read: flags,
        write: |_| String::new(),
        rule: &proration::RULE,
        what: Text::new("日割対象日がそろっているか", "pro-rating"),
        table: Some(KeyTable::with_limit(MOST)),
    }))
}

/// 前月までの短期入所利用日数: one for a person, in the rows of short stay (A093).
pub(super) fn watch_short_stay(context: &Context) -> Option<Box<dyn Watch>> {
    let at = |name: &str| context.layout.index_of(name);
    Some(Box::new(OneValue {
        value: at("前月までの短期入所利用日数")?,
        also: Vec::new(),
        code: at("サービスコード")?,
        only: is_short_stay,
        read: days,
        write: |days| days.to_string(),
        rule: &short_stay_days::RULE,
        what: Text::new("短期入所利用日数がそろっているか", "days of short stay"),
        table: Some(KeyTable::with_limit(MOST)),
    }))
}

struct OneValue {
    value: usize,
    /// Columns that belong to the key beside the person.
    also: Vec<usize>,
    code: usize,
    only: fn(&[u8]) -> bool,
    /// The value as a number, when it is one; another value is refused by the rules for fields.
    read: fn(&[u8]) -> Option<u32>,
    /// The number as an office reads it.
    write: fn(u32) -> String,
    rule: &'static Rule,
    what: Text,
    /// First record, its line, its byte and its value. `None` once it was full.
    table: Option<KeyTable<2, 4>>,
}

impl Watch for OneValue {
    #[inline]
    fn record(&mut self, context: &Context, record: &Record<'_>, out: &mut Sink) {
        let bytes = record.bytes(self.value);
        if bytes.is_empty() {
            return;
        }
        self.compare(context, record, bytes, out);
    }
}

impl OneValue {
    fn compare(&mut self, context: &Context, record: &Record<'_>, bytes: &[u8], out: &mut Sink) {
        let value = (self.read)(bytes).filter(|_| (self.only)(record.bytes(self.code)));
        let (Some(value), Some(table)) = (value, &mut self.table) else { return };
        let columns = [INSURER, INSURED].into_iter().chain(self.also.iter().copied());
        let key = fingerprint(columns.map(|column| record.bytes(column)));
        let [number, line, byte] = FirstRecord::of(record).words();
        match table.entry(key, [number, line, byte, value]) {
            Entry::Known(&mut [number, line, byte, other]) if other != value => {
                let first = FirstRecord { record: number, line, byte };
                self.report(context, record, first, other, out);
            }
            Entry::Known(_) | Entry::New => {}
            Entry::Full => {
                self.table = None;
                limit::report(context, record, self.what, out);
            }
        }
    }

    fn report(&self, context: &Context, record: &Record<'_>, first: FirstRecord, other: u32, out: &mut Sink) {
        if !out.wants(self.rule) {
            return out.count(self.rule);
        }
        let finding: Finding = context.finding(self.rule, record, self.value).related(place(context, first));
        out.push(finding.fact("first", first.line.to_string()).fact("other", (self.write)(other)));
    }
}

/// 31 digits of 0 and 1 as bits.
fn flags(bytes: &[u8]) -> Option<u32> {
    let bit = |byte: &u8| matches!(byte, b'0' | b'1').then(|| u32::from(byte & 1));
    let bits = bytes.iter().try_fold(0_u32, |bits, byte| Some(bits << 1 | bit(byte)?));
    bits.filter(|_| bytes.len() == 31)
}

fn days(bytes: &[u8]) -> Option<u32> {
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| u32::from(byte & 15));
    let number = || bytes.iter().try_fold(0_u32, |days, byte| Some(days * 10 + digit(byte)?));
    if bytes.len() <= 5 { number() } else { None }
}

/// 短期入所生活介護 and 療養介護, of both benefits.
fn is_short_stay(code: &[u8]) -> bool {
    matches!(code.get(..2), Some(b"21" | b"22" | b"23" | b"2A" | b"24" | b"25" | b"26" | b"2B"))
}
