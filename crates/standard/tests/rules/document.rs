//! Rules about a file as a whole (C01xx).

use super::{assert_whole, ids_of};
use crate::support::{check, ids, ms932, sample, utf8};
use standard::check::DocumentReport;
use standard::rules::document::ALL;
use standard::{Finding, Lang, Severity};
use std::collections::BTreeSet;

fn plan() -> (String, Vec<u8>) {
    sample("202407/K2", "UPPLAN")
}

/// The first `count` lines of the sample.
fn lines(count: usize) -> Vec<u8> {
    let (_, bytes) = plan();
    bytes.split_inclusive(|byte| *byte == b'\n').take(count).collect::<Vec<_>>().concat()
}

fn judged(bytes: &[u8]) -> DocumentReport {
    let report = check(&plan().0, bytes);
    report.findings.iter().for_each(assert_whole);
    report
}

fn only(report: &DocumentReport) -> &Finding {
    assert_eq!(report.findings.len(), 1, "{:?}", ids(report));
    &report.findings[0]
}

/// A ZIP with one stored entry.
fn zip(name: &[u8]) -> Vec<u8> {
    let mut bytes = b"PK\x03\x04".to_vec();
    bytes.resize(26, 0);
    bytes.extend([name.len() as u8, 0, 0, 0]);
    [bytes.as_slice(), name, b"content"].concat()
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn what_the_file_is_instead_is_the_one_cause() {
    let text = utf8(&lines(3));
    let old_workbook = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 600], &utf16("Workbook")].concat();
    let old_document = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 600], &utf16("WordDocument")].concat();
    let marked = |mark: &[u8], text: &[u8]| [mark, text].concat();
    let table: [(&str, Vec<u8>, &str); 28] = [
        ("empty", Vec::new(), "C0101"),
        ("blank", b"\r\n \t\r\n".to_vec(), "C0102"),
        ("end mark alone", b"\r\n\x1a".to_vec(), "C0102"),
        ("UTF-8", text.clone().into_bytes(), "C0103"),
        ("UTF-8 with mark", marked(b"\xef\xbb\xbf", text.as_bytes()), "C0103"),
        ("UTF-16 with mark", marked(b"\xff\xfe", &utf16(&text)), "C0104"),
        ("UTF-16 without", utf16(&text), "C0104"),
        ("EUC-JP", encoding_rs::EUC_JP.encode(&text).0.into_owned(), "C0105"),
        ("JIS", encoding_rs::ISO_2022_JP.encode(&text).0.into_owned(), "C0105"),
        ("tabs", ms932(&text.replace(',', "\t")), "C0123"),
        ("semicolons", ms932(&text.replace(',', ";")), "C0123"),
        ("workbook", [zip(b"[Content_Types].xml"), zip(b"xl/workbook.xml")].concat(), "C0106"),
        ("old workbook", old_workbook, "C0106"),
        ("document", zip(b"word/document.xml"), "C0107"),
        ("old document", old_document, "C0107"),
        ("rich text", b"{\\rtf1\\ansi".to_vec(), "C0107"),
        ("ZIP", zip(b"UPPLAN.CSV"), "C0108"),
        ("LZH", b"\x20\x9a-lh5-\x10\0\0\0".to_vec(), "C0108"),
        ("PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec(), "C0109"),
        ("JPEG", b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec(), "C0110"),
        ("PNG", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "C0110"),
        ("web page", b"\r\n<!DOCTYPE html><html>".to_vec(), "C0111"),
        ("XML", b"<?xml version=\"1.0\"?>".to_vec(), "C0111"),
        ("shortcut", marked(b"\x4c\0\0\0\x01\x14\x02\0", &[0; 64]), "C0112"),
        ("web shortcut", b"[InternetShortcut]\r\nURL=https://example.jp/\r\n".to_vec(), "C0112"),
        ("program", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff".to_vec(), "C0113"),
        ("zeros", vec![0; 4096], "C0114"),
        ("many zeros", vec![0; 3 << 20], "C0114"),
    ];
    for (what, bytes, rule) in table {
        let report = judged(&bytes);
        assert_eq!(ids(&report), [rule], "{what}");
        assert_eq!((report.errors, report.records), (1, 0), "{what}");
    }
    let message = judged(&marked(b"\xef\xbb\xbf", text.as_bytes())).findings[0].message(Lang::Ja);
    assert!(message.contains("BOM付き"), "{message}");
}

#[test]
fn many_blank_lines_are_no_file_that_can_be_sent() {
    for line in ["\r\n", " \r\n", "\n"] {
        let report = judged(line.repeat(1 << 20).as_bytes());
        assert_eq!((ids(&report), report.errors, report.warnings), (vec!["C0102".to_owned()], 1, 0), "{line:?}");
    }
}

#[test]
fn a_header_without_records_is_no_file_that_can_be_sent() {
    let header = format!("CSVバージョン,保険者番号,被保険者番号{}\r\n", ",\"項目\"".repeat(22));
    let report = judged(&ms932(&header));
    assert_eq!((ids(&report), report.errors, report.warnings), (vec!["C0124".to_owned()], 1, 0));
    assert_eq!(ids(&judged(&ms932(&format!("{header}\r\n\r\n")))), ["C0124"]);
    assert_eq!(ids(&judged(&[ms932(&header), lines(2)].concat())), ["C0303@1"]);
}

#[test]
fn a_name_that_says_what_the_file_is_needs_no_second_finding() {
    let (name, bytes) = plan();
    let workbook = [zip(b"[Content_Types].xml"), zip(b"xl/workbook.xml")].concat();
    let renamed = |extension: &str| name.replace(".CSV", extension);
    assert_eq!(ids(&check(&renamed(".xlsx"), &workbook)), ["C0016"]);
    assert_eq!(ids(&check(&renamed(".xlsx"), &bytes)), ["C0016"], "records under the name of a workbook");
    assert_eq!(ids(&check(&renamed(".txt"), &workbook)), ["C0015", "C0106"]);
    assert_eq!(ids(&check("desktop.ini", &utf16("[.ShellClassInfo]"))), ["C0033"]);
}

#[test]
fn a_byte_order_mark_before_ms932() {
    let report = judged(&[b"\xef\xbb\xbf", lines(2).as_slice()].concat());
    let finding = only(&report);
    let spot = finding.place.spot.as_ref().unwrap();
    assert_eq!((finding.rule.id, spot.byte, spot.bytes, spot.line, spot.column), ("C0116", 0, 3, 1, 1));
    assert_eq!(report.records, 2);
}

#[test]
fn line_ends() {
    let crlf = lines(4);
    let with = |end: &str| utf8(&crlf).replace("\r\n", end).into_bytes();
    let mut mixed = utf8(&crlf).replacen("\r\n", "\n", 2);
    let table = [
        (ms932(&utf8(&crlf)), vec![], 0),
        (ms932(std::str::from_utf8(&with("\n")).unwrap()), vec!["C0117@1"], 4),
        (ms932(std::str::from_utf8(&with("\r")).unwrap()), vec!["C0118@1"], 4),
        (ms932(&mixed), vec!["C0119@3"], 2),
        (ms932(&utf8(&crlf).replacen("\r\n", "\r", 1)), vec!["C0118@1"], 1),
        (ms932(&utf8(&lines(2)).replacen("\r\n", "\r", 3)), vec!["C0118@1"], 2),
    ];
    for (bytes, expected, count) in table {
        let report = judged(&bytes);
        assert_eq!(ids(&report), expected);
        assert_eq!(report.findings.first().map_or(0, |finding| finding.count), count, "{expected:?}");
        assert_eq!(report.errors + report.warnings, count);
        assert_eq!(report.records as usize, if expected == ["C0118@1"] && count == 2 { 2 } else { 4 });
    }
    mixed = utf8(&crlf);
    mixed.truncate(mixed.len() - 2);
    mixed.push('\r');
    assert_eq!(ids(&judged(&ms932(&mixed))), ["C0118@4"], "CR alone is an error also at the very end");
}

#[test]
fn a029_any_line_end_may_stand_in_a_text() {
    let (name, bytes) = sample("202407/K1", "UP2KYO");
    for end in ["\r\n", "\n", "\r"] {
        let text = utf8(&bytes).replacen("自分で着替えて、", &format!("自分で{end}着替えて"), 1);
        assert_eq!(ids(&check(&name, &ms932(&text))), Vec::<String>::new(), "{end:?}");
    }
}

#[test]
fn the_end_of_the_file() {
    let whole = lines(3);
    let table: [(Vec<u8>, Vec<&str>); 8] = [
        (whole.strip_suffix(b"\r\n").unwrap().to_vec(), vec!["C0120@3"]),
        ([whole.as_slice(), b"\r\n\r\n"].concat(), vec!["C0121@4"]),
        ([b"\r\n", whole.as_slice(), b"  "].concat(), vec!["C0121@1"]),
        ([whole.as_slice(), b"\x1a"].concat(), vec!["C0122@4"]),
        ([whole.as_slice(), b"\x1a\r\n"].concat(), vec!["C0122@4"]),
        ([whole.as_slice(), b"\0"].concat(), vec!["C0114@4"]),
        ([whole.as_slice(), &[0; 4096]].concat(), vec!["C0114@4"]),
        ([whole.as_slice(), &[0; 3 << 20]].concat(), vec!["C0114@4"]),
    ];
    for (bytes, expected) in table {
        let report = judged(&bytes);
        assert_eq!(ids(&report), expected);
        assert_eq!(report.records, 3, "{expected:?}");
    }
    let blank = judged(&[whole.as_slice(), b"\r\n\r\n"].concat());
    assert_eq!((blank.findings[0].count, blank.findings[0].severity()), (2, Severity::Warning));
}

#[test]
fn a_file_that_was_cut() {
    let whole = lines(3);
    let last = lines(2).len();
    for end in [last + 7, last + 40, whole.len() - 40] {
        let report = judged(&whole[..end]);
        assert_eq!(ids(&report), ["C0115@3"], "{}", end - last);
        let spot = report.findings[0].place.spot.as_ref().unwrap();
        assert_eq!((spot.line, spot.byte, report.records), (3, end as u64, 2));
        // Filled up with zeros, as a disk does: that is then the cause.
        assert_eq!(ids(&judged(&[&whole[..end], &[0; 600]].concat())), ["C0114@3"]);
    }
    // In the middle of a character, be it in the last field or in the only record.
    assert_eq!(ids(&judged(&[&whole[..whole.len() - 2], b"\x8d"].concat())), ["C0115@3"]);
    assert_eq!(ids(&judged(b"\x81")), ["C0115@1"]);
    // In the middle of a text in quotes.
    let quote = whole.iter().rposition(|byte| *byte == b'"').unwrap();
    assert_eq!(ids(&judged(&whole[..quote - 2])), ["C0115@3"]);
}

#[test]
fn every_rule_about_files_is_shown() {
    assert!(ALL.is_sorted_by_key(|rule| rule.id));
    let source = include_str!("document.rs");
    let missing: BTreeSet<&str> = ALL.iter().map(|rule| rule.id).filter(|id| !source.contains(id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert_eq!(ids_of(&judged(&plan().1), "C01"), Vec::<String>::new());
}
