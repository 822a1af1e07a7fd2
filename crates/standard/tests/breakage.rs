//! Every field of every layout is broken in every way that its kind allows, and the right rule says so in the right
//! place. What is broken and what must be found is generated from the layouts.

use crate::support::{sample_files, sample_sets, short, words};
use crate::table::Table;
use standard::data::{Confidence, Field, FieldKind, Layout, Requirement, standard};
use standard::{CsvVersion, DocumentKind, DocumentName};
use std::collections::BTreeSet;

/// A value put into a field, and the rule that must speak; none when the value is allowed.
struct Breakage {
    name: &'static str,
    raw: Vec<u8>,
    expected: Option<&'static str>,
}

#[test]
fn every_field_of_every_layout() {
    let (mut fields, mut proven, mut wrong) = (0, 0, Vec::new());
    for layout in &standard().layouts {
        let table = sample_of(layout);
        for (index, field) in layout.fields.iter().enumerate() {
            let base = filled(&table, field, index);
            let before = found(&base);
            let breakages = breakages(layout, field, &base.records[0][index]);
            assert!(!breakages.is_empty(), "{} {} {}", layout.version, layout.kind, field.name);
            fields += 1;
            for breakage in breakages {
                match prove(&base, &before, field, index, &breakage) {
                    Ok(()) => proven += 1,
                    Err(text) => wrong.push(format!("{} {} {text}", layout.version, layout.kind)),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), wrong.len() + proven, wrong.join("\n"));
    assert_eq!((fields, proven), (603, PROVEN));
}

/// How many breakages are proven; changes when the layouts or the breakages change.
const PROVEN: usize = 2_799;

/// The first sample of the kind, in the version of the layout.
fn sample_of(layout: &Layout) -> Table {
    let fits = |name: &DocumentName| name.kind == layout.kind && name.version() == layout.version;
    let files = sample_sets().into_iter().flat_map(|set| sample_files(&set));
    let mut named = files.filter(|(name, _)| DocumentName::parse(name).is_some_and(|name| fits(&name)));
    let (name, bytes) = named.next().unwrap_or_else(|| panic!("no sample of {} {}", layout.version, layout.kind));
    Table::read(name, &bytes)
}

/// The sample with a plausible value in the field of its first record.
fn filled(table: &Table, field: &Field, index: usize) -> Table {
    let mut filled = table.clone();
    let empty = matches!(filled.records[0][index].as_slice(), b"" | b"\"\"");
    if empty && let Some(value) = plausible(field, &table.name) {
        filled.set(1, index + 1, &value);
    }
    filled
}

fn plausible(field: &Field, file: &str) -> Option<String> {
    let first_code = || field.codes.as_ref().map(|table| table.codes[0].0);
    let value = match field.kind {
        FieldKind::Office => "1370000009",
        FieldKind::Date8 => "20240401",
        FieldKind::Time4 => "0900",
        FieldKind::Digits => "5",
        FieldKind::Decimal => "10.00",
        FieldKind::Code if field.name == "TAISコード" => "00001-000010",
        FieldKind::Code => first_code().unwrap_or("1"),
        FieldKind::Text => "\"試験\"",
        FieldKind::Postcode => "000-0000",
        FieldKind::Phone => "00-0000-0000",
        FieldKind::Flags31 => "1000000000000000000000000000000",
        FieldKind::ServiceType => "11",
        FieldKind::FileName => return Some(format!("\"{}\"", image_of(file))),
        FieldKind::Unused => return None,
        _ => panic!("{} must be filled in the samples", field.name),
    };
    Some(value.to_owned())
}

fn image_of(file: &str) -> String {
    file.replace("UPKIHON_", "UPKIHON_IMAGE_").replace(".CSV", "_0001.jpg")
}

fn breakages(layout: &Layout, field: &Field, base: &[u8]) -> Vec<Breakage> {
    let mut all = Vec::new();
    let mut add = |name, raw: Vec<u8>, expected| all.push(Breakage { name, raw, expected: Some(expected) });
    if let Some(expected) = when_missing(layout, field) {
        add("missing", if field.kind.is_text() { b"\"\"".to_vec() } else { Vec::new() }, expected);
    }
    let value = base.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or(base);
    let quote = |value: Vec<u8>| if field.kind.is_text() { [b"\"", &value[..], b"\""].concat() } else { value };
    if let Some((value, expected)) = too_long(field, value) {
        add("too long", quote(value), expected);
    }
    if let Some((value, expected)) = wrong_code(field) {
        add("wrong code", value.into(), expected);
    }
    if let Some((value, expected)) = wrong_kind(field) {
        add("wrong kind", quote(value.into_bytes()), expected);
    }
    if let Some(expected) = when_full_width(field) {
        let text = if field.kind == FieldKind::Unused { b"1" } else { value };
        add("full-width", quote(full_width(text)), expected);
    }
    if !field.kind.is_text() && !matches!(field.kind, FieldKind::Version | FieldKind::Unused) {
        add("space before", [b" ", value].concat(), "C0405");
    }
    if field.kind != FieldKind::Version {
        add("gaiji", quote([value, b"\xf0\x40"].concat()), "C0203");
    }
    if field.kind == FieldKind::Text && field.length.is_none() {
        let anything = quote(crate::support::ms932("１２３ abc, \"\"引用\"\"\r\n2行目").repeat(20));
        all.push(Breakage { name: "any text", raw: anything, expected: None });
    }
    all
}

fn when_missing(layout: &Layout, field: &Field) -> Option<&'static str> {
    if field.kind == FieldKind::Version {
        return Some("C0309");
    }
    let origin = standard().layout(CsvVersion::V202407, layout.kind).unwrap();
    let origin = origin.fields.iter().find(|known| known.name == field.name).unwrap();
    match field.requirement {
        Requirement::Required if origin.confidence == Confidence::Inferred => Some("C0402"),
        Requirement::Required => Some("C0401"),
        Requirement::Desirable => Some("C0403"),
        Requirement::Optional => None,
    }
}

/// One character more than the field holds.
fn too_long(field: &Field, value: &[u8]) -> Option<(Vec<u8>, &'static str)> {
    let length = usize::from(field.length?);
    let digits = |count: usize| vec![b'5'; count];
    Some(match field.kind {
        FieldKind::Version => (b"2024070".to_vec(), "C0309"),
        FieldKind::Digits if field.name == "サービス単位金額" => (digits(length + 1), "C0452"),
        FieldKind::Digits if field.name == "前月までの利用日数" && length == 2 => (digits(3), "C0451"),
        FieldKind::Digits | FieldKind::Phone | FieldKind::Text => (digits(length + 1), "C0416"),
        FieldKind::Decimal => (b"1234.00".to_vec(), "C0415"),
        FieldKind::Code if field.codes.is_some() => ([value, b"9"].concat(), "C0414"),
        FieldKind::Code => (digits(length + 1), "C0416"),
        FieldKind::Flags31 => ([value, b"0"].concat(), "C0445"),
        FieldKind::Unused => (b"12".to_vec(), "C0404"),
        _ => ([value, b"1"].concat(), "C0415"),
    })
}

fn wrong_code(field: &Field) -> Option<(&'static str, &'static str)> {
    match (field.kind, field.length) {
        (FieldKind::Code, Some(1)) if field.codes.is_some() => Some(("9", "C0414")),
        (FieldKind::Code, Some(2)) if field.codes.is_some() => Some(("99", "C0414")),
        (FieldKind::ServiceCode, _) => Some(("990001", "C0446")),
        (FieldKind::ServiceType, _) => Some(("99", "C0446")),
        _ => None,
    }
}

/// A value of the right length and of another kind.
fn wrong_kind(field: &Field) -> Option<(String, &'static str)> {
    let length = usize::from(field.length.unwrap_or_default());
    let letters = || "ABCDEFGHIJ"[..length].to_owned();
    Some(match field.kind {
        FieldKind::Version => ("ABCDEF".to_owned(), "C0309"),
        FieldKind::Insurer | FieldKind::Insured | FieldKind::Date8 | FieldKind::Month6 | FieldKind::Time4 => {
            (letters(), "C0415")
        }
        FieldKind::Office => ("13700-0001".to_owned(), "C0415"),
        FieldKind::Digits if field.name == "自室の階数" => ("X".to_owned(), "C0454"),
        FieldKind::Digits | FieldKind::Decimal => ("X".to_owned(), "C0415"),
        FieldKind::Code if field.codes.is_some() => ("X".to_owned(), "C0414"),
        FieldKind::Code | FieldKind::ServiceCode | FieldKind::ServiceType => ("!".repeat(length), "C0415"),
        FieldKind::Postcode => ("ABC-DEFG".to_owned(), "C0415"),
        FieldKind::Phone => ("ABC!".to_owned(), "C0444"),
        FieldKind::Flags31 => ("2".repeat(31), "C0445"),
        FieldKind::FileName => ("family.jpg".to_owned(), "C0562"),
        FieldKind::Text | FieldKind::Unused => return None,
    })
}

fn when_full_width(field: &Field) -> Option<&'static str> {
    match field.kind {
        FieldKind::Version => Some("C0308"),
        FieldKind::Unused => Some("C0404"),
        FieldKind::Text if field.length.is_some() => Some("C0406"),
        FieldKind::Text | FieldKind::FileName => None,
        _ => Some("C0406"),
    }
}

