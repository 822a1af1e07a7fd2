//! The keys by which the documents of a set belong together (README §4 of the standard's data).

use super::Context;
use super::table::{Entry, KeyTable};
use crate::data::FieldKind;
use crate::finding::{Excerpt, Spot};
use crate::scan::Record;
use crate::types::DocumentKind;
use foldhash::quality::FixedState;
use std::hash::{BuildHasher, Hasher};

/// Most image names that are kept, and the longest of them in bytes.
const MAX_IMAGES: usize = 100_000;
const MAX_IMAGE_NAME: usize = 512;

/// One person and one day or month: insurer, insured number and date packed without loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LinkKey(u128);

/// Bits of the date, of the digits of the insured number, and of the two with the mark of the number with H.
const DATE_BITS: u32 = 27;
const DIGIT_BITS: u32 = 34;
const INSURED_BITS: u32 = DIGIT_BITS + 1;

impl LinkKey {
    /// Packs the three parts; `None` when one of them has not the form of the standard.
    pub fn new(insurer: &[u8], insured: &[u8], date: &[u8]) -> Option<Self> {
        let fits = matches!(date.len(), 6 | 8);
        Self::dated(insurer, insured, number(date)?).filter(|_| fits)
    }

    fn dated(insurer: &[u8], insured: &[u8], date: u128) -> Option<Self> {
        let (benefit_only, digits) = match insured {
            [b'H', rest @ ..] if rest.len() == 9 => (1, rest),
            _ if insured.len() == 10 => (0, insured),
            _ => return None,
        };
        let insured = benefit_only << DIGIT_BITS | number(digits)?;
        let person = number(insurer)? << INSURED_BITS | insured;
        (insurer.len() == 6).then_some(Self(person << DATE_BITS | date))
    }

    /// The person alone, without the date: for kinds that are linked by person (A063).
    pub fn person(self) -> u128 {
        self.0 >> DATE_BITS
    }

    /// The insured number without insurer and date.
    pub(crate) fn insured_number(self) -> u64 {
        let mask = (1_u128 << INSURED_BITS) - 1;
        u64::try_from(self.person() & mask).unwrap_or_default()
    }

    /// The insured number as it stands in the records.
    pub fn insured(self) -> String {
        let number = self.insured_number();
        let digits = number & ((1 << DIGIT_BITS) - 1);
        if number >> DIGIT_BITS == 1 { format!("H{digits:09}") } else { format!("{digits:010}") }
    }

    /// The insurer's number as it stands in the records.
    pub fn insurer(self) -> String {
        format!("{:06}", self.person() >> INSURED_BITS)
    }

    /// The date as digits without leading zeros; 0 when the key has none.
    pub(crate) fn date(self) -> u32 {
        u32::try_from(self.0 & ((1 << DATE_BITS) - 1)).unwrap_or_default()
    }

    fn words(self) -> [u32; 3] {
        [self.0 as u32, (self.0 >> 32) as u32, (self.0 >> 64) as u32]
    }

    fn of_words([low, middle, high]: [u32; 3]) -> Self {
        Self(u128::from(high) << 64 | u128::from(middle) << 32 | u128::from(low))
    }
}

fn number(digits: &[u8]) -> Option<u128> {
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| u128::from(byte & 15));
    digits.iter().try_fold(0, |value, byte| Some(value * 10 + digit(byte)?))
}

/// Where a record stands, as far as it can be remembered in twelve bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstRecord {
    /// Number of the record, from 1.
    pub record: u32,
    /// Line, from 1.
    pub line: u32,
    /// Byte, from 0.
    pub byte: u32,
}

impl FirstRecord {
    pub(crate) fn of(record: &Record<'_>) -> Self {
        let clamp = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        Self { record: clamp(record.number), line: clamp(record.line), byte: clamp(record.offset) }
    }

    /// The place for a finding. The line's text is no longer known.
    pub(crate) fn spot(self) -> Spot {
        Spot {
            byte: u64::from(self.byte),
            bytes: 0,
            record: u64::from(self.record),
            line: u64::from(self.line),
            column: 1,
            field: None,
            value: String::new(),
            excerpt: Excerpt::default(),
        }
    }

    pub(crate) fn words(self) -> [u32; 3] {
        [self.record.max(1), self.line, self.byte]
    }

    pub(crate) fn of_words([record, line, byte]: [u32; 3]) -> Self {
        Self { record, line, byte }
    }
}

