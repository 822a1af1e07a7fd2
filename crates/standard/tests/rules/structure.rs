//! Rules about characters, quotes and the limits of records (C02xx).

use super::assert_whole;
use crate::support::{check, ids, ms932, sample, utf8, words};
use standard::check::DocumentReport;
use standard::rules::structure::ALL;
use standard::{Finding, Lang};
use std::collections::BTreeSet;

/// 計画　作子, the text in field 7 of the sample.
const NAME: &[u8] = b"\x8c\x76\x89\xe6\x81\x40\x8d\xec\x8e\x71";

fn plan() -> (String, Vec<u8>) {
    sample("202407/K2", "UPPLAN")
}

fn judged(bytes: &[u8]) -> DocumentReport {
    let report = check(&plan().0, bytes);
    report.findings.iter().for_each(assert_whole);
    report
}

/// The sample with the first occurrence of some bytes in line `line` (from 1) replaced.
fn with(line: usize, from: &[u8], to: &[u8]) -> Vec<u8> {
    let (_, bytes) = plan();
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let text = &lines[line - 1];
    let at = text.windows(from.len()).position(|window| window == from).unwrap();
    lines[line - 1] = [&text[..at], to, &text[at + from.len()..]].concat();
    lines.concat()
}

fn only(bytes: &[u8]) -> Finding {
    let report = judged(bytes);
    assert_eq!(report.findings.len(), 1, "{:?}", report.findings.iter().map(words).collect::<Vec<_>>());
    report.findings[0].clone()
}

/// Security.md S48: what may not stand in a text, and what is said of it.
#[test]
fn s48_characters() {
    let table: [(&[u8], &str); 19] = [
        (b"a\0b", "C0201"),
        (b"a\tb", "C0202"),
        (b"a\x1fb", "C0202"),
        (b"a\x7fb", "C0202"),
        (b"a\x1ab", "C0202"),
        (b"\x8cv\xf0\x40", "C0203"),
        (b"\xf9\xfc", "C0203"),
        (b"a\x80b", "C0204"),
        (b"a\xa0b", "C0204"),
        (b"a\xfdb", "C0204"),
        (b"a\xffb", "C0204"),
        (b"\x81 ", "C0204"),
        (b"\x82\x20a", "C0204"),
        (b"\xef\xbb\xbf", "C0204"),
        (b"\x8c\x76\x89", "C0205"),
        (b"\xfc", "C0205"),
        (b"\xfb\xfc", "C0206"),
        (b"\x87\x40", "C0206"),
        (b"\xed\x40", "C0206"),
    ];
    for (text, rule) in table {
        let finding = only(&with(2, NAME, text));
        let spot = finding.place.spot.as_ref().unwrap();
        assert_eq!((finding.rule.id, spot.record, spot.field.map(|field| field.no)), (rule, 2, Some(7)), "{text:x?}");
    }
    for text in [&b"\xb1\xb2"[..], b"\x95\x5c", b"\x81\x7c", b"~|\\", b"\x81\x5f", b"\r\n", b"\"\""] {
        assert_eq!(ids(&judged(&with(2, NAME, text))), Vec::<String>::new(), "{text:x?}");
    }
}

/// Security.md S49: a lead byte does not swallow what follows it.
#[test]
fn s49_a_lead_byte_swallows_nothing() {
    let quoted = [b"\"", NAME, b"\","].concat();
    let table: [(&[u8], &[u8], &[&str]); 4] = [
        // 81 before the closing quote, before a comma, before a line end, before an opening quote.
        (&quoted, b"\"\x81\",", &["C0205@2:7"]),
        (&quoted, b"\x81,", &["C0205@2:7"]),
        (b"\r\n", b"\x81\r\n", &["C0205@2:25"]),
        (&quoted, b"\x81\"a\",", &["C0209@2:7"]),
    ];
    for (from, to, expected) in table {
        let report = judged(&with(2, from, to));
        assert_eq!(ids(&report), expected, "{to:x?}");
        assert_eq!(report.records, 30);
    }
}

