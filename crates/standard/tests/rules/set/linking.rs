//! The persons and images of the files against each other (C0715 to C0728).

use super::{A, H, Set, found, lines, message, position, remove, replace, set as sample_set, without};
use crate::support::{check_files, utf8};

#[test]
fn c0715_c0716_first_and_second_sheet() {
    let mut set = sample_set("202407/K1");
    remove(&mut set, "UP1KYO", H);
    let all = found(&set);
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(all[0].starts_with("UP2KYO C0715@"), "{all:?}");
    assert!(message(&set).contains(H));
    let mut set = sample_set("202407/K1");
    remove(&mut set, "UP2KYO", H);
    assert_eq!(found(&set), ["UP1KYO C0716@2"]);
    // Nobody needs to be in the third sheet.
    let mut set = sample_set("202407/K1");
    remove(&mut set, "UP3KYO", H);
    assert!(found(&set).is_empty());
}

#[test]
fn c0717_c0718_sixth_and_seventh_sheet() {
    let mut set = sample_set("202407/K2");
    remove(&mut set, "UPPLAN", A);
    assert_eq!(found(&set), ["UPSIKYU C0717@1"]);
    assert!(!check_files(&set).is_sendable());
    let mut set = sample_set("202407/K2");
    remove(&mut set, "UPSIKYU", H);
    assert_eq!(found(&set), ["UPPLAN C0718@18"]);
    assert!(check_files(&set).is_sendable());
    assert!(message(&set).contains(H));
}

#[test]
fn c0719_c0720_supplementary() {
    for (folder, parent, record) in
        [("202407/K1", "UP1KYO", 2), ("202407/K2", "UPPLAN", 18), ("202208/P1", "UP1KYO", 2)]
    {
        let mut set = sample_set(folder);
        remove(&mut set, "UPHOSOKU", H);
        assert_eq!(found(&set), [format!("{parent} C0719@{record}")]);
    }
    let mut set = sample_set("202407/K2");
    remove(&mut set, "UPPLAN", H);
    remove(&mut set, "UPSIKYU", H);
    assert_eq!(found(&set), ["UPHOSOKU C0720@2"]);
    assert!(check_files(&set).is_sendable());
}

#[test]
fn c0721_tables() {
    for (folder, parent, table) in [("202407/Y1", "UPKIHON_13", "UPKIHON"), ("202407/Y3", "UPYOBO_13", "UPYOBO")] {
        let mut set = sample_set(folder);
        let at = set.iter().position(|(name, _)| name.starts_with(parent)).unwrap();
        let own = std::mem::take(&mut set[at].1);
        let text = utf8(&own);
        let second = text.rfind("202407,990011,").unwrap();
        set[at].1 = crate::support::ms932(&text[..second]);
        set.retain(|(name, _)| !name.ends_with("_0002.jpg"));
        let all = found(&set);
        assert_eq!(all.len(), 1, "{all:?}");
        assert!(all[0].starts_with(&format!("{table} C0721@")), "{all:?}");
        message(&set);
    }
    // A table that has nothing to say is left out (A069).
    assert!(found(&without(sample_set("202407/Y1"), &["UPKIHON_SUB1", "UPKIHON_SUB2"])).is_empty());
    assert!(found(&without(sample_set("202407/Y3"), &["UPYOBO_SUB"])).is_empty());
}

#[test]
fn c0722_one_finding_when_a_date_differs() {
    let mut sheets = sample_set("202407/K1");
    let date = utf8(&sheets[position(&sheets, "UP2KYO")].1).split(',').nth(4).unwrap().to_owned();
    let all = |set: &Set| found(set);
    lines(&mut sheets, "UP2KYO", |lines| {
        for line in lines.iter_mut().filter(|line| line.contains(&format!(",{A},"))) {
            let head: Vec<&str> = line.splitn(6, ',').collect();
            *line = [head[0], head[1], head[2], head[3], "20250401", head[5]].join(",");
        }
    });
    assert_ne!(date, "20250401");
    assert_eq!(all(&sheets), ["UP2KYO C0722@1"]);
    let text = message(&sheets);
    assert!(text.contains("第2表 居宅サービス計画書(2)では2025年4月1日"), "{text}");
    // An older plan of the same person beside the one with a second sheet: 第2表 is missing, not another date.
    let mut plans = sample_set("202407/K1");
    let at = position(&plans, "UP1KYO");
    let text = utf8(&plans[at].1);
    let first = text.split("202407,990011").nth(1).unwrap().replace(&date, "20240401");
    plans[at].1 = crate::support::ms932(&format!("{text}202407,990011{first}"));
    assert_eq!(found(&plans), ["UP1KYO C0716@3"]);
}

