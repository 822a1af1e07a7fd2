//! Readings of several fields of one kind.

use super::view;
use standard::ServiceType;
use standard::views::kinds::{TypeLimit, UpHosokuView, UpSikyuView};

#[test]
fn limits_of_service_types() {
    let row: UpHosokuView<'_> = view(&[
        ("１サービス種類コード", "11"),
        ("１支給限度基準額", "5000"),
        ("９サービス種類コード", "15"),
        ("９限度超単位数", "20"),
    ]);
    let limit = |code: &[u8], limit_units, excess_units| TypeLimit {
        service_type: ServiceType::from_bytes(code).unwrap(),
        limit_units,
        total_units: None,
        excess_units,
    };
    assert_eq!(row.type_limits(), [limit(b"11", Some(5000), None), limit(b"15", None, Some(20))]);
}

#[test]
fn the_office_of_the_grand_total() {
    let row: UpSikyuView<'_> = view(&[("サービス事業所コード", "9999999999"), ("サービスコード", "999999")]);
    assert_eq!(row.service_office().unwrap().as_str(), "9999999999");
}