#[test]
fn the_word_around_a_gaiji_is_shown() {
    let finding = only(&with(2, NAME, b"\x8e\x52\xf0\x40\x91\xbe\x98\x59\xf0\x41"));
    let spot = finding.place.spot.as_ref().unwrap();
    let message = finding.message(Lang::Ja);
    assert!(message.contains("「山〓太郎〓」") && message.contains("0xF040"), "{message}");
    assert_eq!((spot.bytes, spot.line, spot.excerpt.text.chars().nth(spot.excerpt.start)), (2, 2, Some('〓')));
}

#[test]
fn the_word_around_a_control_is_shown_with_its_picture() {
    for (bytes, word) in [(&b"\x8e\x52\0\0\x91\xbe"[..], "「山␀␀太」"), (b"\x1b[31m\x8e\x52\x07", "「␛[31m山␇」")]
    {
        let message = only(&with(2, NAME, bytes)).message(Lang::Ja);
        assert!(message.contains(word), "{message}");
    }
}

#[test]
fn a038_vendor_characters_are_one_warning() {
    let (name, bytes) = plan();
    let text = utf8(&bytes).replace("計画　作子", "髙橋　①子").replacen("髙橋", "﨑橋", 1);
    let report = check(&name, &ms932(&text));
    let finding = &report.findings[0];
    assert_eq!((report.findings.len(), finding.rule.id, finding.count, report.warnings), (1, "C0206", 30, 30));
    assert!(finding.message(Lang::Ja).contains("（﨑、①、髙）が、30か所"), "{}", finding.message(Lang::Ja));
    assert_eq!((finding.place.spot.as_ref().unwrap().line, finding.value.as_deref()), (1, Some("﨑")));
    let many = text.replacen("﨑橋", "①②③④⑤⑥⑦⑧⑨⑩⑪", 1);
    let message = check(&name, &ms932(&many)).findings[0].message(Lang::Ja);
    assert!(message.contains("⑨、⑩、…）"), "{message}");
}

#[test]
fn a026_quotes_are_one_warning_each() {
    let (name, bytes) = plan();
    let text = utf8(&bytes);
    let bare = check(&name, &ms932(&text.replace("\"計画　作子\"", "計画　作子")));
    assert_eq!((ids(&bare), bare.findings[0].count), (vec!["C0211@1:7".to_owned()], 30));
    let quoted = check(&name, &ms932(&text.replace("202407,990011,", "\"202407\",\"990011\",")));
    assert_eq!((ids(&quoted), quoted.findings[0].count), (vec!["C0212@1:1".to_owned()], 60));
    // A028: nothing, written as a pair of quotes.
    let nothing = check(&name, &ms932(&text.replacen(",1111", ",\"\",1111", 1).replacen("111111,,", "111111,", 1)));
    assert!(nothing.errors > 0, "a shifted record is not what is meant here");
    let nothing = check(&name, &ms932(&text.replacen("244,,", "244,\"\",", 1)));
    assert_eq!((ids(&nothing), nothing.errors), (vec!["C0212@1:9".to_owned()], 0));
    // A027: an empty text, with and without quotes.
    assert_eq!(ids(&check(&name, &ms932(&text.replace("\"\"", "")))), Vec::<String>::new());
}

#[test]
fn a_wrong_value_in_quotes_is_told_with_its_quotes() {
    let report = judged(&with(2, b"990011", b"\"\r\n990011\""));
    assert_eq!(report.findings.iter().filter(|finding| finding.rule.id == "C0213").count(), 1);
    assert_eq!(report.errors, 1);
}

