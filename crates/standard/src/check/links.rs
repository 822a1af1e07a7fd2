//! The keys by which the documents of a set belong together (README §4 of the standard's data).

use super::Context;
use crate::data::FieldKind;
use crate::scan::Record;
use crate::types::DocumentKind;
use hashbrown::HashMap;

/// Most keys that are kept exactly; beyond that one finding says so.
pub(crate) const MAX_KEYS: usize = 1_000_000;

/// One person and one day or month: insurer, insured number and date packed without loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LinkKey(u128);

impl LinkKey {
    /// Packs the three parts; `None` when one of them has not the form of the standard.
    pub fn new(insurer: &[u8], insured: &[u8], date: &[u8]) -> Option<Self> {
        let (benefit_only, digits) = match insured {
            [b'H', rest @ ..] if rest.len() == 9 => (1, rest),
            _ if insured.len() == 10 => (0, insured),
            _ => return None,
        };
        let fits = insurer.len() == 6 && matches!(date.len(), 6 | 8);
        let person = (number(insurer)? << 1 | benefit_only) << 40 | number(digits)?;
        fits.then_some(Self(person << 32 | number(date)?))
    }

    /// The person alone, without the date: for kinds that are linked by person (A063).
    pub fn person(self) -> u128 {
        self.0 >> 32
    }

    /// The insured number as it stands in the records.
    pub fn insured(self) -> String {
        let person = self.person();
        let digits = person & ((1 << 40) - 1);
        if person >> 40 & 1 == 1 { format!("H{digits:09}") } else { format!("{digits:010}") }
    }
}

fn number(digits: &[u8]) -> Option<u128> {
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| u128::from(byte & 15));
    digits.iter().try_fold(0, |value, byte| Some(value * 10 + digit(byte)?))
}

/// Where the first record with a key stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstRecord {
    /// Number of the record, from 1.
    pub record: u32,
    /// Line, from 1.
    pub line: u32,
    /// Byte, from 0.
    pub byte: u64,
}

/// What the set check needs of a document.
#[derive(Debug, Default)]
pub struct Links {
    /// The keys that occur, with their first record.
    pub keys: HashMap<LinkKey, FirstRecord, foldhash::fast::FixedState>,
    /// The images that records refer to (利用者基本情報 No62), with the key of their record.
    pub images: Vec<(String, LinkKey)>,
    /// Some records had no usable key: a missing partner may be the same mistake.
    pub incomplete: bool,
    /// There were more keys than [`MAX_KEYS`]; further ones are not kept.
    pub overflow: bool,
}

/// Columns of the parts of the key, and of the image name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LinkColumns {
    insurer: usize,
    insured: usize,
    date: usize,
    image: Option<usize>,
}

impl LinkColumns {
    /// The columns of a layout. 補足情報 is keyed by month when it goes with the usage slips, else by plan date.
    pub(crate) fn of(context: &Context) -> Option<Self> {
        let fields = &context.layout.fields;
        let column = |kind: FieldKind| fields.iter().position(|field| field.kind == kind);
        let named = |name: &str| context.layout.index_of(name);
        let with_slips = context.name.is_some_and(|name| name.target_month().is_some());
        let date = match context.layout.kind {
            DocumentKind::UpHosoku if with_slips => named("対象年月"),
            DocumentKind::UpHosoku | DocumentKind::Up1Kyo | DocumentKind::Dlt1Kyo => {
                named("居宅サービス計画作成（変更）日")
            }
            DocumentKind::Up2Kyo | DocumentKind::Up3Kyo => named("居宅サービス計画作成（変更）日"),
            DocumentKind::UpPlan | DocumentKind::UpJsk | DocumentKind::UpSikyu => named("対象年月"),
            DocumentKind::DltPlan | DocumentKind::DltJsk => named("削除対象年月"),
            DocumentKind::UpYobo | DocumentKind::DltYobo | DocumentKind::UpYoboSub => named("計画作成(変更)日"),
            _ => named("相談日"),
        };
        Some(Self {
            insurer: column(FieldKind::Insurer)?,
            insured: column(FieldKind::Insured)?,
            date: date?,
            image: column(FieldKind::FileName),
        })
    }
}

/// The key of a record, if its parts have the right form.
pub(crate) fn link_of(columns: LinkColumns, record: &Record<'_>) -> Option<LinkKey> {
    LinkKey::new(record.bytes(columns.insurer), record.bytes(columns.insured), record.bytes(columns.date))
}

impl Links {
    pub(crate) fn add(&mut self, columns: LinkColumns, record: &Record<'_>) {
        let Some(key) = link_of(columns, record) else {
            self.incomplete = true;
            return;
        };
        if self.keys.len() < MAX_KEYS {
            self.keys.entry(key).or_insert_with(|| FirstRecord {
                record: u32::try_from(record.number).unwrap_or(u32::MAX),
                line: u32::try_from(record.line).unwrap_or(u32::MAX),
                byte: record.offset,
            });
        } else if !self.keys.contains_key(&key) {
            self.overflow = true;
        }
        if let Some(column) = columns.image.filter(|column| !record.bytes(*column).is_empty())
            && self.images.len() < MAX_KEYS
        {
            self.images.push((record.text(column).into_owned(), key));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::LinkKey;

    #[test]
    fn keys_are_exact() {
        let key = |insured: &[u8], date: &[u8]| LinkKey::new(b"990011", insured, date);
        assert_ne!(key(b"H000000101", b"202505"), key(b"0000000101", b"202505"));
        assert_ne!(key(b"0000000101", b"20250501"), key(b"0000000101", b"20250502"));
        assert_eq!(key(b"H000000101", b"202505").unwrap().insured(), "H000000101");
        assert_eq!(key(b"9999999999", b"99999999").unwrap().insured(), "9999999999");
        assert_eq!(key(b"000000101", b"202505"), None);
    }
}
