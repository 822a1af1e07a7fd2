//! The ways others would check the same data.

use anchors::measure::megabytes;
use anchors::ways;
use std::hint::black_box;
use std::time::Instant;

/// Only decoding.
pub(crate) fn decode(bytes: &[u8]) {
    let start = Instant::now();
    black_box(ways::decode(bytes));
    megabytes("decode_mb_s", bytes.len(), start);
}

/// Only splitting into fields.
pub(crate) fn parse(bytes: &[u8]) {
    let start = Instant::now();
    black_box(ways::parse(bytes));
    megabytes("csv_mb_s", bytes.len(), start);
    let start = Instant::now();
    black_box(ways::fields(bytes));
    megabytes("csv_core_mb_s", bytes.len(), start);
}

/// With a few simple rules.
pub(crate) fn rules(bytes: &[u8]) {
    let start = Instant::now();
    let usual = ways::decode_and_check(bytes);
    megabytes("csv_rules_mb_s", bytes.len(), start);
    let start = Instant::now();
    let direct = ways::parse_and_check(bytes);
    megabytes("csv_rules_direct_mb_s", bytes.len(), start);
    assert_eq!(usual, direct);
    assert!(usual.rows > 0 && usual.faults == 0, "{usual:?}");
}
