//! One insured number, one person: name and birth date in 利用者補足情報 and 利用者基本情報 (C0615, C0616).
//!
//! An insured number is given out by one insurer, so that the same number under two insurers is one person only when name
//! and birth date are the same as well.

use super::{INSURED, INSURER, fingerprint, limit, person_differs, two_insurers};
use crate::check::{Context, Entry, FirstRecord, KeyTable, Watch};
use crate::finding::{Sink, Text};
use crate::scan::Record;

/// Most persons that are compared.
const MOST: usize = 250_000;

/// Makes the watch, for the kinds that have name and birth date.
pub(super) fn watch(context: &Context) -> Option<Box<dyn Watch>> {
    let at = |name: &str| context.layout.index_of(name);
    Some(Box::new(Persons {
        name: at("利用者氏名")?,
        birth: at("利用者生年月日")?,
        by_number: Some(KeyTable::with_limit(MOST)),
        by_person: Some(KeyTable::with_limit(MOST)),
    }))
}

struct Persons {
    name: usize,
    birth: usize,
    /// By insurer and insured number: the first record, and prints of name and birth date. `None` once it was full.
    by_number: Option<KeyTable<2, 5>>,
    /// By insured number, name and birth date: the first record, and a print of the insurer.
    by_person: Option<KeyTable<2, 4>>,
}

impl Watch for Persons {
    fn record(&mut self, context: &Context, record: &Record<'_>, out: &mut Sink) {
        let (insurer, insured) = (record.bytes(INSURER), record.bytes(INSURED));
        let (name, birth) = (record.bytes(self.name), record.bytes(self.birth));
        if insurer.len() != 6 || insured.len() != 10 || name.is_empty() || birth.len() != 8 {
            return;
        }
        let [number, line, byte] = FirstRecord::of(record).words();
        let letters = without_spaces(name);
        let [name, _] = fingerprint([letters.as_slice()]);
        let [birth, _] = fingerprint([birth]);
        let Some(table) = &mut self.by_number else { return };
        match table.entry(fingerprint([insurer, insured]), [number, line, byte, name, birth]) {
            Entry::Known(&mut [record_number, line, byte, known_name, known_birth]) => {
                let first = FirstRecord { record: record_number, line, byte };
                if known_name != name {
                    person_differs::report(context, record, first, self.name, out);
                } else if known_birth != birth {
                    person_differs::report(context, record, first, self.birth, out);
                }
                return;
            }
            Entry::New => {}
            Entry::Full => return self.rest(context, record, out),
        }
        let [insurer, _] = fingerprint([insurer]);
        let key = fingerprint([insured, &name.to_le_bytes(), &birth.to_le_bytes()]);
        let entry = self.by_person.as_mut().map(|table| table.entry(key, [number, line, byte, insurer]));
        match entry {
            Some(Entry::Known(&mut [number, line, byte, other])) if other != insurer => {
                two_insurers::report(context, record, FirstRecord { record: number, line, byte }, out);
            }
            Some(Entry::Full) => self.rest(context, record, out),
            _ => {}
        }
    }
}

impl Persons {
    fn rest(&mut self, context: &Context, record: &Record<'_>, out: &mut Sink) {
        (self.by_number, self.by_person) = (None, None);
        limit::report(context, record, Text::new("氏名と生年月日がそろっているか", "names and birth dates"), out);
    }
}

/// The bytes of a name without half-width and full-width spaces (A037). A trail byte is never taken for a space.
fn without_spaces(name: &[u8]) -> Vec<u8> {
    let mut letters = Vec::with_capacity(name.len());
    let mut rest = name;
    while let [first, tail @ ..] = rest {
        let two = matches!(first, 0x81..=0x9f | 0xe0..=0xfc) && !tail.is_empty();
        let (letter, next) = rest.split_at(if two { 2 } else { 1 });
        if letter != b" " && letter != b"\x81\x40" {
            letters.extend_from_slice(letter);
        }
        rest = next;
    }
    letters
}
