//! Our own check: one file, many files on all cores, and sets.

use anchors::measure::{megabytes, result};
use standard::Date;
use standard::check::{DocumentCheck, DocumentReport, Member, Options, SetCheck};
use std::hint::black_box;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// So many bytes are fed at once.
pub(crate) const PIECE: usize = 256 << 10;

/// The day of all checks.
pub(crate) fn options() -> Options {
    Options { as_of: Date::new(2025, 6, 10).unwrap() }
}

fn check(name: &str, bytes: &[u8]) -> DocumentReport {
    let mut check = DocumentCheck::new(name, options());
    bytes.chunks(PIECE).for_each(|piece| check.feed(piece));
    check.finish()
}

/// Says that a file has too many records to look for the same ones: true of the large files.
const TOO_MANY_RECORDS: &str = "C0607";

/// Stops when there is a finding: the generated data conforms, and findings would be measured otherwise.
pub(crate) fn expect_no_finding(report: &DocumentReport) {
    assert!(report.records > 0, "no record in {}", report.document);
    let found = report.findings.iter().find(|finding| finding.rule.id != TOO_MANY_RECORDS);
    if let Some(finding) = found {
        let record = finding.place.spot.as_ref().map_or(0, |spot| spot.record);
        panic!("{} record {record}: {} {}", report.document, finding.rule.id, finding.message(standard::Lang::En));
    }
}

/// One file on one core.
pub(crate) fn one_core(name: &str, bytes: &[u8]) {
    let start = Instant::now();
    let report = check(name, bytes);
    megabytes("check_mb_s", bytes.len(), start);
    expect_no_finding(&report);
}

/// The same rows so mixed that neighbours have little in common: what is not kept from one row to the next.
pub(crate) fn mixed(name: &str, bytes: &[u8]) {
    let rows: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').take(250_000).collect();
    let step = 7_919;
    assert!(!rows.len().is_multiple_of(step));
    let mixed: Vec<u8> = (0..rows.len()).flat_map(|row| rows[row * step % rows.len()]).copied().collect();
    let start = Instant::now();
    let report = check(name, &mixed);
    megabytes("check_mixed_mb_s", mixed.len(), start);
    expect_no_finding(&report);
}

/// Many files on all cores.
pub(crate) fn many(paths: &[PathBuf]) {
    let files: Vec<_> = paths.iter().map(|path| (path.display().to_string(), std::fs::read(path).unwrap())).collect();
    let total = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some((name, bytes)) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            expect_no_finding(&check(name, bytes));
        }
    };
    let cores = std::thread::available_parallelism().unwrap().get();
    let start = Instant::now();
    std::thread::scope(|scope| (0..cores).for_each(|_| drop(scope.spawn(work))));
    megabytes("check_parallel_mb_s", total, start);
    result("cores", cores as f64, "cores");
}

/// Sets, one after the other: the three documents and the set itself.
pub(crate) fn sets(sets: &[Vec<(String, Vec<u8>)>]) {
    let check_set = |files: &[(String, Vec<u8>)]| {
        let reports: Vec<_> = files.iter().map(|(name, bytes)| check(name, bytes)).collect();
        let members: Vec<_> = reports.iter().map(Member::from).collect();
        let report = SetCheck::check(&members);
        (reports, report.findings)
    };
    for files in sets.iter().take(20) {
        let (reports, findings) = check_set(files);
        reports.iter().for_each(expect_no_finding);
        assert!(findings.is_empty(), "{findings:?}");
    }
    let start = Instant::now();
    for files in sets {
        black_box(check_set(files));
    }
    result("set_us", start.elapsed().as_secs_f64() * 1e6 / sets.len() as f64, "us");
    let bytes: usize = sets.iter().flatten().map(|(_, bytes)| bytes.len()).sum();
    result("set_bytes", bytes as f64 / sets.len() as f64, "bytes");
}
