//! Rules about the records of one file together (C06xx).

use crate::support::{check_text, ids, sample, utf8};
use standard::Lang;
use standard::check::DocumentReport;

/// The sample as lines without line ends.
fn lines(set: &str, prefix: &str) -> (String, Vec<String>) {
    let (name, bytes) = sample(set, prefix);
    (name, utf8(&bytes).split_terminator("\r\n").map(str::to_owned).collect())
}

/// The check of lines; only what this folder says.
fn across(name: &str, lines: &[String]) -> (DocumentReport, Vec<String>) {
    let report = check_text(name, &(lines.join("\r\n") + "\r\n"));
    let own = ids(&report).into_iter().filter(|id| id.starts_with("C06")).collect();
    (report, own)
}

/// The lines of a sample, changed, and what is said.
fn found(set: &str, prefix: &str, change: impl FnOnce(&mut Vec<String>)) -> Vec<String> {
    let (name, mut lines) = lines(set, prefix);
    change(&mut lines);
    across(&name, &lines).1
}

/// Replaces a value in one line; it must be there.
fn replace(lines: &mut [String], line: usize, from: &str, to: &str) {
    assert!(lines[line].contains(from), "{from} not in {}", lines[line]);
    lines[line] = lines[line].replacen(from, to, 1);
}

/// Sets a field, by number from 1, in a line without quoted commas before it.
fn set(lines: &mut [String], line: usize, no: usize, value: &str) {
    let mut fields: Vec<String> = lines[line].split(',').map(str::to_owned).collect();
    fields[no - 1] = value.to_owned();
    lines[line] = fields.join(",");
}

/// Replaces the last seven characters of a line.
fn last(lines: &mut [String], line: usize, to: &str) {
    let end = lines[line].len() - 7;
    lines[line].replace_range(end.., to);
}

#[test]
fn every_sample_stays_silent() {
    for folder in crate::support::sample_sets() {
        for (name, bytes) in crate::support::sample_files(&folder).iter().filter(|(name, _)| name.ends_with(".CSV")) {
            let report = crate::support::check(name, bytes);
            assert!(!ids(&report).iter().any(|id| id.starts_with("C06")), "{name}: {:?}", ids(&report));
        }
    }
}

#[test]
fn c0601_month_of_the_name() {
    let month = |line: usize| move |lines: &mut Vec<String>| set(lines, line, 5, "202504");
    assert_eq!(found("202407/K2", "UPPLAN", month(2)), ["C0601@3:5"]);
    assert_eq!(found("202407/K5", "UPJSK", month(0)), ["C0601@1:5"]);
    assert_eq!(found("202407/K2", "UPSIKYU", month(1)), ["C0601@2:5"]);
    assert_eq!(found("202407/K4", "DLTPLAN", |lines| set(lines, 1, 4, "202504")), ["C0601@2:4"]);
    // A month that does not exist is refused once, by another rule.
    assert!(found("202407/K2", "UPPLAN", |lines| set(lines, 2, 5, "202513")).is_empty());
    let (name, mut lines) = lines("202407/K2", "UPPLAN");
    (0..lines.len()).for_each(|line| set(&mut lines, line, 5, "202504"));
    let (report, found) = across(&name, &lines);
    assert_eq!((found.as_slice(), report.findings[0].count), (&["C0601@1:5".to_owned()][..], 30));
    assert!(
        report.findings[0]
            .message(Lang::Ja)
            .contains("ファイル名の年月は2025年5月ですが、1行目の項目5「対象年月」は2025年4月です")
    );
}

#[test]
fn c0602_month_of_hosoku() {
    assert_eq!(found("202407/K2", "UPHOSOKU", |lines| last(lines, 1, ",202504")), ["C0602@2:63"]);
    assert_eq!(found("202407/K1", "UPHOSOKU", |lines| last(lines, 0, ",202505")), ["C0602@1:63"]);
    assert_eq!(found("202407/K2", "UPHOSOKU", |lines| last(lines, 0, ",000000")), ["C0602@1:63"]);
}

