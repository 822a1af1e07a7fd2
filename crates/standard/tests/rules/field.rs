//! C04xx: what is wrong with one value, and what is tolerated.

use crate::support::{short, words};
use crate::table::Table;

/// Sample, record and field; the value put there; the rule and the suggestion that must come.
type Case = (&'static str, usize, usize, &'static str, &'static str, Option<&'static str>);

/// A sample by set and prefix, e.g. `K2 UPPLAN`.
fn table(sample: &str) -> Table {
    let (set, prefix) = sample.split_once(' ').unwrap();
    let version = if set.starts_with('P') { "202208" } else { "202407" };
    Table::sample(&format!("{version}/{set}"), prefix)
}

/// The new findings in short, and what the first of them proposes and how many places it stands for.
fn found(table: &Table) -> (Vec<String>, Option<String>, u64) {
    let new = table.new_findings();
    let first = new.first();
    (new.iter().map(short).collect(), first.and_then(|one| one.suggestion.clone()), first.map_or(0, |one| one.count))
}

#[track_caller]
fn assert_cases(cases: &[Case]) {
    for (sample, record, no, raw, id, suggestion) in cases {
        let mut table = table(sample);
        let new = table.set(*record, *no, raw).new_findings();
        let said: Vec<String> = new.iter().map(words).collect();
        let expected = if id.is_empty() { vec![] } else { vec![format!("{id}@{record}:{no}")] };
        let found: Vec<String> = new.iter().map(short).collect();
        assert_eq!(found, expected, "{sample} {no} {raw}: {said:?}");
        let proposed = new.first().and_then(|finding| finding.suggestion.as_deref());
        assert_eq!(proposed, *suggestion, "{sample} {no} {raw}: {said:?}");
    }
}

#[test]
fn nothing_stands_there() {
    assert_cases(&[
        ("K2 UPPLAN", 1, 10, "", "C0401", None),
        ("K1 UP1KYO", 1, 8, "\"　\"", "C0401", None),
        ("P2 UPPLAN", 1, 10, "", "C0401", None),
        ("K2 UPPLAN", 1, 3, "", "C0401", None),
        ("K2 UPPLAN", 1, 7, "\"\"", "C0402", None),
        ("K2 UPPLAN", 1, 8, "", "C0402", None),
        ("P2 UPPLAN", 1, 7, "", "C0402", None),
        ("P2 UPPLAN", 1, 8, "", "", None),
        ("K1 UPHOSOKU", 1, 5, "\"\"", "C0402", None),
        ("Y1 UPKIHON", 1, 6, "", "C0403", None),
        ("Y1 UPKIHON", 1, 7, "\"\"", "", None),
        ("K2 UPPLAN", 1, 25, "1", "C0404", None),
    ]);
}

#[test]
fn spaces_and_full_width_are_tolerated() {
    assert_cases(&[
        ("K2 UPPLAN", 1, 20, "1370000002 ", "C0405", Some("1370000002")),
        ("K2 UPPLAN", 1, 10, "　20250501", "C0405", Some("20250501")),
        ("K2 UPPLAN", 1, 22, "  ", "C0405", None),
        ("K2 UPPLAN", 1, 7, "\" 計画　作子 \"", "", None),
        ("K2 UPPLAN", 1, 18, "\"　\"", "", None),
        ("K2 UPPLAN", 1, 10, "２０２５０５０１", "C0406", Some("20250501")),
        ("K2 UPPLAN", 15, 16, "00001－000010", "C0406", Some("00001-000010")),
        ("Y1 UPKIHON_SUB2", 1, 8, "２", "C0406", Some("2")),
        ("Y2 UPYOBO_SUB", 1, 5, "\"１\"", "C0406", Some("1")),
        ("Y2 UPYOBO_SUB", 1, 5, "\"A\"", "", None),
        ("K2 UPPLAN", 18, 3, "h000000202", "C0407", Some("H000000202")),
        ("K2 UPPLAN", 18, 3, "Ｈ000000202", "C0407", Some("H000000202")),
        ("Y4 UPPLAN", 1, 15, "a21111", "C0408", Some("A21111")),
        ("Y9 DLTJSK", 1, 6, "ａ２", "C0408", Some("A2")),
    ]);
}

#[test]
fn lost_zeros_in_one_place() {
    assert_cases(&[
        ("K2 UPPLAN", 1, 3, "101", "C0409", Some("0000000101")),
        ("K2 UPPLAN", 1, 2, "90011", "C0409", Some("090011")),
        ("K2 UPPLAN", 1, 12, "900", "C0409", Some("0900")),
        ("Y1 UPKIHON", 1, 10, "1", "C0409", Some("01")),
        ("K2 UPHOSOKU", 1, 4, "0", "C0409", Some("00000000")),
        ("K1 UPHOSOKU", 1, 63, "0", "C0409", Some("000000")),
        ("K2 UPPLAN", 1, 20, "1.37E+09", "C0411", None),
        ("K2 UPPLAN", 1, 20, "137000002", "C0412", None),
        ("K2 UPPLAN", 1, 20, "13A0000002", "", None),
    ]);
}