#[test]
fn c0723_one_finding_when_the_insurer_differs() {
    let mut set = sample_set("202407/K2");
    lines(&mut set, "UPSIKYU", |lines| {
        lines.iter_mut().filter(|line| line.contains(H)).for_each(|line| *line = line.replace("990011", "990012"));
    });
    assert_eq!(found(&set), ["UPSIKYU C0723@11"]);
    assert!(message(&set).contains("990012") && message(&set).contains("990011"));
    // Under both insurers in every file, after a move: nothing to say.
    let mut moved = sample_set("202407/K2");
    for prefix in ["UPPLAN", "UPSIKYU", "UPHOSOKU"] {
        lines(&mut moved, prefix, |lines| {
            let again: Vec<String> =
                lines.iter().filter(|line| line.contains(H)).map(|line| line.replace("990011", "990012")).collect();
            lines.extend(again);
        });
    }
    assert!(found(&moved).is_empty());
}

#[test]
fn c0724_plans_and_basics_of_one_person() {
    let mut set = sample_set("202407/Y2");
    let at = set.iter().position(|(name, _)| name.starts_with("UPYOBO_13")).unwrap();
    set[at].1 = crate::support::ms932(&utf8(&set[at].1).replace("0000000505", "0000000506"));
    replace(&mut set, "UPYOBO_SUB", "0000000505", "0000000506");
    assert_eq!(found(&set), ["UPKIHON C0724@2", "UPYOBO C0724@2"]);
    message(&set);
}

#[test]
fn broken_keys_give_no_false_partner() {
    let mut set = sample_set("202407/K2");
    lines(&mut set, "UPPLAN", |lines| {
        lines.iter_mut().filter(|line| line.contains(H)).for_each(|line| *line = line.replace(H, "000000202"));
    });
    assert!(found(&set).is_empty(), "{:?}", found(&set));
    let mut set = sample_set("202407/K1");
    lines(&mut set, "UP1KYO", |lines| {
        let last = lines.len() - 1;
        lines[last].push_str(",1");
    });
    assert!(found(&set).is_empty());
}

#[test]
fn c0725_to_c0728_images() {
    let image = |set: &Set, number: &str| set.iter().position(|(name, _)| name.ends_with(number)).unwrap();
    let mut set = sample_set("202407/Y1");
    let second = image(&set, "_0002.jpg");
    let taken = set.remove(second);
    assert_eq!(found(&set), ["UPKIHON C0725@2"]);
    assert!(message(&set).contains("_0002.jpg"));
    set.push((taken.0.replace("_0002", "_0003"), taken.1.clone()));
    assert_eq!(found(&set), ["C0726", "UPKIHON C0725@2"]);
    set.pop();
    // Case makes no difference (A016), and any four digits will do (A019).
    set.push((taken.0.replace(".jpg", ".JPG"), taken.1.clone()));
    assert!(found(&set).is_empty());
    let mut other = sample_set("202407/Y1");
    let at = image(&other, "_0002.jpg");
    other[at].0 = other[at].0.replace("_0002", "_0777");
    let at = other.iter().position(|(name, _)| name.starts_with("UPKIHON_13")).unwrap();
    other[at].1 = crate::support::ms932(&utf8(&other[at].1).replace("_0002.jpg", "_0777.jpg"));
    assert!(found(&other).is_empty());
    // Passed on under the former sender's name (A021).
    let mut passed = sample_set("202407/Y1");
    for file in passed.iter_mut().filter(|(name, _)| !name.contains("IMAGE")) {
        file.0 = file.0.replace("1370000006_46_1370000001_43", "1370000001_43_1370000007_A2");
    }
    assert_eq!(found(&passed), ["UPKIHON C0727@1", "UPKIHON C0727@2"]);
    assert!(check_files(&passed).is_sendable());
    message(&passed);
    let mut shared = sample_set("202407/Y1");
    let at = shared.iter().position(|(name, _)| name.starts_with("UPKIHON_13")).unwrap();
    shared[at].1 = crate::support::ms932(&utf8(&shared[at].1).replace("_0002.jpg", "_0001.jpg"));
    assert_eq!(found(&shared), ["C0726", "UPKIHON C0728@2"]);
    message(&shared);
    // Without an image the field is empty (A134).
    let mut none = sample_set("202407/Y1");
    none.retain(|(name, _)| !name.ends_with(".jpg"));
    let at = none.iter().position(|(name, _)| name.starts_with("UPKIHON_13")).unwrap();
    let stem = "UPKIHON_IMAGE_1370000006_46_1370000001_43_20250412090000_000";
    let text = utf8(&none[at].1).replace(&format!("{stem}1.jpg"), "").replace(&format!("{stem}2.jpg"), "");
    none[at].1 = crate::support::ms932(&text);
    assert!(found(&none).is_empty());
}

#[test]
fn at_most_a_thousand_are_kept_and_all_are_counted() {
    let at = |prefix: &str| format!("{prefix}_1370000001_43_1370000007_A2_20250425111000.CSV");
    let (_, sub) = crate::support::sample("202407/Y3", "UPYOBO_SUB");
    let table: String = (0..1_500).map(|number| utf8(&sub).replace("0000000404", &format!("9{number:09}"))).collect();
    let (_, plan) = crate::support::sample("202407/Y3", "UPYOBO");
    let set = vec![(at("UPYOBO"), plan), (at("UPYOBO_SUB"), crate::support::ms932(&table))];
    let report = check_files(&set);
    assert_eq!((report.findings.len(), report.errors), (1_000, 1_500));
}
