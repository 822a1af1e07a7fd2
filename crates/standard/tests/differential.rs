//! What is read here is what Python's cp932 codec and csv module read: the same rows, the same fields, for accepted files.

use crate::support::{check, sample_files, sample_sets, utf8, words};
use standard::scan::{CharClass, Record, Scanner, class_of_pair};
use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

/// What Python prints.
fn python(arguments: &[&OsStr]) -> Vec<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/differential.py");
    let run = Command::new("python3").arg(script).args(arguments).output();
    let output = run.unwrap_or_else(|error| panic!("python3 cannot be started ({error}); apt-get install python3"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// A text as Python's json module writes it.
fn json(text: &str) -> String {
    let escaped = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        _ => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

/// A file in the form that the script prints, read by the scanner; blank lines are no rows.
fn rows(name: &str, bytes: &[u8]) -> String {
    let (mut scanner, mut rest, mut rows) = (Scanner::default(), bytes, Vec::new());
    while let Some(scanned) = scanner.scan(rest, true) {
        let record = Record {
            raw: &rest[..scanned.length],
            spans: scanner.spans(),
            repeats: Default::default(),
            number: 1,
            line: 1,
            offset: 0,
        };
        assert_eq!((scanner.defects(), scanned.fields), (&[][..], record.len()), "{name}");
        if scanned.length > 0 {
            let fields: Vec<String> = (0..record.len()).map(|index| json(&record.text(index))).collect();
            rows.push(format!("[{}]", fields.join(",")));
        }
        rest = &rest[scanned.consumed..];
    }
    format!("[{},[{}]]", json(name), rows.join(","))
}

/// A file that must be accepted, under a folder name of its own.
struct Case {
    label: String,
    name: String,
    bytes: Vec<u8>,
}

fn samples() -> Vec<(String, Vec<u8>)> {
    let files = sample_sets().iter().flat_map(|set| sample_files(set)).collect::<Vec<_>>();
    files.into_iter().filter(|(name, _)| name.ends_with(".CSV")).collect()
}

/// Fields of the records of a sample, with whether they stand in quotes.
type Rows = Vec<Vec<(Vec<u8>, bool)>>;

fn parse(bytes: &[u8]) -> Rows {
    let (mut scanner, mut rest, mut rows) = (Scanner::default(), bytes, Vec::new());
    while let Some(scanned) = scanner.scan(rest, true) {
        let field = |span: &standard::scan::Span| (rest[span.start as usize..span.end as usize].to_vec(), span.quoted);
        rows.push(scanner.spans().iter().map(field).collect());
        rest = &rest[scanned.consumed..];
    }
    rows
}

fn write(rows: &Rows, line_end: &[u8], quote: impl Fn(bool, &[u8]) -> bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    for row in rows {
        for (index, (field, quoted)) in row.iter().enumerate() {
            bytes.extend_from_slice(if index > 0 { b"," } else { b"" });
            let mark: &[u8] = if quote(*quoted, field) { b"\"" } else { b"" };
            bytes.extend([mark, field, mark].concat());
        }
        bytes.extend_from_slice(line_end);
    }
    bytes
}

/// Texts that are easily read wrongly, as bytes between quotes.
fn tricky() -> Vec<Vec<u8>> {
    let texts = [
        "\"\"",
        "\"\"引用\"\"、\"\"",
        ",",
        "１,２,\"\"３\"\"",
        "一\r\n二",
        "一\n二",
        "一\r二",
        "\n一",
        "一\r\n\r\n",
        "髙﨑①㈱Ⅷ纊",
        "ｱｲｳｶﾞﾊﾟ｡｢｣",
        "～－∥￠￡￢",
        "ソ十表能予\\|",
        "ー",
        "202407,990011",
        "'; --",
        "=1+1",
        " 前後 ",
        "　あ　",
        "終わり\"\"",
    ];
    texts.iter().map(|text| crate::support::ms932(text)).collect()
}

fn variants(label: &str, bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let rows = parse(bytes);
    let as_it_was = |quoted: bool, _: &[u8]| quoted;
    let mut all = vec![
        (format!("{label}-as-it-is"), bytes.to_vec()),
        (format!("{label}-lf"), write(&rows, b"\n", as_it_was)),
        (format!("{label}-all-quoted"), write(&rows, b"\r\n", |_, _| true)),
        (format!("{label}-blank-lines"), write(&rows, b"\r\n\r\n", as_it_was)),
        (format!("{label}-no-last-line-end"), write(&rows, b"\r\n", as_it_was).strip_suffix(b"\r\n").unwrap().to_vec()),
        (format!("{label}-empty-unquoted"), write(&rows, b"\r\n", |quoted, field| quoted && !field.is_empty())),
    ];
    for (number, text) in tricky().into_iter().enumerate() {
        let mut changed = rows.clone();
        let texts = changed.iter_mut().flatten().filter(|(field, quoted)| *quoted && !is_special(field));
        texts.for_each(|(field, _)| *field = text.clone());
        all.push((format!("{label}-text-{number}"), write(&changed, b"\r\n", as_it_was)));
    }
    all
}

/// Texts of characters by chance, always the same ones: two-byte codes, half-width kana, ASCII, quotes and line ends.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn text(&mut self, codes: &[[u8; 2]]) -> Vec<u8> {
        let mut text = codes[self.below(codes.len())].to_vec();
        for _ in 0..self.below(40) {
            match self.below(10) {
                0 => text.extend(b"\"\""),
                1 => text.push(b','),
                2 => text.extend([&b"\r\n"[..], b"\n", b"\r"][self.below(3)]),
                3 => text.push(0xa1 + self.below(0x3f) as u8),
                // Any printable ASCII but the quote.
                4 | 5 => text.push(0x23 + self.below(0x5c) as u8),
                _ => text.extend(codes[self.below(codes.len())]),
            }
        }
        text
    }
}

/// Every sample several times with texts, quotes and line ends by chance.
fn by_chance() -> Vec<Case> {
    let (mut chance, codes, samples) = (Chance(0x5eed_0001), two_byte_codes(), samples());
    let mut cases = Vec::new();
    for number in 0..800 {
        let (name, bytes) = &samples[number % samples.len()];
        let mut rows = parse(bytes);
        let texts = rows.iter_mut().flatten().filter(|(text, quoted)| *quoted && !text.is_empty() && !is_special(text));
        texts.for_each(|(field, _)| *field = chance.text(&codes));
        let (line_end, more) = ([&b"\r\n"[..], b"\n"][chance.below(2)], chance.below(4) == 0);
        let bytes = write(&rows, line_end, |quoted, _| quoted || more);
        cases.push(Case { label: format!("chance-{number:04}"), name: name.clone(), bytes });
    }
    cases
}

fn two_byte_codes() -> Vec<[u8; 2]> {
    let is_character =
        |[lead, trail]: &[u8; 2]| matches!(class_of_pair(*lead, *trail), CharClass::Plain | CharClass::Vendor);
    (0x8140..=0xfcfc_u16).map(u16::to_be_bytes).filter(is_character).collect()
}

/// Quoted fields that are no free text: numbers of the annex, and the name of an image.
fn is_special(field: &[u8]) -> bool {
    (field.len() <= 2 && field.iter().all(u8::is_ascii_digit)) || field.ends_with(b".jpg")
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (index, (name, bytes)) in samples().into_iter().enumerate() {
        let all = variants(&format!("{index:02}"), &bytes).into_iter();
        cases.extend(all.map(|(label, bytes)| Case { label, name: name.clone(), bytes }));
    }
    cases.extend(by_chance());
    cases.push(every_code());
    cases.sort_by(|one, other| one.label.cmp(&other.label));
    cases
}

/// A file with every two-byte code that may stand in one, each in a user's name of its own.
fn every_code() -> Case {
    let (name, bytes) = crate::support::sample("202407/K1", "UPHOSOKU");
    let row = parse(&bytes).remove(0);
    let with_code = |(index, code): (usize, [u8; 2])| {
        let mut row = row.clone();
        row[2].0 = format!("{:010}", index + 1).into_bytes();
        row[5].0 = [b"a", &code[..], b"b"].concat();
        row
    };
    let rows: Rows = two_byte_codes().into_iter().enumerate().map(with_code).collect();
    assert_eq!(rows.len(), 7_724);
    Case { label: "every-code".to_owned(), name, bytes: write(&rows, b"\r\n", |quoted, _| quoted) }
}

#[test]
fn accepted_files_are_read_as_python_reads_them() {
    let folder = tempfile::tempdir().unwrap();
    let cases = cases();
    for case in &cases {
        let report = check(&case.name, &case.bytes);
        let errors: Vec<_> = report
            .findings
            .iter()
            .filter(|finding| finding.severity() == standard::Severity::Error)
            .map(words)
            .collect();
        assert_eq!(errors, [""; 0], "{} {}", case.label, case.name);
        std::fs::write(folder.path().join(&case.label), &case.bytes).unwrap();
    }
    let read = python(&[folder.path().as_os_str()]);
    assert_eq!(read.len(), cases.len());
    for (case, python) in cases.iter().zip(read) {
        let ours = rows(&case.label, &case.bytes);
        let at = ours.bytes().zip(python.bytes()).position(|(one, other)| one != other);
        assert!(ours == python, "{}: {:?} is not {:?}", case.label, around(&ours, at), around(&python, at));
    }
    assert_eq!(cases.len(), 2_075);
}

fn around(text: &str, at: Option<usize>) -> String {
    let start = at.unwrap_or(text.len()).saturating_sub(20);
    String::from_utf8_lossy(&text.as_bytes()[start..text.len().min(start + 60)]).into_owned()
}

#[test]
fn every_two_byte_code_is_the_same_character_for_three_decoders() {
    let python = python(&[]);
    let mut ours = Vec::new();
    for code in 0x8040..=0xffff_u16 {
        let [lead, trail] = code.to_be_bytes();
        if matches!(class_of_pair(lead, trail), CharClass::Plain | CharClass::Vendor) {
            let text = standard::scan::decode(&[lead, trail]).into_owned();
            assert_eq!(text, utf8(&[lead, trail]));
            ours.push(format!("[{code},{}]", json(&text)));
        }
    }
    assert_eq!(ours.len(), 7_724);
    assert_eq!(ours, python);
}