/// A change of the plan sample: record, field, value.
fn changed(changes: &[(usize, usize, &str)]) -> Table {
    let mut table = table("K2 UPPLAN");
    for (record, no, raw) in changes {
        table.set(*record, *no, raw);
    }
    table
}

fn everywhere(no: usize, raw: &str) -> Table {
    let mut table = table("K2 UPPLAN");
    table.set_all(no, raw);
    table
}

#[track_caller]
fn assert_only(table: &Table, id: &str, count: u64) {
    let (ids, _, places) = found(table);
    assert_eq!((ids, places), (vec![id.to_owned()], count));
}

#[test]
fn what_a_spreadsheet_did_to_the_file_is_one_finding() {
    assert_only(&everywhere(3, "101"), "C0410@1:3", 30);
    assert_only(&everywhere(20, "1.37E+09"), "C0410@1:20", 30);
    assert_only(&changed(&[(2, 3, "101"), (1, 12, "900")]), "C0410@1:12", 2);
    let with_date = changed(&[(1, 3, "101"), (1, 10, "2025/5/1"), (4, 20, "137000002")]);
    assert_only(&with_date, "C0410@1:3", 3);
    assert_eq!(everywhere(3, "101").check().errors, 30);
}

#[test]
fn quotes_that_a_spreadsheet_dropped_are_no_second_finding() {
    let mut saved = changed(&[(1, 3, "101")]);
    for raw in saved.records.iter_mut().flatten() {
        if !raw.contains(&b',') {
            raw.retain(|byte| *byte != b'"');
        }
    }
    // One lost zero is enough to know what took the quotes.
    assert_only(&saved, "C0410@1:3", 1);
}

#[test]
fn few_lost_zeros_or_dates_alone_stay_what_they_are() {
    assert_only(&changed(&[(1, 3, "101"), (2, 3, "101"), (3, 3, "101")]), "C0409@1:3", 3);
    assert_only(&everywhere(4, "2025/4/25"), "C0423@1:4", 30);
}

#[test]
fn other_findings_survive_the_one_cause() {
    let mut mixed = everywhere(3, "101");
    mixed.set(1, 8, "000244").set(2, 8, "000244").set(3, 23, "9").set(5, 8, "000244");
    let new = mixed.new_findings();
    let ids: Vec<String> = new.iter().map(short).collect();
    assert_eq!(ids, ["C0410@1:3", "C0417@1:8", "C0414@3:23"]);
    let counts: Vec<u64> = new.iter().map(|finding| finding.count).collect();
    assert_eq!(counts, [30, 3, 1]);
}

#[test]
fn codes() {
    assert_cases(&[
        ("K2 UPHOSOKU", 1, 18, "要介護２", "C0413", Some("22")),
        ("K2 UPHOSOKU", 1, 18, "要介護2", "C0413", Some("22")),
        ("K2 UPHOSOKU", 1, 7, "男性", "C0413", Some("1")),
        ("K2 UPHOSOKU", 1, 7, "男", "C0413", Some("1")),
        ("K2 UPHOSOKU", 1, 18, "要介護", "C0414", None),
        ("K6 DLTJSK", 1, 6, "訪問介護", "C0413", Some("11")),
        ("K2 UPHOSOKU", 1, 18, "99", "C0414", None),
        ("K2 UPHOSOKU", 1, 18, "01", "C0414", None),
        ("Y1 UPKIHON", 1, 23, "06", "C0414", None),
        ("Y2 UPYOBO", 1, 14, "12", "C0414", None),
        ("K1 UP1KYO", 1, 16, "54", "", None),
        ("K1 UP3KYO", 1, 7, "月", "C0440", Some("1")),
        ("K1 UP3KYO", 1, 7, "（水）", "C0440", Some("3")),
        ("K1 UP3KYO", 1, 7, "日曜", "C0440", Some("7")),
        ("K1 UP3KYO", 1, 7, "毎日", "C0414", None),
    ]);
}

