//! C05xx: conditions between the fields of one record, and what stays silent beside them.

use crate::support::{short, words};
use crate::table::Table;

/// A change of a sample: record, field, value.
type Change = (usize, usize, &'static str);

/// A sample by set and prefix, the changes, and the findings that must come.
type Case = (&'static str, &'static [Change], &'static [&'static str]);

fn table(sample: &str) -> Table {
    let (set, prefix) = sample.split_once(' ').unwrap();
    let version = if set.starts_with('P') { "202208" } else { "202407" };
    Table::sample(&format!("{version}/{set}"), prefix)
}

#[track_caller]
fn assert_cases(cases: &[Case]) {
    for (sample, changes, expected) in cases {
        let mut table = table(sample);
        for (record, no, raw) in *changes {
            table.set(*record, *no, raw);
        }
        let new = table.new_findings();
        let said: Vec<String> = new.iter().map(words).collect();
        assert_eq!(new.iter().map(short).collect::<Vec<_>>(), *expected, "{sample} {changes:?}: {said:?}");
    }
}

#[test]
fn dates_and_times_of_a_service() {
    assert_cases(&[
        ("K2 UPPLAN", &[(1, 10, "20250601")], &["C0501@1:10"]),
        ("K2 UPPLAN", &[(1, 10, "20240501")], &["C0501@1:10"]),
        ("K2 UPPLAN", &[(1, 10, "20250531")], &[]),
        ("K2 UPPLAN", &[(1, 10, "20250532")], &["C0422@1:10"]),
        ("P5 UPJSK", &[(1, 10, "20250301")], &["C0501@1:10"]),
        ("K2 UPPLAN", &[(1, 12, "9999")], &["C0502@1:12"]),
        ("K2 UPPLAN", &[(1, 13, "9999")], &["C0502@1:13"]),
        ("K2 UPPLAN", &[(1, 12, "9999"), (1, 13, "9999")], &[]),
        ("K2 UPPLAN", &[(1, 12, "9999"), (1, 13, "9:30")], &["C0436@1:13"]),
        ("K2 UPPLAN", &[(1, 12, "2300"), (1, 13, "0030")], &["C0503@1:13"]),
        ("K2 UPPLAN", &[(1, 12, "0900"), (1, 13, "0900")], &[]),
        ("K2 UPPLAN", &[(1, 14, "0")], &["C0504@1:14"]),
        ("K2 UPPLAN", &[(1, 14, "2")], &[]),
    ]);
}

#[test]
fn equipment() {
    assert_cases(&[
        ("K2 UPPLAN", &[(15, 16, "")], &["C0505@15:16"]),
        ("Y4 UPPLAN", &[(5, 16, "")], &["C0505@5:16"]),
        ("K2 UPSIKYU", &[(4, 10, "")], &["C0505@4:10"]),
        ("K2 UPPLAN", &[(17, 16, "00001-000030")], &["C0506@17:17"]),
        ("K2 UPSIKYU", &[(4, 11, "00001-000010")], &["C0506@4:11"]),
        ("K2 UPPLAN", &[(1, 16, "00001-000010")], &["C0507@1:16"]),
        ("K2 UPPLAN", &[(1, 17, "1")], &["C0507@1:17"]),
        ("K2 UPPLAN", &[(1, 18, "\"車いす\"")], &["C0508@1:18"]),
        ("K2 UPPLAN", &[(1, 19, "1")], &["C0509@1:19"]),
        ("P2 UPPLAN", &[(1, 16, "1")], &["C0509@1:16"]),
        ("K2 UPPLAN", &[(15, 19, "0")], &["C0510@15:19"]),
        ("Y4 UPPLAN", &[(5, 19, "2")], &[]),
        // What the code of the service is must be known before something is missed in it.
        ("K2 UPPLAN", &[(15, 16, ""), (15, 15, "1710")], &["C0415@15:15"]),
    ]);
    // 202208 has no columns for the codes of equipment.
    assert_cases(&[("P5b UPJSK", &[], &[])]);
}