#[test]
fn an_open_quote_is_the_one_cause_and_later_lines_are_read() {
    // The closing quote of field 7 of line 2 is missing; line 5 has a 外字.
    let open = with(2, &[NAME, b"\","].concat(), &[NAME, b","].concat());
    let line = open.split_inclusive(|byte| *byte == b'\n').take(4).map(<[u8]>::len).sum::<usize>();
    let at = line + open[line..].windows(NAME.len()).position(|window| window == NAME).unwrap();
    let mut both = open.clone();
    both[at..at + 2].copy_from_slice(b"\xf0\x40");
    let report = judged(&both);
    assert_eq!(ids(&report), ["C0207@2:7", "C0203@5:7"]);
    let spot = report.findings[0].place.spot.as_ref().unwrap();
    let opening = open.windows(NAME.len()).enumerate().filter(|(_, window)| *window == NAME).nth(1).unwrap().0 - 1;
    assert_eq!((spot.byte, spot.bytes, spot.line, report.records), (opening as u64, 1, 2, 30));
}

#[test]
fn an_open_quote_in_a_text_of_several_lines() {
    let (name, bytes) = sample("202407/K1", "UP1KYO");
    let text = utf8(&bytes);
    let end = text.find("\",2,\"\",1370000001,").unwrap();
    let open = format!("{}{}", &text[..end], &text[end + 1..]);
    let report = check(&name, &ms932(&open));
    let errors: Vec<_> = report.findings.iter().filter(|finding| finding.rule.id != "C0206").collect();
    assert_eq!((errors.len(), errors[0].rule.id, report.records), (1, "C0207", 2), "{:?}", ids(&report));
}

#[test]
fn quotes_in_wrong_places() {
    let quoted = [b"\"", NAME, b"\""].concat();
    let table: [(&[u8], &str, u32); 5] = [
        (b"\"he said \"yes\" twice\"", "C0208@2:7", 1),
        (b"\"12\" wide\"", "C0208@2:7", 1),
        (b" \"text\"", "C0209@2:7", 1),
        (b"a\"b\"c\"d\"e\"f", "C0209@2:7", 1),
        (b"\"text\"x", "C0208@2:7", 1),
    ];
    for (to, expected, bytes) in table {
        let report = judged(&with(2, &quoted, to));
        assert_eq!(ids(&report), [expected], "{}", utf8(to));
        assert_eq!((report.findings[0].place.spot.as_ref().unwrap().bytes, report.records), (bytes, 30));
    }
    assert_eq!(judged(&with(2, &quoted, b"\"12\" wide\"")).findings[0].suggestion.as_deref(), Some("\"\""));
}

#[test]
fn a_record_without_end_is_one_finding() {
    let long = "9".repeat(2 << 20);
    let report = judged(&with(3, b"990011", long.as_bytes()));
    assert_eq!((ids(&report), report.records), (vec!["C0210@3".to_owned()], 30));
    // Too long because a quote was left open, and no record begins after it.
    let open = [b"202407,\"", "あ\r\n".repeat(600_000).as_bytes()].concat();
    assert_eq!(ids(&judged(&ms932(std::str::from_utf8(&open).unwrap())))[0], "C0207@1:2");
}

/// The time stays in proportion to the size: each of these would take minutes if every line were read to the end again.
#[test]
fn open_quotes_do_not_multiply_the_time() {
    for line in
        ["\"a\n", "202407,\"a\n", "202407,\"\"x\n", "202407,\"\"\"a\n", "202407,\"a\"\"\n", "\"\n\"\"x\n", "\"\"x\n"]
    {
        let bytes = line.as_bytes().repeat((4 << 20) / line.len());
        assert!(judged(&bytes).errors > 0, "{line:?}");
    }
}

#[test]
fn every_rule_about_structure_is_shown() {
    assert!(ALL.is_sorted_by_key(|rule| rule.id));
    let source = include_str!("structure.rs");
    let missing: BTreeSet<&str> = ALL.iter().map(|rule| rule.id).filter(|id| !source.contains(id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