#[test]
fn numbers() {
    assert_cases(&[
        ("K2 UPPLAN", 1, 20, "13700", "C0415", None),
        ("K2 UPPLAN", 1, 8, "三百", "C0415", None),
        ("K2 UPPLAN", 1, 8, "1234567", "C0416", None),
        ("K2 UPPLAN", 1, 8, "000244", "C0417", Some("244")),
        ("K2 UPPLAN", 1, 8, "00", "C0417", Some("0")),
        ("K2 UPPLAN", 1, 8, "0", "", None),
        ("K2 UPPLAN", 1, 8, "-244", "C0418", None),
        ("K2 UPPLAN", 1, 8, "244.0", "C0419", Some("244")),
        ("K2 UPPLAN", 1, 8, "24.5", "C0419", None),
        ("K2 UPSIKYU", 1, 23, "11.4", "C0421", Some("11.40")),
        ("K2 UPSIKYU", 1, 23, "10", "C0421", Some("10.00")),
        ("K2 UPSIKYU", 1, 23, "11.405", "C0415", None),
        ("K2 UPSIKYU", 1, 23, "011.40", "C0417", Some("11.40")),
        ("K2b UPSIKYU", 1, 30, "123", "C0451", None),
        ("P2b UPSIKYU", 1, 27, "123", "", None),
        ("K2b UPSIKYU", 1, 30, "123456", "C0416", None),
        ("K2 UPSIKYU", 1, 17, "100000", "C0452", None),
        ("K2 UPSIKYU", 1, 16, "1234", "C0416", None),
        ("K1 UP2KYO", 1, 6, "0", "C0453", None),
        ("K1 UP2KYO", 1, 6, "99", "", None),
        ("Y1 UPKIHON", 1, 35, "B1", "C0454", None),
        ("Y1 UPKIHON", 1, 35, "地下", "C0454", None),
        ("Y1 UPKIHON", 1, 35, "地下1階", "C0416", None),
        ("Y2 UPYOBO", 1, 43, "9", "", None),
    ]);
    let (ids, suggestion, _) = found(&changed(&[(1, 8, "\"1,244\"")]));
    assert!(ids.contains(&"C0420@1:8".to_owned()), "{ids:?}");
    assert!(suggestion.is_none_or(|suggestion| suggestion == "1244"));
}

#[test]
fn dates_and_months() {
    assert_cases(&[
        ("K2 UPPLAN", 1, 4, "20250431", "C0422", None),
        ("K2 UPPLAN", 1, 10, "2025/05/01", "C0423", Some("20250501")),
        ("K2 UPPLAN", 1, 10, "2025-05-01", "C0423", Some("20250501")),
        ("K2 UPPLAN", 1, 5, "2025/05", "C0423", Some("202505")),
        ("K2 UPPLAN", 1, 10, "R7.5.1", "C0424", Some("20250501")),
        ("K2 UPPLAN", 1, 10, "令和7年5月1日", "C0424", Some("20250501")),
        ("K2 UPPLAN", 1, 5, "令和７年５月", "C0424", Some("202505")),
        ("K1 UP1KYO", 1, 18, "00000000", "C0425", None),
        ("K2 UPPLAN", 1, 4, "00000000", "C0426", None),
        ("K1 UP1KYO", 1, 18, "99999999", "C0427", None),
        ("Y1 UPKIHON", 1, 4, "202504", "C0428", None),
        ("Y6 DLTYOBO", 1, 4, "202504", "C0428", None),
        ("K4 DLTPLAN", 1, 4, "20250501", "C0429", Some("202505")),
        ("K1 UP1KYO", 1, 18, "19240415", "C0430", None),
        ("K1 UP1KYO", 1, 18, "21240415", "C0430", None),
        ("K1 UP1KYO", 1, 18, "19991001", "", None),
        ("K1 UPHOSOKU", 1, 8, "20250611", "C0431", None),
        ("K1 UPHOSOKU", 1, 8, "18940610", "C0431", None),
        ("K1 UPHOSOKU", 1, 8, "19000101", "", None),
        ("K1 UPHOSOKU", 1, 8, "19400000", "C0432", None),
        ("K1 UPHOSOKU", 1, 8, "19400100", "C0432", None),
        ("K2 UPPLAN", 1, 5, "202513", "C0433", None),
        ("K2 UPPLAN", 1, 5, "000000", "C0433", None),
        ("K2 UPPLAN", 1, 5, "999999", "C0427", None),
        ("K2 UPPLAN", 1, 10, "未定", "C0415", None),
        ("Y1 UPKIHON_SUB2", 1, 5, "\"昭和40年頃\"", "", None),
    ]);
}

#[test]
fn times() {
    assert_cases(&[
        ("K2 UPPLAN", 1, 13, "2400", "C0434", None),
        ("K1 UP3KYO", 1, 9, "2400", "C0434", None),
        ("K2 UPPLAN", 1, 13, "2430", "C0435", None),
        ("K2 UPPLAN", 1, 13, "24:30", "C0435", None),
        ("K2 UPPLAN", 1, 12, "0860", "C0435", None),
        ("K2 UPPLAN", 1, 12, "9:00", "C0436", Some("0900")),
        ("K1 UP3KYO", 1, 8, "9:00", "C0437", Some("0900")),
        ("K1 UP3KYO", 1, 8, "09:00", "C0437", Some("0900")),
        ("K2 UPPLAN", 1, 12, "090000", "C0438", Some("0900")),
        ("K2 UPPLAN", 1, 12, "9:00:00", "C0438", Some("0900")),
        ("K1 UP3KYO", 1, 9, "9999", "C0439", None),
        ("Y1 UPKIHON_SUB1", 1, 5, "\"6:00\"", "", None),
    ]);
}