#[test]
fn days_that_count_and_stays() {
    const MAY: &str = "1000000000000000000000000000001";
    const NONE: &str = "0000000000000000000000000000000";
    assert_cases(&[
        ("K2 UPPLAN", &[(1, 11, MAY)], &[]),
        ("P2 UPPLAN", &[(1, 11, MAY)], &["C0511@1:11"]),
        ("P2 UPPLAN", &[(1, 11, "1000000000000000000000000001000")], &[]),
        ("P2 UPPLAN", &[(1, 11, "1000000000000000000000000000100")], &["C0511@1:11"]),
        ("K2 UPPLAN", &[(1, 11, NONE)], &["C0512@1:11"]),
        ("K2 UPPLAN", &[(1, 23, "1")], &["C0513@1:23"]),
        ("K2b UPPLAN", &[(1, 23, "1")], &[]),
        ("K2 UPSIKYU", &[(1, 33, "1")], &["C0513@1:33"]),
        ("K2 UPPLAN", &[(1, 9, "12")], &["C0514@1:9"]),
        ("K2 UPPLAN", &[(1, 9, "0")], &[]),
        ("K2 UPSIKYU", &[(1, 32, "33")], &["C0514@1:32"]),
        ("K2b UPSIKYU", &[(6, 32, "33")], &["C0514@6:32"]),
    ]);
}

