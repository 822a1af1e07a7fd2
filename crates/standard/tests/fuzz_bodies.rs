//! What each fuzz target asks of any bytes. The targets in `fuzz/` and the tests that replay their corpora share it.

use standard::check::{DocumentCheck, DocumentReport, Options};
use standard::finding::Excerpt;
use standard::scan::{Defect, Scanned, Scanner, Span};
use standard::types::NameReading;
use standard::views::{Records, kinds};
use standard::{CsvVersion, Date, DocumentKind, DocumentName, Finding};

/// A target's name, which is also the folder of its corpus, and its body.
pub(crate) type Target = (&'static str, fn(&[u8]));

/// All targets.
#[allow(dead_code, reason = "each fuzz target uses one body, the replay uses this list")]
pub(crate) const TARGETS: [Target; 3] = [("scanner", scanner), ("names", names), ("document", document)];

/// The first byte says in how many pieces the rest comes, the next bytes where it is cut.
pub(crate) fn scanner(data: &[u8]) {
    let Some((count, data)) = data.split_first() else { return };
    let cuts = usize::from(count % 8).min(data.len());
    let (places, bytes) = data.split_at(cuts);
    let cuts: Vec<usize> = places.iter().map(|place| usize::from(*place) * bytes.len() / 256).collect();
    let whole = scan_in_pieces(bytes, &[]);
    let consumed: usize = whole.iter().map(|record| record.scanned.consumed).sum();
    assert_eq!(consumed, bytes.len(), "every byte belongs to a record");
    whole.iter().for_each(check_spans);
    assert_eq!(whole, scan_in_pieces(bytes, &cuts), "cut at {cuts:?}");
}

#[derive(Debug, PartialEq)]
struct Seen {
    scanned: Scanned,
    spans: Vec<Span>,
    defects: Vec<Defect>,
}

fn scan_in_pieces(bytes: &[u8], cuts: &[usize]) -> Vec<Seen> {
    let mut cuts = cuts.to_vec();
    cuts.sort_unstable();
    cuts.push(bytes.len());
    let (mut scanner, mut buffer, mut fed, mut seen) = (Scanner::default(), Vec::new(), 0, Vec::new());
    for (index, cut) in cuts.iter().enumerate() {
        buffer.extend_from_slice(&bytes[fed..*cut]);
        fed = *cut;
        let last = index + 1 == cuts.len();
        while let Some(scanned) = scanner.scan(&buffer, last) {
            seen.push(Seen { scanned, spans: scanner.spans().to_vec(), defects: scanner.defects().to_vec() });
            assert!(scanned.consumed > 0, "a record moves on");
            buffer.drain(..scanned.consumed);
        }
    }
    assert!(buffer.is_empty(), "at the end nothing is left");
    seen
}

fn check_spans(seen: &Seen) {
    let length = seen.scanned.length;
    assert!(length <= seen.scanned.consumed);
    assert!(seen.spans.len() <= seen.scanned.fields);
    let mut before = 0;
    for span in &seen.spans {
        assert!(before <= span.start && span.start <= span.end && span.end as usize <= length, "{seen:?}");
        before = span.end;
    }
    assert!(seen.defects.iter().all(|defect| defect.at as usize <= length), "{seen:?}");
}

/// A name of any characters is read, and what is read is a name.
pub(crate) fn names(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let reading = NameReading::read(&text);
    let exact = DocumentName::parse(&text);
    assert_eq!(reading.is_exact(), exact.is_some(), "{text:?}");
    let says_nothing = reading.deviations.is_empty();
    assert!(!says_nothing || exact.is_some() || reading.is_attachment(), "what is not exact is explained: {text:?}");
    if let Some(name) = exact {
        assert_eq!(name.to_string(), text);
        assert!(says_nothing && reading.name == exact && reading.suggestion() == exact);
    }
    if let Some(name) = reading.suggestion() {
        assert_eq!(DocumentName::parse(&name.to_string()), Some(name), "what is proposed can be read");
    }
    if let Some(name) = reading.name {
        assert_eq!(DocumentName::parse(&name.to_string()), Some(name));
        assert_eq!(reading.kind, Some(name.kind));
    }
}

/// The first byte says under which name the rest is checked, the second in pieces of what size.
pub(crate) fn document(data: &[u8]) {
    let [choice, piece, bytes @ ..] = data else { return };
    let name = name_by(usize::from(*choice));
    let whole = check(&name, [bytes]);
    let pieces = check(&name, bytes.chunks(usize::from(*piece) + 1));
    assert_eq!(in_short(&whole), in_short(&pieces));
    whole.findings.iter().for_each(|finding| check_place(finding, bytes));
    read_views(&whole, bytes);
}

/// The name for a number: every kind in every version that has it, and then names that are none.
pub(crate) fn name_by(choice: usize) -> String {
    let kinds = |version| DocumentKind::ALL.into_iter().filter(move |kind: &DocumentKind| kind.exists_in(version));
    let named = CsvVersion::ALL.into_iter().flat_map(|version| kinds(version).map(move |kind| name_of(version, kind)));
    let others = ["利用票.CSV", "UPPLAN.csv", "UPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV"];
    let all: Vec<String> = named.chain(others.map(str::to_owned)).collect();
    all[choice % all.len()].clone()
}

fn name_of(version: CsvVersion, kind: DocumentKind) -> String {
    let (month, from, to, extension) = match version {
        CsvVersion::V202208 => ("202502", "1370000001", "1370000002", ".CSV"),
        CsvVersion::V202407 if kind.is_csv() => ("202505", "1370000001_43", "1370000002_11", ".CSV"),
        CsvVersion::V202407 => ("202505", "1370000001_43", "1370000002_11", "_0001.jpg"),
    };
    let month = if kind.has_month() { format!("{month}_") } else { String::new() };
    format!("{kind}_{month}{from}_{to}_20250425102000{extension}")
}

pub(crate) fn check<'b>(name: &str, pieces: impl IntoIterator<Item = &'b [u8]>) -> DocumentReport {
    let mut check = DocumentCheck::new(name, Options { as_of: Date::new(2025, 6, 10).unwrap() });
    pieces.into_iter().for_each(|piece| check.feed(piece));
    check.finish()
}