#[test]
fn persons_places_and_flags() {
    let thirty = "100000000000000000000000000000";
    let blanks = "1    0000000000000000000000000 ";
    assert_cases(&[
        ("K2 UPPLAN", 18, 3, "H00000020", "C0441", None),
        ("K2 UPPLAN", 18, 3, "Ｈ00000020", "C0441", None),
        ("K2 UPPLAN", 1, 3, "0000000000", "C0442", None),
        ("K1 UP1KYO", 1, 5, "0000000", "C0443", Some("000-0000")),
        ("K1 UP1KYO", 1, 5, "〒0000000", "C0443", Some("000-0000")),
        ("K1 UPHOSOKU", 1, 12, "00-0000-0000長女", "C0444", None),
        ("K1 UPHOSOKU", 1, 12, "(00)0000-0000", "", None),
        ("Y4 UPPLAN", 6, 11, thirty, "C0445", Some("1000000000000000000000000000000")),
        ("Y4 UPPLAN", 6, 11, blanks, "C0445", Some("1000000000000000000000000000000")),
        ("Y4 UPPLAN", 6, 11, "1.11E+30", "C0411", None),
    ]);
}

#[test]
fn services() {
    assert_cases(&[
        ("K2 UPPLAN", 1, 15, "991111", "C0446", None),
        ("K2 UPPLAN", 1, 15, "431111", "C0446", None),
        ("K2 UPPLAN", 1, 15, "331111", "C0447", None),
        ("K2 UPPLAN", 1, 15, "811111", "C0447", None),
        ("K2 UPPLAN", 1, 15, "311111", "", None),
        ("K2 UPPLAN", 1, 15, "A11111", "", None),
        ("K2 UPPLAN", 1, 15, "11111", "C0415", None),
        ("K6 DLTJSK", 1, 6, "011", "C0415", None),
        ("K2 UPSIKYU", 7, 9, "11aaaa", "C0448", Some("11AAAA")),
        ("K2 UPSIKYU", 10, 9, "99999", "C0448", Some("999999")),
        ("K2 UPPLAN", 1, 15, "11AAAA", "C0449", None),
        ("K2 UPPLAN", 1, 15, "999999", "C0449", None),
        ("K2 UPPLAN", 15, 16, "00001000010", "C0450", Some("00001-000010")),
        ("K2 UPPLAN", 17, 17, "A-1", "", None),
        ("K2 UPPLAN", 17, 17, "Ａ－１", "C0406", Some("A-1")),
        ("K2 UPPLAN", 10, 22, "a1", "", None),
    ]);
}

#[test]
fn a_cause_that_repeats_is_told_once_for_a_field() {
    let mut many = everywhere(8, "000244");
    let new = many.set_all(20, " 1370000002").new_findings();
    let told: Vec<(String, u64)> = new.iter().map(|finding| (short(finding), finding.count)).collect();
    assert_eq!(told, [("C0417@1:8".to_owned(), 30), ("C0405@1:20".to_owned(), 30)]);
}

/// What a spreadsheet program saves: numbers without leading zeros, long ones rounded.
fn saved(raw: &[u8]) -> Vec<u8> {
    let is_number = !raw.is_empty() && raw.iter().all(u8::is_ascii_digit);
    let zeros = raw.iter().take_while(|byte| **byte == b'0').count().min(raw.len().saturating_sub(1));
    match raw.len() {
        31 => b"1.11E+20".to_vec(),
        _ if is_number => raw[zeros..].to_vec(),
        _ => raw.to_vec(),
    }
}

#[test]
fn whole_files_saved_by_a_spreadsheet_program() {
    for sample in ["K1 UP3KYO", "K2 UPPLAN", "K2 UPHOSOKU", "K5 UPJSK", "Y1 UPKIHON", "Y4 UPPLAN", "P2 UPSIKYU"] {
        let mut table = table(sample);
        for raw in table.records.iter_mut().flatten() {
            *raw = saved(raw);
        }
        let new = table.new_findings();
        let said: Vec<String> = new.iter().map(words).collect();
        let rules: Vec<&str> = new.iter().map(|finding| finding.rule.id).collect();
        assert_eq!(rules, ["C0410"], "{sample}: {said:?}");
    }
}