/// An image that a record refers to (利用者基本情報 No62).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageReference {
    /// The file name as it stands in the record.
    pub name: String,
    /// The person and day of the record.
    pub key: LinkKey,
    /// Where the record stands.
    pub place: FirstRecord,
}

/// What the set check needs of a document.
#[derive(Debug, Default)]
pub struct Links {
    keys: KeyTable<3, 3>,
    /// The images that records refer to.
    pub images: Vec<ImageReference>,
    /// Some records had no usable key: a missing partner may be the same mistake.
    pub incomplete: bool,
    /// There were more keys or images than are kept.
    pub overflow: bool,
    content: u64,
}

/// Columns of the parts of the key, and of the image name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LinkColumns {
    insurer: usize,
    insured: usize,
    date: usize,
    /// The month of the name, which stands for the records' (that it is the same is a rule of its own).
    month: Option<u128>,
    image: Option<usize>,
}

impl LinkColumns {
    /// The columns of a layout. 補足情報 is keyed by month when it goes with the usage slips, else by plan date.
    pub(crate) fn of(context: &Context) -> Option<Self> {
        let fields = &context.layout.fields;
        let column = |kind: FieldKind| fields.iter().position(|field| field.kind == kind);
        let named = |name: &str| context.layout.index_of(name);
        let month = context.name.and_then(|name| name.target_month());
        let date = match context.layout.kind {
            DocumentKind::UpHosoku if month.is_some() => named("対象年月"),
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
            month: month.map(|month| u128::from(month.year()) * 100 + u128::from(month.month())),
            image: column(FieldKind::FileName),
        })
    }
}

/// The key of a record, if its parts have the right form.
pub(crate) fn link_of(columns: LinkColumns, record: &Record<'_>) -> Option<LinkKey> {
    let (insurer, insured) = (record.bytes(columns.insurer), record.bytes(columns.insured));
    match columns.month {
        Some(month) => LinkKey::dated(insurer, insured, month),
        // A date of zeros is no date.
        None => LinkKey::new(insurer, insured, record.bytes(columns.date)).filter(|key| key.date() != 0),
    }
}

impl Links {
    pub(crate) fn add(&mut self, columns: LinkColumns, record: &Record<'_>) {
        let mut hasher = FixedState::with_seed(self.content).build_hasher();
        hasher.write(record.raw);
        self.content = hasher.finish();
        let Some(key) = link_of(columns, record) else {
            self.incomplete = true;
            return;
        };
        let place = FirstRecord::of(record);
        self.overflow |= self.keys.entry(key.words(), place.words()) == Entry::Full;
        if let Some(column) = columns.image.filter(|column| !record.bytes(*column).is_empty()) {
            let kept = self.images.len() < MAX_IMAGES && record.bytes(column).len() <= MAX_IMAGE_NAME;
            if kept {
                self.images.push(ImageReference { name: record.text(column).into_owned(), key, place });
            }
            self.overflow |= !kept;
        }
    }

    /// Number of different keys.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// True when no record had a usable key.
    pub fn is_empty(&self) -> bool {
        self.keys.len() == 0
    }

    /// The first record with this key.
    pub fn get(&self, key: LinkKey) -> Option<FirstRecord> {
        self.keys.get(key.words()).map(FirstRecord::of_words)
    }

    /// All keys with their first record, in the order of the file.
    pub fn in_order(&self) -> Vec<(LinkKey, FirstRecord)> {
        let mut all: Vec<_> = self.iter().collect();
        all.sort_unstable_by_key(|(key, place)| (place.record, *key));
        all
    }

    /// All keys with their first record, in no order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (LinkKey, FirstRecord)> {
        self.keys.iter().map(|(key, place)| (LinkKey::of_words(key), FirstRecord::of_words(place)))
    }

    /// A value that is the same for the same records in the same order, and for others almost never.
    pub fn content(&self) -> u64 {
        self.content
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

    #[test]
    fn nothing_is_lost_in_packing() {
        for (insurer, insured, date) in
            [("999999", "9999999999", 99_999_999), ("000000", "H999999999", 200_004), ("990011", "0000000001", 0)]
        {
            let text = format!("{date:08}");
            let key = LinkKey::new(insurer.as_bytes(), insured.as_bytes(), text.as_bytes()).unwrap();
            assert_eq!((key.insurer().as_str(), key.insured().as_str(), key.date()), (insurer, insured, date));
            assert_eq!(LinkKey::of_words(key.words()), key);
        }
    }
}
