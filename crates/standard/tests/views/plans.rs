//! Tolerant readings of the plan sheets and of prevention. A test named `aNNN_…` proves the reading of ambiguity NNN
//! (see `src/data/answers.tsv`).

use super::view;
use standard::views::kinds::*;
use standard::views::{Code, Time};
use standard::{Date, ServiceType};

#[test]
fn a120_coverage_left_empty_is_n() {
    let coverage = |value| view::<Up2KyoView<'_>>(&[("保険対象区分", value)]).coverage().unwrap();
    assert_eq!(coverage(""), coverage("N"));
    assert_eq!(
        (coverage("").label, coverage("Y").label, coverage("y").label),
        (Some("対象外"), Some("対象"), Some("対象"))
    );
}

#[test]
fn a121_rows_without_an_office() {
    let row: Up2KyoView<'_> = view(&[("サービス種別", "家族")]);
    assert_eq!((row.service_office(), row.service_name().as_deref()), (None, Some("家族")));
}

#[test]
fn a122_a_row_that_holds_several_things() {
    let row: Up3KyoView<'_> = view(&[
        ("介護サービス内容", "訪問介護"),
        ("曜日", "1"),
        ("主な日常生活上の活動", "起床"),
        ("週単位以外のサービス", "通院"),
    ]);
    let entries = row.entries();
    assert!(
        matches!(&entries[..], [WeekEntry::Service { .. }, WeekEntry::Activity { .. }, WeekEntry::Other(other)] if other == "通院")
    );
    assert_eq!(view::<Up3KyoView<'_>>(&[]).entries(), []);
}

#[test]
fn a124_a125_days_and_times_as_they_are_shown() {
    let row: Up3KyoView<'_> = view(&[("曜日", "月"), ("開始時間", "9:00"), ("終了時間", "24:00")]);
    let weekday = row.weekday().unwrap();
    assert_eq!((&*weekday.code, weekday.label), ("1", Some("月曜日")));
    assert_eq!((row.service_start(), row.service_end()), (Some(Time::At(9, 0)), Some(Time::At(24, 0))));
    for (value, code) in [("火曜", "2"), ("日曜日", "7"), ("７", "7"), ("8", "8")] {
        assert_eq!(view::<Up3KyoView<'_>>(&[("曜日", value)]).weekday().unwrap().code, code);
    }
}

#[test]
fn a126_the_care_level_of_an_application_is_still_read() {
    let sheet: Up1KyoView<'_> = view(&[("認定状況区分", "1"), ("要介護状態区分", "22")]);
    assert_eq!(sheet.certification_status().unwrap().label, Some("申請中"));
    assert_eq!(sheet.care_level().unwrap().label, Some("要介護２"));
}

#[test]
fn a129_plan_categories_are_kept_as_codes() {
    let sheet: Up1KyoView<'_> = view(&[("計画書区分", "54")]);
    assert_eq!(sheet.plan_category().unwrap().label, Some("初回＆紹介＆継続"));
}

#[test]
fn a131_levels_have_their_own_codes_in_each_table() {
    let label = |code: Option<Code<'_>>| code.and_then(|code| code.label);
    assert_eq!(label(view::<UpHosokuView<'_>>(&[("要介護状態区分", "06")]).care_level()), Some("事業対象者"));
    assert_eq!(label(view::<UpKihonView<'_>>(&[("要介護状態区分", "06")]).care_level()), None);
    assert_eq!(label(view::<UpKihonView<'_>>(&[("要介護状態区分", "01")]).care_level()), Some("非該当"));
    assert_eq!(label(view::<UpYoboView<'_>>(&[("要支援状態区分", "1")]).support_level()), Some("要支援１"));
    assert_eq!(label(view::<UpHosokuView<'_>>(&[("要介護状態区分", "12")]).care_level()), Some("要支援１"));
}

#[test]
fn a132_days_have_eight_digits() {
    assert_eq!(view::<UpKihonView<'_>>(&[("相談日", "202401")]).consultation_date(), None);
    assert_eq!(view::<UpKihonView<'_>>(&[("相談日", "20240105")]).consultation_date(), Date::new(2024, 1, 5));
}

#[test]
fn a133_a134_the_image_is_field_62_and_may_be_missing() {
    let field = fields(standard::DocumentKind::UpKihon).iter().find(|field| field.name == "family_image");
    assert_eq!(field.unwrap().no_in_202407, 62);
    assert_eq!(view::<UpKihonView<'_>>(&[]).family_image(), None);
}

#[test]
fn a135_a_full_width_flag() {
    let row: UpKihonSub2View<'_> = view(&[("主治医・意見作成者フラグ", "２")]);
    assert_eq!(row.attending_doctor().unwrap().label, Some("それ以外"));
}

#[test]
fn a137_numbers_of_the_annex_are_texts() {
    for value in ["1", "１", "01", " 1"] {
        assert_eq!(view::<UpYoboSubView<'_>>(&[("課題ＮＯ", value)]).issue_number(), Some(1), "{value}");
    }
}

#[test]
fn a139_the_floor_of_a_room_is_a_text() {
    for value in ["2", "02", "B1", "平屋"] {
        assert_eq!(view::<UpKihonView<'_>>(&[("自室の階数", value)]).room_floor().unwrap(), value);
    }
}

#[test]
fn a140_counts_of_the_checklist_are_numbers() {
    let plan: UpYoboView<'_> = view(&[("基本チェックリストの該当数(運動不足)", "3")]);
    assert_eq!((plan.checklist_count_exercise(), plan.checklist_count_memory()), (Some(3), None));
}

#[test]
fn a145_addresses_and_offices_may_be_anything() {
    let text = "長男方 ※日中は不在 090";
    assert_eq!(view::<UpKihonView<'_>>(&[("来所者(相談者)住所", text)]).visitor_address().unwrap(), text);
    assert_eq!(view::<UpYoboView<'_>>(&[("計画作成者事業者・事業所名", text)]).planner_office_name().unwrap(), text);
}

#[test]
fn a150_service_types_in_small_letters() {
    let deletion: DltJskView<'_> = view(&[("サービス種類コード", "a2")]);
    assert_eq!(deletion.service_type(), ServiceType::from_bytes(b"A2"));
    assert_eq!(deletion.target_month(), None);
}