/// All that a report says, for comparing.
pub(crate) fn in_short(report: &DocumentReport) -> (Vec<String>, [u64; 4]) {
    let short = |finding: &Finding| {
        let Finding { rule, place, value, suggestion, related, count, .. } = finding;
        format!("{} {place:?} {value:?} {suggestion:?} {related:?} {count} {:?}", rule.id, finding.facts())
    };
    let counts = [report.errors, report.warnings, report.records, report.size];
    (report.findings.iter().map(short).collect(), counts)
}

/// A finding points inside the file, and its line and column are those of its byte.
pub(crate) fn check_place(finding: &Finding, bytes: &[u8]) {
    let Some(spot) = &finding.place.spot else { return };
    let id = finding.rule.id;
    assert!(spot.byte + u64::from(spot.bytes) <= bytes.len() as u64, "{id}: {spot:?} of {}", bytes.len());
    assert!(spot.record >= 1 && finding.count >= 1, "{id}: {spot:?}");
    let before = &bytes[..spot.byte as usize];
    let (lines, mut start) = lines_and_last_start(before);
    if start == 0 && before.starts_with(b"\xef\xbb\xbf") {
        // A byte order mark is no character of the line.
        start = 3;
    }
    assert_eq!(spot.line, lines + 1, "{id}: line of {spot:?}");
    let head = standard::scan::decode(&before[start..]);
    assert_eq!(spot.column as usize, head.chars().count() + 1, "{id}: column of {spot:?}");
    let excerpt = &spot.excerpt;
    // A place that was only kept as a key has no excerpt.
    let whole = excerpt.length >= 1 && excerpt.start <= excerpt.text.chars().count();
    assert!(whole || *excerpt == Excerpt::default(), "{id}: {excerpt:?}");
}

/// Number of line ends, and where the last line begins.
fn lines_and_last_start(bytes: &[u8]) -> (u64, usize) {
    let mut lines = 0;
    let mut start = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let after_cr = at > 0 && bytes[at - 1] == b'\r';
        if matches!(byte, b'\r' | b'\n') {
            lines += u64::from(!(*byte == b'\n' && after_cr));
            start = at + 1;
        }
    }
    (lines, start)
}

/// What the check lets through can be read record by record.
fn read_views(report: &DocumentReport, bytes: &[u8]) {
    let Some(layout) = report.layout else { return };
    let mut read = 0;
    for record in Records::new(layout, bytes) {
        match record {
            Ok(record) => {
                read += 1;
                assert_eq!(record.fields().count(), layout.fields.len());
                assert_eq!(kinds::values(record).len(), kinds::fields(layout.kind).len());
            }
            Err(error) => assert!(report.errors > 0, "accepted, but {error}"),
        }
    }
    // A file that breaks off in its last record has one record less, and an error.
    assert!(read == report.records || report.errors > 0, "{read} of {}", report.records);
}
