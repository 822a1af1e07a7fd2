//! Tolerant readings of names, values and the usage slips. A test named `aNNN_…` proves the reading of ambiguity NNN (see `src/data/answers.tsv`).

use super::{view, views, views_of};
use standard::views::kinds::*;
use standard::views::{Amount, Decimal, ProratedDays, ServiceCode, Time, Total, View, short_stay_days};
use standard::{CsvVersion, Date, OfficeNumber, TargetMonth};

fn slip(name: &str, value: &str) -> UpPlanView<'static> {
    view(&[(name, value)])
}

fn annex(name: &str, value: &str) -> UpSikyuView<'static> {
    view(&[(name, value)])
}

#[test]
fn a001_values_of_the_version() {
    for (value, version) in [
        ("202407", Some(CsvVersion::V202407)),
        ("202504", Some(CsvVersion::V202407)),
        ("202410", Some(CsvVersion::V202407)),
        ("202208", Some(CsvVersion::V202208)),
        ("201910", None),
    ] {
        assert_eq!(slip("CSVバージョン", value).csv_version(), version, "{value}");
    }
}

#[test]
fn a020_office_numbers_with_letters() {
    assert_eq!(slip("サービス事業者コード", "13A0000001").service_office(), OfficeNumber::from_bytes(b"13A0000001"));
}

#[test]
fn a027_a028_empty_in_quotes_or_not_is_nothing() {
    assert_eq!(slip("プラン担当者名", "").planner_name(), None);
    assert_eq!(slip("単位数", "\"\"").units(), None);
    assert_eq!(slip("単位数", "").units(), None);
}

#[test]
fn a026_quotes_around_a_number_do_not_matter() {
    assert_eq!(slip("単位数", "\"244\"").units(), Some(244));
}

#[test]
fn a029_every_line_end_in_a_text_is_one() {
    let text = |value| view::<Up1KyoView<'_>>(&[("総合的な援助の方針", value)]).care_policy().unwrap();
    for value in ["安全に\r\n歩く", "安全に\n歩く", "安全に\r歩く"] {
        assert_eq!(text(value), "安全に\n歩く");
    }
}

#[test]
fn a032_numbers_are_read_as_numbers() {
    assert_eq!(slip("単位数", "000300").units(), slip("単位数", "300").units());
    assert_eq!(slip("単位数", "3x").units(), None);
}

