//! The embedded data is whole.

use standard::data::{Standard, standard};
use standard::{CsvVersion, DocumentKind};

#[test]
fn field_counts_and_numbers() {
    let standard = Standard::parse().expect("the embedded data can be read");
    let count =
        |version| standard.layouts.iter().filter(|l| l.version == version).map(|l| l.fields.len()).sum::<usize>();
    assert_eq!((count(CsvVersion::V202407), count(CsvVersion::V202208)), (398, 205));
    for layout in &standard.layouts {
        for (index, field) in layout.fields.iter().enumerate() {
            assert_eq!(usize::from(field.no), index + 1, "{} {}", layout.kind, field.name);
        }
    }
}

#[test]
fn every_kind_has_its_layout() {
    for version in CsvVersion::ALL {
        for kind in DocumentKind::ALL.into_iter().filter(|kind| kind.is_csv()) {
            assert_eq!(standard().layout(version, kind).is_some(), kind.exists_in(version), "{version} {kind}");
        }
    }
}

#[test]
fn tables_are_whole() {
    let standard = standard();
    assert_eq!(standard.codes.len(), 24);
    assert_eq!(standard.service_types.len(), 62);
    assert_eq!(standard.combinations.len(), 21);
    assert_eq!(standard.ambiguities.len(), 154);
    assert!(standard.ambiguities.iter().zip(1..).all(|(ambiguity, number)| ambiguity.number == number));
}
