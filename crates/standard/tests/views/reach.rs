//! Every field of every layout is reached exactly once, and every sample is read whole.

use crate::support::{check, ms932, sample, sample_files, sample_sets};
use standard::data::{Field, FieldKind, Layout, standard};
use standard::views::kinds::{self, UpPlanView, UpSikyuView};
use standard::views::{NamedValue, RecordError, RecordView, Records, View};
use standard::{CsvVersion, DocumentKind};
use std::collections::BTreeSet;

/// A value that the field may have.
fn valid(field: &Field) -> &str {
    match field.kind {
        FieldKind::Version => "202407",
        FieldKind::Insurer => "990011",
        FieldKind::Insured => "H000000101",
        FieldKind::Office => "1370000001",
        FieldKind::Date8 => "20250501",
        FieldKind::Month6 => "202505",
        FieldKind::Time4 => "0930",
        FieldKind::Digits => "3",
        FieldKind::Decimal => "10.21",
        FieldKind::Code => match field.codes.as_ref().map_or("11", |table| table.codes[0].0) {
            "N" => "Y",
            code => code,
        },
        FieldKind::Text => "1",
        FieldKind::FileName => "\"a.jpg\"",
        FieldKind::Postcode => "100-0001",
        FieldKind::Phone => "00-0000-0001",
        FieldKind::Flags31 => "1010000000000000000000000000001",
        FieldKind::ServiceCode => "111111",
        FieldKind::ServiceType => "11",
        FieldKind::Unused => "1",
    }
}