#[test]
fn results_are_of_the_sender() {
    assert_cases(&[
        ("K5 UPJSK", &[(1, 20, "1370000009"), (2, 20, "1370000009")], &["C0515@1:20"]),
        ("P5 UPJSK", &[(1, 17, "1370000009")], &["C0515@1:17"]),
        ("K2 UPPLAN", &[(1, 20, "1370000009")], &[]),
        ("K5 UPJSK", &[(1, 15, "131111"), (2, 15, "141111")], &["C0516@1:15"]),
        ("K5 UPJSK", &[(1, 15, "991111")], &["C0446@1:15"]),
        // The plan office of a result may be the centre or the office it entrusted (A094).
        ("K5 UPJSK", &[(1, 6, "1370000006")], &[]),
    ]);
    // A planner passes on the results of others.
    let mut passed_on = table("K5 UPJSK");
    passed_on.named("UPJSK_202505_1370000001_43_1370000006_46_20250602090000.CSV");
    assert_eq!(passed_on.new_findings().iter().map(short).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn fields_that_matter() {
    assert_cases(&[
        ("K2 UPHOSOKU", &[(1, 18, "")], &["C0517@1:18"]),
        ("K2 UPHOSOKU", &[(1, 19, ""), (2, 19, "")], &["C0517@1:19"]),
        ("K2 UPHOSOKU", &[(1, 16, "1"), (1, 18, ""), (1, 19, "")], &[]),
        ("K1 UP1KYO", &[(1, 21, "")], &["C0517@1:21"]),
        ("Y2 UPYOBO", &[(1, 14, "")], &["C0517@1:14"]),
        ("K2 UPPLAN", &[(1, 21, "\"\"")], &["C0517@1:21"]),
        ("K2 UPSIKYU", &[(1, 6, "\"\"")], &["C0517@1:6"]),
        // Optional fields may be left out of simplified slips (A143).
        ("Y4 UPPLAN", &[(1, 24, ""), (1, 18, "")], &[]),
        ("Y4 UPSIKYU", &[(1, 24, ""), (1, 25, ""), (1, 26, ""), (1, 28, ""), (1, 34, "")], &[]),
        ("K2 UPSIKYU", &[(1, 18, "")], &[]),
    ]);
}

#[test]
fn totals_of_the_seventh_sheet() {
    assert_cases(&[
        ("K2 UPSIKYU", &[(10, 7, "1370000002"), (10, 6, "\"架空\"")], &["C0520@10:7"]),
        ("K2 UPSIKYU", &[(10, 9, "111111")], &["C0520@10:9"]),
        ("K2 UPSIKYU", &[(7, 13, "2912")], &["C0521@7:13"]),
        ("K2 UPSIKYU", &[(10, 13, "4664")], &["C0521@10:13"]),
        ("K2 UPSIKYU", &[(10, 13, "000000")], &["C0417@10:13"]),
        ("K2 UPSIKYU", &[(7, 14, "90")], &["C0522@7:14"]),
        ("K2 UPSIKYU", &[(10, 15, "100")], &["C0522@10:15"]),
        // Nothing and 0 are the same (A112).
        ("K2 UPSIKYU", &[(7, 14, "0"), (7, 15, "0"), (7, 19, ""), (7, 29, "")], &[]),
        ("K2 UPSIKYU", &[(1, 25, "101")], &["C0523@1:25"]),
        ("K2 UPSIKYU", &[(1, 25, "100")], &[]),
        ("K2 UPSIKYU", &[(1, 14, "950")], &["C0523@1:14"]),
        ("K2 UPSIKYU", &[(1, 14, "100")], &["C0524@1:14"]),
        ("K2 UPSIKYU", &[(1, 14, "0")], &["C0524@1:14"]),
        ("K2 UPSIKYU", &[(1, 14, "90"), (1, 15, "220")], &[]),
        ("K2 UPSIKYU", &[(1, 34, "1370000002")], &["C0525@1:34"]),
        ("K2 UPSIKYU", &[(1, 34, "")], &[]),
        ("K2 UPSIKYU", &[(1, 35, "9999999999")], &[]),
    ]);
}

#[test]
fn certification_and_plans() {
    assert_cases(&[
        ("K1 UP1KYO", &[(1, 20, "20240430")], &["C0530@1:20"]),
        ("K1 UPHOSOKU", &[(1, 15, "20240430")], &["C0530@1:15"]),
        ("Y1 UPKIHON", &[(1, 25, "20240430")], &["C0530@1:25"]),
        ("Y2 UPYOBO", &[(1, 11, "20240430")], &["C0530@1:11"]),
        ("K1 UP1KYO", &[(1, 20, "20240501")], &[]),
        ("K1 UP1KYO", &[(1, 20, "20240432")], &["C0422@1:20"]),
        ("K1 UP1KYO", &[(1, 15, "20250421")], &["C0531@1:15"]),
        ("Y2 UPYOBO", &[(1, 20, "20250421")], &["C0531@1:20"]),
        ("K1 UP1KYO", &[(1, 17, "1")], &["C0532@1:21"]),
        ("K1 UPHOSOKU", &[(1, 16, "1")], &["C0532@1:18"]),
        ("Y2 UPYOBO", &[(1, 13, "1")], &["C0532@1:14"]),
        ("K1 UP1KYO", &[(1, 17, "1"), (1, 21, "")], &[]),
        ("K1 UP1KYO", &[(2, 26, "\"\"")], &["C0533@2:26"]),
        ("K1 UP1KYO", &[(1, 25, "")], &[]),
        ("K2 UPPLAN", &[(1, 4, "20260611")], &["C0534@1:4"]),
        ("K2 UPPLAN", &[(1, 4, "20260610")], &[]),
        ("K1 UP3KYO", &[(1, 5, "20270420")], &["C0534@1:5"]),
        ("Y1 UPKIHON", &[(1, 4, "21250411")], &["C0430@1:4"]),
    ]);
}

#[test]
fn supplementary_information() {
    assert_cases(&[
        ("K1 UPHOSOKU", &[(1, 4, "00000000")], &["C0540@1:4"]),
        ("K2 UPHOSOKU", &[(1, 4, "20250420")], &["C0541@1:4"]),
        ("P2 UPHOSOKU", &[(1, 4, "20250120")], &["C0541@1:4"]),
        // The month is not that of the name, which another rule says.
        ("K2 UPHOSOKU", &[(1, 63, "000000")], &[]),
        ("K1 UPHOSOKU", &[(1, 63, "202505")], &[]),
        ("K2 UPHOSOKU", &[(1, 20, "11"), (1, 21, "5000"), (1, 22, "4000"), (1, 23, "0")], &[]),
        ("K2 UPHOSOKU", &[(1, 24, "11"), (1, 25, "5000"), (1, 26, "4000"), (1, 27, "0")], &["C0542@1:24"]),
        ("K2 UPHOSOKU", &[(1, 20, "11"), (1, 22, "4000"), (1, 23, "0")], &["C0543@1:21"]),
        ("K2 UPHOSOKU", &[(1, 21, "5000"), (1, 22, "4000"), (1, 23, "0")], &["C0543@1:20"]),
        ("K2 UPHOSOKU", &[(1, 20, "2A"), (1, 21, "5000"), (1, 22, "0"), (1, 23, "0")], &["C0544@1:20"]),
        ("K2 UPHOSOKU", &[(1, 20, "22"), (1, 21, "5000"), (1, 22, "0"), (1, 23, "0")], &[]),
        ("K2 UPHOSOKU", &[(1, 20, "11"), (1, 21, "5000")], &["C0545@1:22", "C0545@1:23"]),
    ]);
}

#[test]
fn weekly_plan() {
    assert_cases(&[
        ("K1 UP3KYO", &[(1, 13, "\"配食\"")], &["C0550@1:13"]),
        ("K1 UP3KYO", &[(1, 10, "\"起床\""), (1, 11, "0600"), (1, 12, "0600")], &["C0550@1:10"]),
        ("K1 UP3KYO", &[(1, 7, "")], &["C0551@1:7"]),
        ("K1 UP3KYO", &[(1, 6, "\"\"")], &["C0551@1:6"]),
        ("K1 UP3KYO", &[(4, 12, "")], &["C0551@4:12"]),
        ("K1 UP3KYO", &[(1, 8, "2300"), (1, 9, "0100")], &["C0503@1:9"]),
        ("K1 UP3KYO", &[(5, 11, "2300"), (5, 12, "0600")], &["C0503@5:12"]),
        ("K1 UP3KYO", &[(6, 13, "\"\""), (7, 13, "\"\"")], &["C0552@6"]),
    ]);
}

#[test]
fn basic_information() {
    const OTHER_SET: &str = "\"UPKIHON_IMAGE_1370000006_46_1370000001_43_20250411090000_0001.jpg\"";
    const CAPITALS: &str = "\"UPKIHON_IMAGE_1370000006_46_1370000001_43_20250412090000_0001.JPG\"";
    assert_cases(&[
        ("Y1 UPKIHON", &[(1, 9, "\"\"")], &["C0560@1:9"]),
        ("Y1 UPKIHON", &[(1, 8, "01"), (1, 9, "\"\"")], &[]),
        ("Y1 UPKIHON", &[(1, 12, "02")], &["C0561@1:13"]),
        ("Y1 UPKIHON", &[(1, 12, "02"), (1, 13, "\"架空病院\"")], &[]),
        ("Y1 UPKIHON", &[(1, 62, "\"家族図.jpg\"")], &["C0562@1:62"]),
        // Whether the picture belongs to this file and is there is asked of the set.
        ("Y1 UPKIHON", &[(1, 62, OTHER_SET)], &[]),
        ("Y1 UPKIHON", &[(1, 62, CAPITALS)], &["C0563@1:62"]),
        ("Y1 UPKIHON", &[(1, 62, "\"\"")], &[]),
        ("Y1 UPKIHON", &[(1, 11, "20250412")], &["C0564@1:11"]),
        ("Y1 UPKIHON", &[(1, 11, "20250401")], &[]),
        // Words may stand where an address or an office is expected (A145).
        ("Y1 UPKIHON", &[(1, 43, "\"長男（同居）\""), (1, 18, "\"\"")], &[]),
    ]);
}

#[test]
fn second_sheet() {
    assert_cases(&[
        ("K1 UP2KYO", &[(1, 15, "N")], &["C0570@1:17"]),
        ("K1 UP2KYO", &[(1, 15, "N"), (1, 17, "")], &[]),
        ("K1 UP2KYO", &[(1, 15, "")], &[]),
    ]);
}

#[test]
fn readings_that_stay_silent() {
    assert_cases(&[
        // A117, A120, A121: empty cells of the second sheet, no office for family and meals.
        ("K1 UP2KYO", &[(1, 7, "\"\""), (1, 15, ""), (1, 17, "")], &[]),
        // A119: the numbers of the second sheet are optional.
        ("K1 UP2KYO", &[(1, 6, ""), (1, 8, ""), (1, 13, "")], &[]),
        // A138: repeated text in the supplementary sheet of the prevention plan.
        ("Y2 UPYOBO_SUB", &[(2, 6, "\"足腰が弱り, 外出が減っている\"")], &[]),
        // A080, A082: additions by rate and deductions of other days have 0 units.
        ("K2 UPPLAN", &[(14, 8, "0"), (1, 8, "0")], &[]),
        // A084: equipment may be written for any day of the month.
        ("K2 UPPLAN", &[(15, 10, "20250515")], &[]),
        // A091: branch numbers of satellites are kept as they are.
        ("K2 UPPLAN", &[(10, 22, "B1")], &[]),
        // A048: the insurer of a person on public assistance alone is not judged.
        ("K1 UPHOSOKU", &[(2, 2, "131237")], &[]),
        // A144: both values of the entrusting flag.
        ("Y1 UPKIHON", &[(1, 6, "1")], &[]),
    ]);
}
