//! What holds for any bytes: no panic, the same findings however the input is cut, places inside the file.

use crate::fuzz_bodies::{TARGETS, check, check_place, document, in_short, name_by, names, scanner};
use crate::support::{check_set, sample_files, sample_sets};
use proptest::prelude::*;
use standard::{Finding, Lang};
use std::path::Path;
use std::sync::LazyLock;

/// The samples, each with its name.
static SAMPLES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let files = sample_sets().iter().flat_map(|set| sample_files(set)).collect::<Vec<_>>();
    files.into_iter().filter(|(name, _)| name.ends_with(".CSV")).collect()
});

/// One change to a file. Places are parts of its length.
#[derive(Debug, Clone)]
enum Change {
    Flip(u16, u8),
    Remove(u16, u8),
    Insert(u16, Vec<u8>),
    /// A piece of the file again somewhere else.
    Repeat(u16, u16, u8),
}

fn change() -> impl Strategy<Value = Change> {
    let telling: &[&[u8]] = &[
        b"\"",
        b"\"\"",
        b",",
        b"\n",
        b"\r",
        b"\r\n",
        b"\x81",
        b"\xfc",
        b"\xf0\x40",
        b"\x00",
        b"\x1a",
        b"\xef\xbb\xbf",
        b"\xa0",
        b"\r\n202407,",
        b"\"\n202407,",
        b" ",
        b"\x81\x40",
        b"\x82\x50",
        b"\xb1",
        b"-",
        b"\x87\x40",
        b"\xed\x40",
    ];
    prop_oneof![
        (any::<u16>(), any::<u8>()).prop_map(|(at, byte)| Change::Flip(at, byte)),
        (any::<u16>(), any::<u8>()).prop_map(|(at, length)| Change::Remove(at, length)),
        (any::<u16>(), proptest::sample::select(telling)).prop_map(|(at, bytes)| Change::Insert(at, bytes.to_vec())),
        (any::<u16>(), any::<u16>(), any::<u8>()).prop_map(|(from, to, length)| Change::Repeat(from, to, length)),
    ]
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    let place = |part: u16, bytes: &[u8]| usize::from(part) * bytes.len() / (usize::from(u16::MAX) + 1);
    match change {
        Change::Flip(at, byte) => {
            let at = place(*at, bytes);
            bytes.iter_mut().skip(at).take(1).for_each(|old| *old = *byte);
        }
        Change::Remove(at, length) => {
            let at = place(*at, bytes);
            let end = (at + usize::from(*length)).min(bytes.len());
            bytes.drain(at..end);
        }
        Change::Insert(at, new) => {
            let at = place(*at, bytes);
            bytes.splice(at..at, new.iter().copied());
        }
        Change::Repeat(from, to, length) => {
            let (from, to) = (place(*from, bytes), place(*to, bytes));
            let piece: Vec<u8> = bytes.iter().skip(from).take(usize::from(*length)).copied().collect();
            bytes.splice(to..to, piece);
        }
    }
}

/// A sample with a few changes, under its own name or another's.
fn changed_sample() -> impl Strategy<Value = (String, Vec<u8>)> {
    let name = prop_oneof![4 => Just(None), 1 => any::<usize>().prop_map(Some)];
    (any::<proptest::sample::Index>(), proptest::collection::vec(change(), 0..6), name).prop_map(
        |(sample, changes, other)| {
            let (name, bytes) = sample.get(&SAMPLES);
            let mut bytes = bytes.clone();
            changes.iter().for_each(|change| apply(&mut bytes, change));
            (other.map_or_else(|| name.clone(), name_by), bytes)
        },
    )
}

/// No place for a fact is left open in a text, and none that stands in quotes is empty.
fn check_texts(finding: &Finding) {
    let rule = finding.rule;
    for lang in [Lang::Ja, Lang::En] {
        let texts =
            [(rule.message, finding.message(lang)), (rule.why, finding.why(lang)), (rule.cure, finding.cure(lang))];
        for (text, filled) in texts {
            let open = text.fact_names().find(|name| filled.contains(&format!("{{{name}}}")));
            assert_eq!(open, None, "{} «{filled}»", rule.id);
            for name in text.fact_names() {
                let in_quotes = [format!("「{{{name}}}」"), format!("“{{{name}}}”")];
                if in_quotes.iter().any(|quoted| text.get(lang).contains(quoted)) {
                    assert!(says_something(finding, name), "{} {name}: «{filled}»", rule.id);
                }
            }
        }
    }
}

/// The fact of this name is not empty.
fn says_something(finding: &Finding, name: &str) -> bool {
    let own = finding.facts().iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
    let value = own.or(match name {
        "file" => Some(&*finding.place.document),
        "value" => finding.value.as_deref(),
        "suggestion" => finding.suggestion.as_deref(),
        _ => Some("a number or the field"),
    });
    value.is_some_and(|value| !value.is_empty())
}

