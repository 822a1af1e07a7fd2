//! Parsing with the csv crate, bare and with the rules.

use super::decode::Decoding;
use super::rules::{self, ms932_fits};
use csv::{ByteRecord, ReaderBuilder};
use std::io::Read;

/// What was found: rows, and values against a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Found {
    /// Rows that were read.
    pub rows: u64,
    /// Values that broke a rule.
    pub faults: u64,
}

/// Splits into records; gives the number of fields. The second byte of an MS932 character is never a delimiter.
pub fn parse(bytes: &[u8]) -> u64 {
    let mut reader = ReaderBuilder::new().has_headers(false).buffer_capacity(1 << 17).from_reader(bytes);
    let mut record = ByteRecord::new();
    let mut fields = 0;
    while reader.read_byte_record(&mut record).unwrap() {
        fields += record.len() as u64;
    }
    fields
}

/// Splits field by field with the crate under it; gives the number of fields.
pub fn fields(bytes: &[u8]) -> u64 {
    let mut core = csv_core::Reader::new();
    let (mut rest, mut out, mut count) = (bytes, [0; 1 << 16], 0);
    loop {
        let (result, read, _) = core.read_field(rest, &mut out);
        rest = &rest[read..];
        match result {
            csv_core::ReadFieldResult::Field { .. } => count += 1,
            csv_core::ReadFieldResult::End => return count,
            _ => {}
        }
    }
}

/// Decodes as a stream, parses, and applies the rules: the usual way.
pub fn decode_and_check(bytes: &[u8]) -> Found {
    let fits = |text: &[u8], limit| std::str::from_utf8(text).is_ok_and(|text| text.chars().count() <= limit);
    check(Decoding::new(bytes), 1 << 17, fits)
}

/// Parses the bytes as they are, and decodes only the texts.
pub fn parse_and_check(bytes: &[u8]) -> Found {
    let mut scratch = vec![0; 4096];
    check(bytes, bytes.len().clamp(1024, 1 << 17), |text, limit| ms932_fits(text, limit, &mut scratch))
}

fn check(source: impl Read, capacity: usize, mut fits: impl FnMut(&[u8], usize) -> bool) -> Found {
    let mut builder = ReaderBuilder::new();
    let mut reader = builder.has_headers(false).flexible(true).buffer_capacity(capacity).from_reader(source);
    let mut record = ByteRecord::new();
    let mut found = Found::default();
    while reader.read_byte_record(&mut record).unwrap() {
        found.rows += 1;
        found.faults += u64::from(rules::faults(&record, record.len(), &mut fits));
    }
    found
}