#[test]
fn c0603_two_months_under_a_name_without_one() {
    let (name, mut lines) = lines("202407/K2", "UPPLAN");
    let name = name.replace("202505_", "");
    assert!(across(&name, &lines).1.is_empty());
    set(&mut lines, 4, 5, "202506");
    assert_eq!(across(&name, &lines).1, ["C0603@5:5"]);
}

#[test]
fn c0604_duplicates() {
    let again = |lines: &mut Vec<String>| lines.insert(5, lines[1].clone());
    assert_eq!(found("202407/K2", "UPPLAN", again), ["C0604@6"]);
    assert_eq!(found("202208/P5", "UPJSK", again), ["C0604@6"]);
    assert_eq!(found("202407/K1", "UP2KYO", |lines| lines.push(lines[0].clone())).len(), 1);
    assert_eq!(found("202407/K4", "DLTPLAN", |lines| lines.push(lines[0].clone())), ["C0604@3"]);
    assert_eq!(found("202407/Y1", "UPKIHON_SUB1", |lines| lines.push(lines[2].clone())), ["C0604@6"]);
    // The units are not part of the key, the time and the satellite are.
    let changed = |no: usize, value: &'static str| {
        found("202407/K2", "UPPLAN", move |lines| {
            lines.insert(5, lines[1].clone());
            set(lines, 5, no, value);
        })
    };
    assert_eq!(changed(8, "245"), ["C0604@6"]);
    assert!(changed(12, "0800").is_empty());
    assert!(changed(22, "1").is_empty());
    assert!(changed(3, "0000000109").is_empty());
}

#[test]
fn c0604_names_the_first_of_the_two() {
    let (name, mut lines) = lines("202407/K2", "UPPLAN");
    lines.insert(5, lines[1].clone());
    let (report, _) = across(&name, &lines);
    let finding = &report.findings[0];
    let first = finding.related.as_ref().unwrap().spot.as_ref().unwrap();
    assert_eq!((first.record, first.line, first.byte), (2, 2, crate::support::ms932(&lines[0]).len() as u64 + 2));
    assert!(finding.message(Lang::Ja).starts_with("6行目は、2行目と同じ内容です"));
    assert!(!finding.message(Lang::En).contains('{'));
}

#[test]
fn c0604_in_sheet_seven() {
    let again = |lines: &mut Vec<String>| lines.insert(1, lines[0].clone());
    assert_eq!(found("202407/K2", "UPSIKYU", again), ["C0604@2", "C0611@8"]);
    // 202208 has nothing that tells equal equipment apart (A115): the samples have two such rows.
    let (_, lines) = lines("202208/P2", "UPSIKYU");
    assert_eq!(lines.iter().filter(|line| line.contains(",171007,300,")).count(), 2);
}

#[test]
fn c0605_equipment() {
    let second = 16;
    let number = |value: &'static str| {
        move |lines: &mut Vec<String>| {
            let first = lines[second - 1].clone();
            lines[second] = first.replace("\"手すり（居室）\",1,", &format!("\"手すり（居室）\",{value},"));
        }
    };
    assert!(found("202407/K2", "UPPLAN", number("2")).is_empty());
    assert_eq!(found("202407/K2", "UPPLAN", number("1")), ["C0605@17:19"]);
    // Other units, another TAIS code, another name: another item.
    let unnumbered = |lines: &mut Vec<String>| {
        lines[second - 1] = lines[second - 1].replace("）\",1,", "）\",,");
        lines[second] = lines[second].replace("）\",2,", "）\",,");
    };
    assert!(found("202407/K2", "UPPLAN", unnumbered).is_empty());
    let other_units = |lines: &mut Vec<String>| {
        lines[second] = lines[second - 1].clone();
        set(lines, second, 8, "310");
    };
    assert!(found("202407/K2", "UPPLAN", other_units).is_empty());
}

