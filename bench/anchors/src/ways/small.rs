//! The same for a small file, with the tables of the parser and all buffers kept: building a reader costs 10 µs.

use super::parse::Found;
use super::rules::{self, ms932_fits};
use csv_core::ReadRecordResult;
use std::cell::RefCell;
use std::ops::Index;

struct Kept {
    reader: csv_core::Reader,
    out: Vec<u8>,
    ends: Vec<usize>,
    scratch: Vec<u16>,
}

thread_local! {
    static KEPT: RefCell<Kept> = RefCell::new(Kept {
        reader: csv_core::Reader::new(),
        out: vec![0; 64 << 10],
        ends: vec![0; 256],
        scratch: vec![0; 4096],
    });
}

struct Record<'a>(&'a [u8], &'a [usize]);

impl Index<usize> for Record<'_> {
    type Output = [u8];

    fn index(&self, index: usize) -> &[u8] {
        let start = if index == 0 { 0 } else { self.1[index - 1] };
        &self.0[start..self.1[index]]
    }
}

/// Parses and applies the rules.
pub fn check_small(bytes: &[u8]) -> Found {
    KEPT.with(|kept| check(&mut kept.borrow_mut(), bytes))
}

fn check(kept: &mut Kept, mut bytes: &[u8]) -> Found {
    let Kept { reader, out, ends, scratch } = kept;
    reader.reset();
    let mut found = Found::default();
    loop {
        let (result, read, mut length, mut columns) = reader.read_record(bytes, out, ends);
        bytes = &bytes[read..];
        match result {
            ReadRecordResult::Record => {}
            ReadRecordResult::InputEmpty => {
                // The record may be complete only at the end of the input: it goes on with no more input.
                let (rest, _, more, columns_more) = reader.read_record(&[], &mut out[length..], &mut ends[columns..]);
                if !matches!(rest, ReadRecordResult::Record) {
                    return found;
                }
                (length, columns) = (length + more, columns + columns_more);
            }
            ReadRecordResult::End => return found,
            ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                return Found { faults: found.faults + 1, ..found };
            }
        }
        found.rows += 1;
        let record = Record(&out[..length], &ends[..columns]);
        let fits = |text: &[u8], limit| ms932_fits(text, limit, scratch);
        found.faults += u64::from(rules::faults(&record, columns, fits));
    }
}