fn full_width(ascii: &[u8]) -> Vec<u8> {
    let wide = ascii.iter().map(|byte| char::from_u32(u32::from(*byte) + 0xfee0).unwrap());
    crate::support::ms932(&wide.collect::<String>())
}

/// The findings as rule and place, but those of rules that speak about the sample as it is.
fn found(table: &Table) -> BTreeSet<String> {
    let report = table.check();
    report.findings.iter().filter(|finding| !table.known.contains(&finding.rule.id)).map(short).collect()
}

fn prove(
    base: &Table,
    before: &BTreeSet<String>,
    field: &Field,
    index: usize,
    breakage: &Breakage,
) -> Result<(), String> {
    let mut broken = base.clone();
    broken.records[0][index] = breakage.raw.clone();
    let new: Vec<String> = found(&broken).difference(before).cloned().collect();
    let expected: Vec<String> = breakage.expected.iter().map(|id| format!("{id}@1:{}", field.no)).collect();
    if new == expected {
        return Ok(());
    }
    let said: Vec<String> = broken.check().findings.iter().map(words).collect();
    Err(format!(
        "項目{}「{}」 {}: expected {expected:?}, found {new:?}: {}",
        field.no,
        field.name,
        breakage.name,
        said.join(" / ")
    ))
}

#[test]
fn every_kind_of_document_is_sampled() {
    let kinds: BTreeSet<DocumentKind> = standard().layouts.iter().map(|layout| layout.kind).collect();
    assert_eq!(kinds.len(), 17);
    assert!(standard().layouts.iter().all(|layout| !sample_of(layout).records.is_empty()));
}