#[test]
fn a033_long_texts_are_kept_whole() {
    let long = "長".repeat(20_000);
    assert_eq!(view::<Up1KyoView<'_>>(&[("総合的な援助の方針", &long)]).care_policy().unwrap(), long);
}

#[test]
fn a034_no_zero_is_added() {
    assert_eq!(slip("被保険者番号", "101").insured_number().unwrap(), "101");
    let level = view::<UpHosokuView<'_>>(&[("要介護状態区分", "6")]).care_level().unwrap();
    assert_eq!((&*level.code, level.label), ("6", None));
}

#[test]
fn a035_spaces_around_a_value_are_left_out_and_kept() {
    let slip = slip("サービス事業者コード", " 1370000002\u{3000}");
    assert_eq!(slip.service_office(), OfficeNumber::from_bytes(b"1370000002"));
    assert_eq!(slip.record().text_of("サービス事業者コード").unwrap(), " 1370000002\u{3000}");
}

#[test]
fn a036_full_width_is_read_as_half_width() {
    assert_eq!(slip("サービス利用日", "２０２５０５０１").service_date(), Date::new(2025, 5, 1));
    assert_eq!(slip("単位数", "２４４").units(), Some(244));
}

#[test]
fn a038_vendor_characters_are_read() {
    assert_eq!(view::<UpHosokuView<'_>>(&[("利用者氏名", "髙﨑　①")]).user_name().unwrap(), "髙﨑　①");
}

#[test]
fn a041_decimals() {
    let price = |value| annex("単位数単価", value).unit_price();
    assert_eq!(price("10"), price("10.00"));
    assert_eq!(price("10.5"), Some(Decimal { hundredths: 1050 }));
    assert_eq!(price("11.40").unwrap().to_string(), "11.40");
    for bad in ["", "10.", ".5", "10.000", "-1.0"] {
        assert_eq!(price(bad), None, "{bad}");
    }
}

#[test]
fn a042_a_minus_sign_is_read() {
    assert_eq!(slip("単位数", "-120").units(), Some(-120));
    assert_eq!(slip("単位数", "－120").units(), Some(-120));
    assert_eq!(slip("単位数", "-").units(), None);
}

#[test]
fn a043_a_date_that_is_none() {
    for value in ["00000000", "99999999", "20250231", "202505"] {
        assert_eq!(slip("サービス利用日", value).service_date(), None, "{value}");
    }
    let hosoku: UpHosokuView<'_> = view(&[("対象年月", "000000")]);
    assert_eq!(hosoku.target_month(), None);
}

#[test]
fn a047_the_h_of_an_insured_number() {
    for value in ["H000000101", "h000000101", "Ｈ000000101"] {
        assert_eq!(slip("被保険者番号", value).insured_number().unwrap(), "H000000101");
    }
}

#[test]
fn a048_the_insurer_number_is_not_changed() {
    assert_eq!(slip("保険者番号", "990011").insurer_number().unwrap(), "990011");
    assert_eq!(slip("保険者番号", "12345678").insurer_number().unwrap(), "12345678");
}

#[test]
fn a044_no_part_of_a_birth_date_is_guessed() {
    for value in ["19400000", "19401300", "1940"] {
        assert_eq!(view::<UpHosokuView<'_>>(&[("利用者生年月日", value)]).birth_date(), None, "{value}");
    }
}

#[test]
fn a072_a_time_that_is_not_set() {
    let slip: UpPlanView<'_> = view(&[("サービス開始時刻", "9999"), ("サービス終了時刻", "0930")]);
    assert_eq!((slip.start_time(), slip.end_time()), (Some(Time::Unset), Some(Time::At(9, 30))));
    assert_eq!(Time::Unset.minutes_until(Time::At(9, 30)), None);
}

#[test]
fn a073_midnight_and_the_next_day() {
    let slip: UpPlanView<'_> = view(&[("サービス開始時刻", "2330"), ("サービス終了時刻", "2400")]);
    assert_eq!(slip.end_time(), Some(Time::At(24, 0)));
    assert_eq!(slip.start_time().unwrap().minutes_until(slip.end_time().unwrap()), Some(30));
    assert_eq!(Time::At(22, 0).minutes_until(Time::At(6, 15)), Some(495));
    for bad in ["2401", "2500", "0960", "930", "12:5", "1:234"] {
        assert_eq!(Time::parse(bad), None, "{bad}");
    }
}

#[test]
fn a077_days_of_a_shorter_month() {
    let days = |value: &str| slip("日割対象日", value).prorated_days();
    let full = format!("{}{}", "1".repeat(30), "0");
    assert_eq!(days(&full).unwrap().count(), 30);
    assert_eq!(days(&full), days(&"1".repeat(30)));
    assert_eq!(days(&full), days(&format!("{} ", "1".repeat(30))));
    let some = days("0100000000000000000000000000001").unwrap();
    assert_eq!(some.days().collect::<Vec<_>>(), [2, 31]);
    assert!(!some.contains(0) && some.contains(2) && !some.contains(32));
    assert_eq!((days(""), ProratedDays::parse("12")), (None, None));
    assert_eq!(days(&"2".repeat(31)), None);
}

#[test]
fn a080_a082_zero_units_are_units() {
    assert_eq!(slip("単位数", "0").units(), Some(0));
}

#[test]
fn a085_the_service_type_is_in_the_first_two_characters() {
    let code = slip("サービスコード", "171001").service_code().unwrap();
    assert!(code.service_type().unwrap().is_equipment());
    assert_eq!(code.total(), None);
}

#[test]
fn a087_a088_equipment_codes() {
    let slip: UpPlanView<'_> = view(&[("TAISコード", "00001－000010"), ("福祉用具届出コード", "00001-000030")]);
    assert_eq!(slip.tais_code().unwrap().code, "00001-000010");
    assert_eq!(slip.equipment_notification_code().unwrap().code, "00001-000030");
}

#[test]
fn a091_the_branch_is_kept_as_it_is() {
    assert_eq!(slip("サテライト枝番", "0A").satellite_branch().unwrap().code, "0A");
    assert_eq!(slip("サテライト枝番", "").satellite_branch(), None);
}

#[test]
fn a096_the_limit_is_field_19_of_the_supplement() {
    let limit = fields(standard::DocumentKind::UpHosoku).iter().find(|field| field.name == "level_limit_units");
    assert_eq!(limit.unwrap().no_in_202407, 19);
    assert_eq!(view::<UpHosokuView<'_>>(&[("区分支給限度基準額", "16765")]).level_limit_units(), Some(16_765));
}

#[test]
fn a100_the_unused_field_does_not_matter() {
    let slip: UpPlanView<'_> = view(&[("識別子", "1"), ("単位数", "5")]);
    assert_eq!((slip.unused_mark().as_deref(), slip.units()), (Some("1"), Some(5)));
}

#[test]
fn a103_a104_rows_that_sum_up() {
    let total = |value: &str| annex("サービスコード", value).service_code().unwrap().total();
    assert_eq!(total("11AAAA"), Some(Total::WithinLimit));
    assert_eq!(total("11aaaa"), Some(Total::WithinLimit));
    assert_eq!(total("11EEEE"), Some(Total::OutsideLimit));
    assert_eq!(total("11ZZZZ"), Some(Total::Over30Days));
    assert_eq!(total("999999"), Some(Total::Grand));
    assert_eq!(total("111111"), None);
    assert_eq!(ServiceCode::parse("999999").unwrap().service_type(), None);
}

#[test]
fn a105_the_fixed_office_may_stand_in_either_field() {
    let with = |name| view::<UpSikyuView<'_>>(&[(name, "9999999999"), ("サービス事業所コード", "1370000002")]);
    for annex in [with("事業所コード"), with("入力者コード")] {
        assert_eq!(annex.service_office(), OfficeNumber::from_bytes(b"1370000002"));
    }
}

#[test]
fn a106_days_of_more_than_two_digits() {
    assert_eq!(annex("前月までの利用日数", "12345").short_stay_days_before(), Some(12_345));
}

#[test]
fn a107_days_of_short_stays_wherever_they_stand() {
    let rows: Vec<UpSikyuView<'_>> = views(&[
        &[("前月までの利用日数", "10")],
        &[("前月までの利用日数", "0"), ("当月の計画利用日数", "7"), ("累積利用日数", "17")],
        &[],
    ]);
    let days = short_stay_days(&rows);
    assert_eq!((days.before, days.planned, days.total), (Some(10), Some(7), Some(17)));
}

#[test]
fn a109_units_are_units() {
    assert_eq!(annex("サービス単位金額", "652").service_units().unwrap().value(), 652);
}

#[test]
fn a110_managed_units_left_empty() {
    let counted: UpSikyuView<'_> = view(&[("サービス単位金額", "2196"), ("区分支給限度基準内単位数", "2196")]);
    assert_eq!(counted.counted_units(), 2196);
    let outside: UpSikyuView<'_> = view(&[("サービス単位金額", "652"), ("区分支給限度基準内単位数", "0")]);
    assert_eq!(outside.counted_units(), 0);
    let managed: UpSikyuView<'_> = view(&[("サービス単位金額", "900"), ("給付管理単位数", "1000")]);
    assert_eq!(managed.counted_units(), 1000);
}

#[test]
fn a111_no_discount_is_empty_or_100() {
    assert_eq!((annex("割引後率", "").discount(), annex("割引後率", "100").discount()), (None, None));
    assert_eq!((annex("割引後率", "95").discount(), annex("割引後率", "100").discount_rate()), (Some(95), Some(100)));
}

#[test]
fn a112_zero_and_empty_are_the_same_amount() {
    let (zero, empty) = (annex("利用者負担（全額負担分）", "0"), annex("利用者負担（全額負担分）", ""));
    assert_eq!(zero.user_full_charge(), empty.user_full_charge());
    assert_eq!((zero.user_full_charge().unwrap().written, empty.user_full_charge().unwrap().written), (Some(0), None));
    assert_ne!(zero.user_full_charge(), Some(Amount { written: Some(1) }));
    assert_eq!(annex("利用者負担（全額負担分）", "?").user_full_charge(), None);
}

#[test]
fn a113_the_benefit_rate_is_shown_as_it_is() {
    assert_eq!((annex("給付率", "0").benefit_rate(), annex("給付率", "").benefit_rate()), (Some(0), None));
}

#[test]
fn both_versions_are_read_through_one_view() {
    let row: &[(&str, &str)] =
        &[("サービス利用日", "20250201"), ("TAISコード", "00001-000010"), ("対象年月", "202502")];
    let old: UpPlanView<'_> = views_of(CsvVersion::V202208, &[row]).pop().unwrap();
    let new: UpPlanView<'_> = views_of(CsvVersion::V202407, &[row]).pop().unwrap();
    assert_eq!(old.service_date(), new.service_date());
    assert_eq!(old.target_month(), TargetMonth::parse(b"202502").ok());
    assert_eq!((old.tais_code().is_some(), new.tais_code().is_some()), (false, true));
}