fn cut(bytes: &[u8], cuts: Vec<u16>) -> Vec<&[u8]> {
    let mut places: Vec<usize> = cuts.into_iter().map(|cut| usize::from(cut) * bytes.len() / 65_536).collect();
    places.sort_unstable();
    places.push(bytes.len());
    let mut from = 0;
    places.into_iter().map(|to| &bytes[std::mem::replace(&mut from, to)..to]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn however_a_file_is_cut_the_findings_are_the_same(
        (name, bytes) in changed_sample(),
        cuts in proptest::collection::vec(any::<u16>(), 0..5),
    ) {
        let whole = check(&name, [&bytes[..]]);
        let pieces = check(&name, cut(&bytes, cuts));
        prop_assert_eq!(in_short(&whole), in_short(&pieces));
    }

    #[test]
    fn findings_point_into_the_file((name, bytes) in changed_sample()) {
        let report = check(&name, [&bytes[..]]);
        prop_assert_eq!(report.size, bytes.len() as u64);
        report.findings.iter().for_each(|finding| check_place(finding, &bytes));
        let counted: u64 = report.findings.iter().map(|finding| finding.count).sum();
        prop_assert!(report.errors + report.warnings >= counted, "no place is kept that was not counted");
    }

    #[test]
    fn texts_of_findings_are_whole((name, bytes) in changed_sample()) {
        check(&name, [&bytes[..]]).findings.iter().for_each(check_texts);
    }

    #[test]
    fn sets_of_changed_samples(set in any::<proptest::sample::Index>(), changes in proptest::collection::vec((0..4_usize, change()), 0..4)) {
        let sets = sample_sets();
        let mut files = sample_files(&sets[set.index(sets.len())]);
        let count = files.len();
        changes.iter().for_each(|(file, change)| apply(&mut files[file % count].1, change));
        let files = files.iter().filter(|(name, _)| name.ends_with(".CSV"));
        let reports: Vec<_> = files.map(|(name, bytes)| check(name, [&bytes[..]])).collect();
        for finding in check_set(&reports, &[]).findings {
            check_texts(&finding);
            let places = [Some(&finding.place), finding.related.as_ref()].into_iter().flatten();
            for place in places.filter(|place| place.spot.is_some()) {
                let report = reports.iter().find(|report| report.document == place.document);
                let inside = report.zip(place.spot.as_ref()).is_some_and(|(report, spot)| spot.byte <= report.size);
                prop_assert!(inside, "{} {place:?}", finding.rule.id);
            }
        }
    }

    #[test]
    fn any_bytes_under_any_name(choice in any::<u8>(), bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        document(&[&[choice, 7], &bytes[..]].concat());
    }

    #[test]
    fn bytes_that_look_like_records(choice in any::<u8>(), text in "(202407|202208|[0-9,\"\r\n \u{ff71}亜]){0,200}") {
        document(&[&[choice, 13], &crate::support::ms932(&text)[..]].concat());
    }

    #[test]
    fn changed_samples_are_scanned_alike((_, bytes) in changed_sample(), cuts in proptest::collection::vec(any::<u8>(), 7)) {
        scanner(&[&[7], &cuts[..], &bytes].concat());
    }

    #[test]
    fn names_of_any_characters(text in "(UP|DLT|[A-Z0-9_]){0,6}[ ＿０-９_0-9A-Za-z().ー-]{0,60}(\\.(CSV|csv|jpg))?") {
        names(text.as_bytes());
    }

    #[test]
    fn changed_names(choice in any::<usize>(), changes in proptest::collection::vec(change(), 0..3)) {
        let mut name = name_by(choice).into_bytes();
        changes.iter().for_each(|change| apply(&mut name, change));
        names(&name);
    }
}

/// Records may be long: the place of a finding is right also far to the right.
#[test]
fn places_after_a_long_text() {
    let (name, bytes) = SAMPLES.iter().find(|(name, _)| name.starts_with("UPPLAN_202505")).unwrap();
    let line = bytes.split_inclusive(|byte| *byte == b'\n').next().unwrap();
    for length in [0, 4_000, 4_096, 9_000, 70_000, 300_000] {
        let mut bytes = line.to_vec();
        // A wrong day behind a long name of the planner.
        let day = bytes.windows(10).position(|window| window == b",20250501,").unwrap() + 7;
        bytes.splice(day..day + 2, *b"99");
        let text = bytes.windows(2).position(|window| window == b",\"").unwrap() + 2;
        bytes.splice(text..text, crate::support::ms932(&"計".repeat(length)));
        let report = check(name, [&bytes[..]]);
        assert!(report.errors > 0, "{length}");
        report.findings.iter().for_each(|finding| check_place(finding, &bytes));
    }
}

#[test]
fn the_corpora_of_the_fuzz_targets() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    for (target, body) in TARGETS {
        let mut files: Vec<_> = corpus.join(target).read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        assert!(files.len() >= 8, "{target} has a corpus");
        files.iter().for_each(|file| body(&std::fs::read(file).unwrap()));
    }
}

/// Blocks end at 64 KiB and then every 256 KiB: what stands across such a border is seen as anywhere else.
#[test]
fn files_as_long_as_a_block() {
    let (name, sample) = SAMPLES.iter().find(|(name, _)| name.starts_with("UPPLAN_202505")).unwrap();
    let first = sample.split_inclusive(|byte| *byte == b'\n').next().unwrap();
    let rows = |bytes: usize| first.repeat(bytes / first.len() + 1);
    let seen = |size: usize, tail: &[u8]| {
        // The planner's name takes up the slack, so that the file is as long as asked.
        let mut bytes = rows(size);
        bytes.truncate((size - tail.len()) / first.len() * first.len());
        let slack = size - tail.len() - bytes.len();
        let at = bytes.windows(2).position(|window| window == b",\"").unwrap() + 2;
        bytes.splice(at..at, std::iter::repeat_n(b'a', slack));
        bytes.extend_from_slice(tail);
        assert_eq!(bytes.len(), size);
        let report = check(name, [&bytes[..]]);
        report.findings.iter().for_each(|finding| check_place(finding, &bytes));
        let ids: Vec<_> = report.findings.iter().map(|finding| finding.rule.id).collect();
        (ids, report.errors)
    };
    for tail in [&b""[..], b"\x1a", b"\x1a\r\n", b"\r\n", b"202407,\r\n"] {
        let head = 64 << 10;
        assert_eq!(seen(head, tail).0, seen(head + 9, tail).0, "{tail:?}");
        assert_eq!(seen(head - 1, tail).0, seen(head + 1, tail).0, "{tail:?}");
    }
}
