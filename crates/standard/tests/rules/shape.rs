//! C03xx: one cause for what is wrong with the shape of a whole file.

use crate::support::{check_text, ids, sample, utf8, words};

/// A sample as text, changed line by line (all records of the plan sample are one line each).
fn changed(set: &str, prefix: &str, change: impl Fn(usize, Vec<String>) -> Vec<String>) -> (String, String) {
    let (name, bytes) = sample(set, prefix);
    let lines = utf8(&bytes);
    let changed = lines.lines().enumerate().map(|(index, line)| {
        let fields = split(line);
        change(index, fields).join(",") + "\r\n"
    });
    (name, changed.collect())
}

/// Splits at commas outside of quotes.
fn split(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        quoted ^= c == '"';
        match c {
            ',' if !quoted => fields.push(String::new()),
            _ => fields.last_mut().unwrap().push(c),
        }
    }
    fields
}

#[track_caller]
fn assert_found(name: &str, text: &str, expected: &[&str]) {
    let report = check_text(name, text);
    let found = ids(&report);
    assert_eq!(found, expected, "{}", report.findings.iter().map(words).collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_comma_without_quotes_is_found_where_it_is() {
    let (name, text) = changed("202407/K2", "UPPLAN", |index, mut fields| {
        if index == 2 {
            fields[20] = "架空,訪問介護".into();
        }
        fields
    });
    assert_found(&name, &text, &["C0301@3:21"]);
}

#[test]
fn a_missing_field_is_found_where_it_is_missing() {
    let (name, text) = changed("202407/K2", "UPPLAN", |index, mut fields| {
        if index == 4 {
            fields.remove(9);
        }
        fields
    });
    assert_found(&name, &text, &["C0301@5:10"]);
}

#[test]
fn every_record_wrong_alike_is_one_cause() {
    let (name, text) = changed("202407/K2", "UPPLAN", |_, mut fields| {
        fields.extend(["".into(), "".into()]);
        fields
    });
    assert_found(&name, &text, &["C0302@1"]);
    assert_eq!(check_text(&name, &text).errors, 30);
}

#[test]
fn a_header_row_is_skipped() {
    let (name, text) = changed("202407/K2", "UPPLAN", |_, fields| fields);
    let header = (1..=25).map(|no| format!("項目{no}")).collect::<Vec<_>>().join(",");
    assert_found(&name, &format!("{header}\r\n{text}"), &["C0303@1"]);
    assert_eq!(check_text(&name, &format!("{header}\r\n{text}")).records, 30);
}

#[test]
fn columns_of_the_printed_form() {
    let text = "提供時間帯,サービス内容,サービス事業者,日付,予定,実績,合計回数\r\n09:00～09:30,身体介護1,架空訪問介護,1,1,,9\r\n";
    assert_found("UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV", text, &["C0304@1"]);
}

#[test]
fn another_kind_under_this_name() {
    let (_, slips) = changed("202407/K2", "UPSIKYU", |_, fields| fields);
    let (name, _) = sample("202407/K2", "UPPLAN");
    assert_found(&name, &slips, &["C0305@1"]);
    // 202208: both have 22 fields.
    let (_, sheets) = changed("202208/P2", "UPPLAN", |_, fields| fields);
    assert_found("UP2KYO_1370000001_1370000002_20250125102000.CSV", &sheets, &["C0305@1"]);
}

#[test]
fn an_older_layout_under_a_newer_version() {
    let (name, _) = sample("202407/K2", "UPPLAN");
    let (_, old) = changed("202208/P2", "UPPLAN", |_, mut fields| {
        fields[0] = "202407".into();
        fields[4] = "202505".into();
        fields[9].replace_range(..6, "202505");
        fields
    });
    assert_found(&name, &old, &["C0306@1"]);
}

#[test]
fn an_older_file_under_a_newer_name_and_the_other_way() {
    let (old_name, old) = changed("202208/P4", "DLTPLAN", |_, fields| fields);
    let (new_name, new) = changed("202407/K4", "DLTPLAN", |_, fields| fields);
    let old_under_new = new_name.replace("202505", "202502");
    assert!(ids(&check_text(&old_under_new, &old)).contains(&"C0307@1:1".to_owned()));
    let new_under_old = old_name.replace("202502", "202505");
    assert!(ids(&check_text(&new_under_old, &new)).contains(&"C0307@1:1".to_owned()));
}

#[test]
fn versions_seen_in_the_wild() {
    for (value, expected) in [("202410", "C0308@1:1"), ("202504", "C0308@1:1"), ("２０２４０７", "C0308@1:1")] {
        let (name, text) = changed("202407/K2", "UPPLAN", |_, mut fields| {
            fields[0] = value.into();
            fields
        });
        assert_found(&name, &text, &[expected]);
        assert_eq!(check_text(&name, &text).warnings, 30);
    }
    for value in ["202201", "201910", "", "2024/07"] {
        let (name, text) = changed("202407/K2", "UPPLAN", |_, mut fields| {
            fields[0] = value.into();
            fields
        });
        assert_found(&name, &text, &["C0309@1:1"]);
    }
}

#[test]
fn two_versions_in_one_file() {
    let (name, text) = changed("202407/K2", "UPPLAN", |index, mut fields| {
        if index >= 10 {
            fields[0] = "202208".into();
        }
        fields
    });
    assert_found(&name, &text, &["C0310@11:1"]);
}

#[test]
fn shifted_columns_are_one_cause() {
    let (name, text) = changed("202407/K2", "UPPLAN", |_, mut fields| {
        fields.remove(8);
        fields.push(String::new());
        fields
    });
    let report = check_text(&name, &text);
    assert_eq!(report.findings.len(), 1, "{}", report.findings.iter().map(words).collect::<Vec<_>>().join("\n"));
    assert_eq!((report.findings[0].rule.id, report.findings[0].count), ("C0311", 30));
}