#[test]
fn c0606_one_record_a_person() {
    for (set, prefix) in
        [("202407/K1", "UP1KYO"), ("202407/K1", "UPHOSOKU"), ("202407/K2", "UPHOSOKU"), ("202407/Y2", "UPYOBO")]
    {
        let (name, bytes) = sample(set, prefix);
        let text = utf8(&bytes);
        let report = check_text(&name, &(text.clone() + &text));
        assert_eq!(ids(&report), ["C0606@3", "C0606@4"], "{set} {prefix}");
    }
    // Another day is another plan.
    let (_, lines) = lines("202407/Y2", "UPYOBO");
    let date = lines[0].split(',').nth(3).unwrap().to_owned();
    assert_eq!(date.len(), 8);
    assert!(
        found("202407/Y2", "UPYOBO", move |lines| {
            let again: Vec<String> = lines.iter().map(|line| line.replacen(&date, "20240301", 1)).collect();
            lines.extend(again);
        })
        .is_empty()
    );
}

#[test]
fn c0606_a_person_without_number_is_not_compared() {
    let found = found("202407/K2", "UPHOSOKU", |lines| {
        lines.push(lines[0].clone());
        set(lines, 0, 3, "");
        set(lines, 2, 3, "");
    });
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn c0607_a_million_keys_and_then_no_more() {
    let name = "DLTPLAN_202505_1370000001_43_1370000002_11_20250425103100.CSV";
    let mut check = standard::check::DocumentCheck::new(name, crate::support::options());
    let record = |number: u32| format!("202407,990011,{number:010},202505\r\n");
    (0..1_000_000).for_each(|number| check.feed(record(number).as_bytes()));
    check.feed(record(999_999).as_bytes());
    check.feed(record(1_000_000).as_bytes());
    check.feed(record(5).as_bytes());
    check.feed(record(2_000_000).as_bytes());
    let report = check.finish();
    assert_eq!(ids(&report), ["C0604@1000001", "C0607@1000002"]);
    assert_eq!((report.links.len(), report.links.overflow), (1_000_000, true));
}

#[test]
fn c0608_c0609_one_total_row_a_person() {
    let total = 9;
    assert_eq!(found("202407/K2", "UPSIKYU", |lines| drop(lines.remove(total))), ["C0608@1"]);
    assert_eq!(found("202407/K2", "UPSIKYU", |lines| drop(lines.remove(12))), ["C0608@11"]);
    assert_eq!(found("202208/P2", "UPSIKYU", |lines| lines.push(lines[total].clone())), ["C0609@14"]);
    // The rows may come in any order.
    assert!(found("202407/K2", "UPSIKYU", |lines| lines.reverse()).is_empty());
    // A row that was refused as a whole may be the one that is missed.
    assert!(found("202407/K2", "UPSIKYU", |lines| lines[total].push_str(",1")).is_empty());
}

#[test]
fn c0610_subtotal() {
    assert_eq!(found("202407/K2", "UPSIKYU", |lines| drop(lines.remove(6))), ["C0610@1"]);
    assert_eq!(found("202208/P2", "UPSIKYU", |lines| drop(lines.remove(8))), ["C0610@4"]);
    // One row of an office and type needs none; rows outside the limit do not count.
    assert!(found("202407/K2", "UPSIKYU", |lines| drop(lines.remove(7))).is_empty());
}

#[test]
fn c0611_sums() {
    let total = |from: &'static str, to: &'static str| move |lines: &mut Vec<String>| replace(lines, 9, from, to);
    assert_eq!(found("202407/K2", "UPSIKYU", total(",0,4664,", ",0,4665,")), ["C0611@10"]);
    assert_eq!(found("202407/K2", "UPSIKYU", total(",51628,", ",51629,")), ["C0611@10"]);
    // Without the rows outside the limit it adds up as well (A101).
    assert!(found("202407/K2", "UPSIKYU", total(",0,4664,", ",0,4012,")).is_empty());
    let subtotal = |to: &'static str| move |lines: &mut Vec<String>| replace(lines, 6, ",0,2912,2912", to);
    assert_eq!(found("202407/K2", "UPSIKYU", subtotal(",0,2911,2912")), ["C0611@7"]);
    assert!(found("202407/K2", "UPSIKYU", subtotal(",0,,2912")).is_empty());
    let thirty = |lines: &mut Vec<String>| replace(lines, 4, ",0,2652,", ",0,2650,");
    assert_eq!(found("202407/K2b", "UPSIKYU", thirty), ["C0611@5"]);
    // A value that is refused is not added up.
    assert!(found("202407/K2", "UPSIKYU", |lines| replace(lines, 0, ",2196,2196,", ",21x6,2196,")).is_empty());
}

#[test]
fn c0611_says_both_numbers() {
    let (name, mut lines) = lines("202407/K2", "UPSIKYU");
    replace(&mut lines, 9, ",0,4664,", ",0,4665,");
    let message = across(&name, &lines).0.findings[0].message(Lang::Ja);
    assert!(message.contains("0000000101") && message.contains("4665") && message.contains("4664"), "{message}");
}

#[test]
fn c0612_thirty_days() {
    let unmarked = |lines: &mut Vec<String>| {
        replace(lines, 1, ",1,9999999999,", ",0,9999999999,");
    };
    assert_eq!(found("202407/K2b", "UPSIKYU", unmarked), ["C0612@5"]);
    // The subtotal beyond thirty days is optional.
    assert!(found("202407/K2b", "UPSIKYU", |lines| drop(lines.remove(4))).is_empty());
}

#[test]
fn c0613_proration() {
    let flags = "0000000000111111111111111111111";
    let change =
        |line: usize, to: &'static str| found("202407/Y4", "UPPLAN", move |lines| replace(lines, line, flags, to));
    assert_eq!(change(6, "0000000001111111111111111111111"), ["C0613@7:11"]);
    // Empty or refused values are not compared.
    assert!(change(6, "").is_empty());
    assert!(change(6, "000").is_empty());
    let other_code = |lines: &mut Vec<String>| {
        replace(lines, 6, flags, "0000000001111111111111111111111");
        replace(lines, 6, "A22111", "A22112");
    };
    assert!(found("202407/Y4", "UPPLAN", other_code).is_empty());
}

#[test]
fn c0614_short_stay() {
    assert_eq!(found("202407/K2b", "UPPLAN", |lines| set(lines, 5, 9, "27")), ["C0614@6:9"]);
    assert!(found("202407/K2b", "UPPLAN", |lines| set(lines, 5, 9, "")).is_empty());
    assert!(found("202407/K2b", "UPPLAN", |lines| set(lines, 5, 9, "028")).is_empty());
    // A row of another service has no say.
    assert!(found("202407/K2b", "UPPLAN", |lines| set(lines, 9, 9, "5")).is_empty());
}

#[test]
fn c0615_c0616_persons() {
    let again = |change: fn(&mut [String])| {
        found("202407/K1", "UPHOSOKU", move |lines| {
            let mut other = lines[0].clone();
            let date = other.split(',').nth(3).unwrap().to_owned();
            other = other.replacen(&date, "20240101", 1);
            lines.push(other);
            change(lines);
        })
    };
    assert!(again(|_| {}).is_empty());
    assert_eq!(again(|lines| replace(lines, 2, "試験　花子", "試験　華子")), ["C0615@3:6"]);
    assert_eq!(again(|lines| replace(lines, 2, "19400101", "19400102")), ["C0615@3:8"]);
    // Spaces in a name do not count.
    assert!(again(|lines| replace(lines, 2, "試験　花子", "試験花子")).is_empty());
    // The same person under another insurer; another person with the same number.
    assert_eq!(again(|lines| replace(lines, 2, "990011", "990012")), ["C0616@3:2"]);
    let other = |lines: &mut [String]| {
        replace(lines, 2, "990011", "990012");
        replace(lines, 2, "試験　花子", "別人　花子");
    };
    assert!(again(other).is_empty());
}

#[test]
fn order_of_rows_does_not_matter() {
    for (set, prefix) in [("202407/K2", "UPPLAN"), ("202407/K1", "UP2KYO"), ("202407/K2b", "UPSIKYU")] {
        let (name, lines) = lines(set, prefix);
        if lines.iter().all(|line| line.starts_with("202407,")) {
            let turned: Vec<String> = lines.iter().rev().cloned().collect();
            assert!(across(&name, &turned).1.is_empty(), "{set} {prefix}");
        }
    }
}
