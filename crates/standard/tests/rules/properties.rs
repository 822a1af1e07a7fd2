//! What holds for every input: no panic, the same findings however the bytes arrive, and every place lies in the file.

use super::assert_whole;
use crate::support::{check, options, sample_files, sample_sets};
use proptest::prelude::*;
use standard::check::{DocumentCheck, DocumentReport};
use standard::{Finding, Lang};

/// Bytes that mean something to the reader, and some that must not stand in a file.
const ODD: &[u8] = b"\",\"\r\n\r\n\0\x1a\t \x81\x82\xf0\xfa\xfc\x80\xff\x40\x5c0129H<P\xef\xbb\xbf";

/// One edit of the bytes: the place, what is put there, how many bytes it replaces.
type Edit = (prop::sample::Index, Vec<u8>, usize);

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let bytes = proptest::collection::vec(proptest::sample::select(ODD), 0..4);
    proptest::collection::vec((any::<prop::sample::Index>(), bytes, 0usize..4), 0..5)
}

fn edited(bytes: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (at, put, replaced) in edits {
        let at = if bytes.is_empty() { 0 } else { at.index(bytes.len()) };
        let end = (at + replaced).min(bytes.len());
        bytes.splice(at..end, put.iter().copied());
    }
    bytes
}

/// A sample, its records repeated so that it is read in several blocks, with edits.
fn mutated() -> impl Strategy<Value = (String, Vec<u8>)> {
    let files: Vec<(String, Vec<u8>)> =
        sample_sets().iter().flat_map(|set| sample_files(set)).filter(|(name, _)| name.ends_with(".CSV")).collect();
    let sizes = prop_oneof![6 => Just(0usize), 1 => Just(70_000), 1 => Just(600_000)];
    (proptest::sample::select(files), sizes, edits()).prop_map(|((name, bytes), size, edits)| {
        let times = size / bytes.len() + 1;
        (name, edited(&bytes.repeat(times), &edits))
    })
}

fn told(report: &DocumentReport) -> Vec<String> {
    let one = |finding: &Finding| {
        let (id, spot, message) = (finding.rule.id, &finding.place.spot, finding.message(Lang::Ja));
        format!("{id} {spot:?} {message} {:?} {:?} {}", finding.value, finding.suggestion, finding.count)
    };
    let mut told: Vec<String> = report.findings.iter().map(one).collect();
    told.push(format!("{} {} {} {}", report.errors, report.warnings, report.records, report.size));
    told
}

fn fed(name: &str, bytes: &[u8], cuts: &[prop::sample::Index]) -> DocumentReport {
    let mut places: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).chain([bytes.len()]).collect();
    places.sort_unstable();
    let (mut check, mut from) = (DocumentCheck::new(name, options()), 0);
    for to in places {
        check.feed(&bytes[from..to]);
        from = to;
    }
    check.finish()
}

/// The line and column of a byte, counted anew.
fn line_and_column(bytes: &[u8], at: usize) -> (u64, u32) {
    let begin = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let before = &bytes[begin.min(at)..at];
    let ends = before.iter().enumerate().filter(|(place, byte)| match byte {
        b'\r' => true,
        b'\n' => *place == 0 || before[place - 1] != b'\r',
        _ => false,
    });
    let start = before.iter().rposition(|byte| matches!(byte, b'\r' | b'\n')).map_or(0, |end| end + 1);
    let column = standard::scan::decode(&before[start..]).chars().count() + 1;
    (ends.count() as u64 + 1, column as u32)
}

fn assert_places(report: &DocumentReport, bytes: &[u8]) {
    for finding in &report.findings {
        assert_whole(finding);
        let Some(spot) = &finding.place.spot else { continue };
        assert!(spot.byte + u64::from(spot.bytes) <= report.size, "{} {spot:?}", finding.rule.id);
        let found = line_and_column(bytes, spot.byte as usize);
        assert_eq!((spot.line, spot.column), found, "{} {spot:?}", finding.rule.id);
        assert!(spot.excerpt.start <= spot.excerpt.text.chars().count());
        assert!(spot.record >= 1 && finding.count >= 1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_under_any_name_are_judged(
        name in any::<String>(),
        bytes in proptest::collection::vec(prop_oneof![any::<u8>(), proptest::sample::select(ODD)], 0..3000),
    ) {
        let report = check(&name, &bytes);
        prop_assert!(!report.findings.is_empty());
        for finding in &report.findings {
            prop_assert!(finding.place.spot.as_ref().is_none_or(|spot| spot.byte + u64::from(spot.bytes) <= report.size));
        }
    }

    #[test]
    fn any_bytes_under_a_right_name_are_judged(
        (name, _) in mutated(),
        bytes in proptest::collection::vec(prop_oneof![any::<u8>(), proptest::sample::select(ODD)], 0..3000),
    ) {
        let report = check(&name, &bytes);
        prop_assert!(report.findings.iter().all(|finding| !finding.message(Lang::En).is_empty()));
    }

    #[test]
    fn the_way_the_bytes_arrive_changes_nothing(
        (name, bytes) in mutated(),
        cuts in proptest::collection::vec(any::<prop::sample::Index>(), 0..40),
    ) {
        let at_once = check(&name, &bytes);
        prop_assert_eq!(told(&fed(&name, &bytes, &cuts)), told(&at_once));
        assert_places(&at_once, &bytes);
    }
}

#[test]
fn records_longer_than_the_window_may_arrive_in_any_pieces() {
    let name = "UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV";
    let long = |middle: &[u8]| [b"202407,\"".as_slice(), middle, b"\r\n202407,\"text\",1\r\n"].concat();
    for bytes in
        [long(&vec![b'x'; 3 << 20]), long(&b"line\r\n".repeat(400_000)), long(&b"\r\n202407,1".repeat(200_000))]
    {
        let at_once = told(&check(name, &bytes));
        for size in [1000, 65_536, 100_000, 1 << 20, (1 << 20) + 1] {
            let mut check = DocumentCheck::new(name, options());
            bytes.chunks(size).for_each(|chunk| check.feed(chunk));
            assert_eq!(told(&check.finish()), at_once, "{size}");
        }
    }
}