/// The values of a record in which only these fields are filled in.
fn values_with(layout: &'static Layout, filled: &[usize]) -> Vec<NamedValue<'static>> {
    let text = |(index, field): (usize, &'static Field)| if filled.contains(&index) { valid(field) } else { "" };
    // The first field is quoted so that an empty one makes no blank line.
    let line: Vec<&str> = layout.fields.iter().enumerate().map(text).collect();
    let mut line = line.join(",").into_bytes();
    if !filled.contains(&0) {
        line.splice(0..0, *b"202407");
    }
    values(layout, Vec::leak(line))
}

fn values(layout: &'static Layout, line: &'static [u8]) -> Vec<NamedValue<'static>> {
    kinds::values(Records::new(layout, line).next().unwrap().unwrap())
}

fn no_in(field: &standard::views::ViewField, version: CsvVersion) -> Option<u16> {
    match version {
        CsvVersion::V202208 => field.no_in_202208,
        CsvVersion::V202407 => Some(field.no_in_202407),
    }
}

#[test]
fn every_field_is_reached_by_exactly_one_method() {
    let mut reached = [0, 0];
    for layout in &standard().layouts {
        let empty = values_with(layout, &[]);
        for (index, field) in layout.fields.iter().enumerate().skip(1) {
            let filled = values_with(layout, &[index]);
            let changed: Vec<_> =
                filled.iter().zip(&empty).filter(|(one, other)| one != other).map(|(one, _)| one).collect();
            let [only] = changed[..] else { panic!("{} {}: {changed:?}", layout.kind, field.name) };
            assert_eq!(no_in(only.field, layout.version), Some(field.no), "{} {}", layout.kind, field.name);
            assert_eq!(only.field.japanese, field.name, "{}", layout.kind);
            reached[usize::from(layout.version == CsvVersion::V202407)] += 1;
        }
        // A record must begin with its version, so this field is never empty.
        let version = empty.iter().find(|value| value.value.is_some() && no_in(value.field, layout.version) == Some(1));
        assert_eq!(version.map(|value| value.field.name), Some("csv_version"));
        reached[usize::from(layout.version == CsvVersion::V202407)] += 1;
    }
    assert_eq!(reached, [205, 398]);
}

#[test]
fn fields_that_a_version_lacks_are_none() {
    for layout in standard().layouts.iter().filter(|layout| layout.version == CsvVersion::V202208) {
        let all: Vec<usize> = (0..layout.fields.len()).collect();
        for value in values_with(layout, &all) {
            let there = layout.fields.iter().any(|field| Some(field.no) == value.field.no_in_202208);
            assert_eq!(value.value.is_some(), there, "{} {}", layout.kind, value.field.name);
        }
    }
}

#[test]
fn names_of_methods_are_unique_and_plain() {
    for kind in DocumentKind::ALL {
        let fields = kinds::fields(kind);
        let names: BTreeSet<_> = fields.iter().map(|field| field.name).collect();
        assert_eq!(names.len(), fields.len(), "{kind}");
        let plain = |name: &str| name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        assert!(names.iter().all(|name| plain(name)), "{kind}");
        assert_eq!(fields.is_empty(), !kind.is_csv(), "{kind}");
    }
}

#[test]
fn samples_are_read_whole() {
    let mut records = 0;
    for (name, bytes) in
        sample_sets().iter().flat_map(|set| sample_files(set)).filter(|(name, _)| name.ends_with(".CSV"))
    {
        let report = check(&name, &bytes);
        let views: Vec<RecordView<'_>> =
            Records::new(report.layout.unwrap(), &bytes).collect::<Result<_, _>>().unwrap();
        assert_eq!(views.len() as u64, report.records, "{name}");
        for view in views {
            records += 1;
            // In a conforming file every value that is there can be read, but for the marks of an unused key.
            for value in kinds::values(view.clone()) {
                let Some(no) = no_in(value.field, report.layout.unwrap().version) else { continue };
                let text = view.text(usize::from(no) - 1);
                let expected = !matches!(&*text, "" | "00000000" | "000000");
                let read = value.value.as_ref().is_some_and(|value| !is_reading_of_empty(value));
                assert_eq!(read, expected, "{name} record {} {} {text}", view.number(), value.field.name);
            }
        }
    }
    assert_eq!(records, 309);
}

/// An empty amount is 0.
fn is_reading_of_empty(value: &standard::views::Value<'_>) -> bool {
    matches!(value, standard::views::Value::Amount(amount) if amount.written.is_none())
}

#[test]
fn a_record_shows_its_fields_as_they_stand() {
    let (name, bytes) = sample("202407/K1", "UP1KYO");
    let layout = check(&name, &bytes).layout.unwrap();
    let record = Records::new(layout, &bytes).next().unwrap().unwrap();
    let fields: Vec<_> = record.fields().collect();
    assert_eq!(fields.len(), 28);
    assert_eq!(
        (fields[15].no, fields[15].name, &*fields[15].text, fields[15].label),
        (16, "計画書区分", "21", Some("継続"))
    );
    assert!(record.text_of("総合的な援助の方針").unwrap().contains("安全に歩けるよう支える。\n"));
    assert_eq!(record.text_of("無い項目"), None);
    assert_eq!(&*record.text(99), "");
}

#[test]
fn places_are_those_of_the_check() {
    let (name, mut bytes) = sample("202407/K1", "UP1KYO");
    let layout = check(&name, &bytes).layout.unwrap();
    let places = |bytes: &[u8]| -> Vec<_> {
        Records::new(layout, bytes)
            .map(|record| record.map(|record| (record.number(), record.line(), record.record().offset)))
            .collect()
    };
    let whole = places(&bytes);
    let second = bytes.windows(9).skip(1).position(|window| window == b"\n202407,9").unwrap() as u64 + 2;
    assert_eq!(whole[0], Ok((1, 1, 0)));
    assert_eq!(whole[1].unwrap().2, second);
    // The second record has a comma too much.
    bytes.insert(second as usize, b',');
    let line = whole[1].unwrap().1;
    assert_eq!(places(&bytes)[1], Err(RecordError { number: 2, line }));
}

#[test]
fn a_view_of_another_kind_is_refused() {
    let (name, bytes) = sample("202407/K2", "UPPLAN");
    let layout = check(&name, &bytes).layout.unwrap();
    assert!(Records::new(layout, &bytes).views::<UpSikyuView<'_>>().is_none());
    assert!(UpSikyuView::of(Records::new(layout, &bytes).next().unwrap().unwrap()).is_none());
    assert!(UpPlanView::of(Records::new(layout, &bytes).next().unwrap().unwrap()).is_some());
}

#[test]
fn a023_a024_lines_that_are_no_records_are_passed_over() {
    let layout = standard().layout(CsvVersion::V202407, DocumentKind::DltPlan).unwrap();
    let text = "CSVバージョン,保険者番号,被保険者番号,削除対象年月\r\n\r\n202407,990011,0000000101,202505\n \r\n202407,990011,0000000102,202505\r\n\x1a";
    let bytes = ms932(text);
    let numbers: Vec<_> = Records::new(layout, &bytes)
        .map(|record| record.unwrap())
        .map(|record| (record.number(), record.line()))
        .collect();
    assert_eq!(numbers, [(1, 3), (2, 5)]);
    assert_eq!(Records::new(layout, b"").count(), 0);
}
