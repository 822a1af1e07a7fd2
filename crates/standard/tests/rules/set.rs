//! Rules about the files of a set together (C07xx).

mod linking;

use crate::support::{check_files, sample_files, sample_sets, short, utf8};
use standard::check::SetReport;
use standard::{Finding, Lang};
use std::path::Path;

type Set = Vec<(String, Vec<u8>)>;

/// The files of a sample set.
fn set(folder: &str) -> Set {
    sample_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(folder))
}

fn position(set: &Set, prefix: &str) -> usize {
    set.iter().position(|(name, _)| name.starts_with(&format!("{prefix}_"))).unwrap_or_else(|| panic!("no {prefix}"))
}

fn without(mut set: Set, prefixes: &[&str]) -> Set {
    set.retain(|(name, _)| !prefixes.iter().any(|prefix| name.starts_with(&format!("{prefix}_"))));
    set
}

/// Takes one file of another sample set, under this set's serial.
fn with(mut to: Set, folder: &str, prefix: &str) -> Set {
    let from = set(folder);
    let (name, bytes) = from[position(&from, prefix)].clone();
    let serial = |name: &str| name.rsplit_once('_').unwrap().1.to_owned();
    let target = serial(&to.iter().find(|(name, _)| name.ends_with(".CSV")).unwrap().0);
    to.push((name.replace(&serial(&name), &target), bytes));
    to
}

fn rename(set: &mut Set, prefix: &str, from: &str, to: &str) {
    let at = position(set, prefix);
    assert!(set[at].0.contains(from), "{from} not in {}", set[at].0);
    set[at].0 = set[at].0.replacen(from, to, 1);
}

/// Changes the text of one file, line by line.
fn lines(set: &mut Set, prefix: &str, change: impl Fn(&mut Vec<String>)) {
    let at = position(set, prefix);
    let mut lines: Vec<String> = utf8(&set[at].1).split_terminator("\r\n").map(str::to_owned).collect();
    change(&mut lines);
    set[at].1 = crate::support::ms932(&(lines.join("\r\n") + "\r\n"));
}

/// Replaces a text in every line of a file.
fn replace(set: &mut Set, prefix: &str, from: &str, to: &str) {
    let at = position(set, prefix);
    let text = utf8(&set[at].1);
    assert!(text.contains(from), "{from} not in {prefix}");
    set[at].1 = crate::support::ms932(&text.replace(from, to));
}

/// Takes the records of one person out.
fn remove(set: &mut Set, prefix: &str, insured: &str) {
    let at = position(set, prefix);
    let before = set[at].1.len();
    // Records with line ends in a text are cut by their beginning, not by lines.
    let text = utf8(&set[at].1);
    let version = text.get(..7).unwrap().to_owned();
    let records = text.split(&version).skip(1).filter(|record| !record.contains(&format!(",{insured},")));
    set[at].1 = crate::support::ms932(&records.map(|record| format!("{version}{record}")).collect::<String>());
    assert!(set[at].1.len() < before, "{insured} not in {prefix}");
}

/// The findings in short, each with the prefix of its file when it is at a record.
fn found(set: &Set) -> Vec<String> {
    let report = check_files(set);
    crate::support::assert_texts(&report.findings);
    report.findings.iter().map(place).collect()
}

fn place(finding: &Finding) -> String {
    match &finding.place.spot {
        Some(_) => format!("{} {}", finding.place.document.split('_').next().unwrap(), short(finding)),
        None => short(finding),
    }
}

fn id(report: &SetReport) -> &'static str {
    report.combination.map_or("none", |combination| combination.id)
}

/// The first finding in words.
fn message(set: &Set) -> String {
    let report = check_files(set);
    report.findings[0].message(Lang::Ja) + &report.findings[0].cure(Lang::Ja)
}

const H: &str = "H000000202";
const A: &str = "0000000101";

#[test]
fn every_sample_set_is_its_combination_and_says_nothing() {
    for folder in sample_sets() {
        let report = check_files(&sample_files(&folder));
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        assert_eq!(id(&report), name.trim_end_matches(['b', 'c']), "{name}");
        assert!(report.findings.is_empty() && report.is_sendable(), "{name}: {:?}", found(&sample_files(&folder)));
    }
}

#[test]
fn c0701_sheets_with_slips() {
    let mut mixed = set("202407/K1");
    for prefix in ["UPPLAN", "UPSIKYU", "UPHOSOKU"] {
        mixed = with(mixed, "202407/K2", prefix);
    }
    assert_eq!(found(&mixed), ["C0701"]);
    let text = message(&mixed);
    assert!(text.starts_with(
        "ファイルの組み合わせが正しくありません。CSVファイルの組み合わせが標準仕様に準拠した組み合わせではありません。"
    ));
    assert!(text.contains("標準仕様に準拠した組み合わせで再度アップロードを行ってください。"));
    assert!(text.contains("1つ目は計画書：UP1KYO_") && text.contains("2つ目は利用票：UPPLAN_202505_"), "{text}");
    assert!(!text.contains("ほかに"), "{text}");
    // What one of the two lacks is said in the same finding.
    let lacking = with(set("202407/K1"), "202407/K2", "UPPLAN");
    assert_eq!(found(&lacking), ["C0701"]);
    let text = message(&lacking);
    assert!(
        text.contains("（ほかに 第7表 サービス利用票別表（UPSIKYU）、利用者補足情報（UPHOSOKU） が要ります）"),
        "{text}"
    );
    assert_eq!(id(&check_files(&mixed)), "none");
}

#[test]
fn c0702_what_does_not_travel_together() {
    assert_eq!(found(&with(set("202407/Y3"), "202407/Y4", "UPPLAN")), ["C0702"]);
    let with_result = with(set("202407/K1"), "202407/K5", "UPJSK");
    assert!(found(&with_result).contains(&"C0702".to_owned()));
    let mut result = with(set("202407/K5"), "202407/K5", "UPJSK");
    result.truncate(1);
    let result = with(result, "202407/K2", "UPHOSOKU");
    assert!(found(&result).contains(&"C0702".to_owned()));
    assert!(message(&with_result).contains("UPJSK"));
}

#[test]
fn c0703_every_missing_file_in_one_finding() {
    for (folder, prefixes) in [
        ("202407/K1", &["UP1KYO"][..]),
        ("202407/K1", &["UPHOSOKU"]),
        ("202407/K2", &["UPSIKYU"]),
        ("202407/K2", &["UPPLAN", "UPHOSOKU"]),
        ("202407/K2", &["UPPLAN", "UPSIKYU"]),
        ("202407/Y1", &["UPKIHON_13"]),
        ("202407/Y3", &["UPYOBO_13"]),
        ("202208/P1", &["UP2KYO"]),
        ("202208/P2", &["UPHOSOKU"]),
    ] {
        let mut set = set(folder);
        set.retain(|(name, _)| !prefixes.iter().any(|prefix| name.starts_with(prefix)));
        assert_eq!(found(&set), ["C0703"], "{folder} {prefixes:?}");
        let text = message(&set);
        assert!(prefixes.iter().all(|prefix| text.contains(prefix.trim_end_matches("_13"))), "{text}");
    }
    // 第3表 is named with the others.
    let text = message(&without(set("202407/K1"), &["UP2KYO", "UP3KYO"]));
    assert!(text.contains("UP2KYO") && text.contains("UP3KYO"), "{text}");
}

#[test]
fn c0703_not_when_a_file_cannot_be_told() {
    let mut set = set("202407/K2");
    rename(&mut set, "UPSIKYU", "UPSIKYU", "別表");
    assert!(found(&set).is_empty(), "{:?}", found(&set));
}

#[test]
fn c0704_third_sheet() {
    let set = without(set("202407/K1"), &["UP3KYO"]);
    assert_eq!((found(&set), id(&check_files(&set))), (vec!["C0704".to_owned()], "K1"));
    assert!(check_files(&set).is_sendable());
    // 202208 has none.
    assert!(found(&self::set("202208/P1")).is_empty());
}

#[test]
fn c0705_deletions_travel_alone() {
    assert_eq!(found(&with(set("202407/K2"), "202407/K4", "DLTPLAN")), ["C0705"]);
    assert_eq!(found(&with(set("202407/K4"), "202407/K3", "DLT1KYO")), ["C0705"]);
    assert_eq!(found(&set("202407/K4")), [""; 0]);
    let text = message(&with(set("202407/K4"), "202407/K3", "DLT1KYO"));
    assert!(text.contains("DLT1KYO") && text.contains("DLTPLAN"), "{text}");
}

#[test]
fn c0706_plan_with_result() {
    let mut both = with(set("202407/K2"), "202407/K5", "UPJSK");
    rename(&mut both, "UPJSK", "1370000002_11_1370000001_43", "1370000001_43_1370000002_11");
    let report = check_files(&both);
    assert_eq!((found(&both)[0].as_str(), id(&report)), ("C0706", "K5"));
    assert!(report.is_sendable(), "{:?}", found(&both));
    let short = without(both, &["UPSIKYU", "UPHOSOKU"]);
    assert_eq!(found(&short)[0], "C0706");
    assert!(check_files(&short).is_sendable());
}

#[test]
fn c0707_c0708_the_same_kind_twice() {
    let mut twice = set("202407/K2");
    let (name, bytes) = twice[position(&twice, "UPPLAN")].clone();
    twice.push((name.replace(".CSV", ".csv"), bytes.clone()));
    assert_eq!(found(&twice), ["C0707"]);
    assert!(check_files(&twice).is_sendable());
    let last = twice.len() - 1;
    twice[last].1 = crate::support::ms932(&utf8(&twice[last].1).replacen(",244,", ",245,", 1));
    assert_eq!(found(&twice), ["C0708"]);
    message(&twice);
    // With a copy mark, the name has said it.
    twice[last] = (name.replace(".CSV", " (1).CSV"), bytes);
    assert!(found(&twice).is_empty());
}

#[test]
fn c0709_one_route() {
    for (from, to, word) in [
        ("1370000001_43", "1370000009_43", "送信元"),
        ("1370000002_11", "1370000009_11", "送信先"),
        ("20250425102000", "20250425102001", "連番"),
    ] {
        let mut set = set("202407/K2");
        rename(&mut set, "UPSIKYU", from, to);
        assert_eq!(found(&set), ["C0709"], "{word}");
        assert!(message(&set).contains(word));
    }
}

#[test]
fn c0710_types() {
    let mut set = set("202407/K2");
    rename(&mut set, "UPSIKYU", "1370000002_11", "1370000002_15");
    assert_eq!(found(&set), ["C0710"]);
    // The same kinds for another type are no double files.
    let mut two = self::set("202407/K2");
    let again: Set = two.iter().map(|(name, bytes)| (name.replace("_11_", "_15_"), bytes.clone())).collect();
    two.extend(again);
    assert_eq!(found(&two), ["C0710"]);
    assert!(check_files(&two).is_sendable());
}

#[test]
fn c0711_months() {
    let mut set = set("202407/K2");
    rename(&mut set, "UPSIKYU", "202505", "202506");
    // Only the name is wrong: C0601 has said so in the file itself.
    assert!(found(&set).is_empty());
    replace(&mut set, "UPSIKYU", ",202505,", ",202506,");
    assert_eq!(found(&set), ["C0711"]);
    assert!(message(&set).contains("2025年6月"));
}

#[test]
fn c0712_versions() {
    let mut set = with(set("202208/P2"), "202407/K2", "UPSIKYU");
    set.retain(|(name, _)| !name.starts_with("UPSIKYU_202502"));
    let all = found(&set);
    assert!(all.contains(&"C0712".to_owned()), "{all:?}");
}

#[test]
fn c0713_supplementary_of_the_other_set() {
    let mut slips = set("202407/K2");
    rename(&mut slips, "UPHOSOKU", "202505", "000000");
    assert_eq!(found(&slips), ["C0713"]);
    assert!(message(&slips).contains("年月が202505のもの"));
    let mut sheets = set("202407/K1");
    rename(&mut sheets, "UPHOSOKU", "000000", "202505");
    assert_eq!(found(&sheets), ["C0713"]);
    assert!(message(&sheets).contains("年月が000000のもの"));
}

#[test]
fn c0714_roles() {
    let route = |folder: &str, from: &str, to: &str| {
        let set: Set = set(folder).into_iter().map(|(name, bytes)| (name.replace(from, to), bytes)).collect();
        (found(&set), check_files(&set).is_sendable())
    };
    let warned = (vec!["C0714".to_owned()], true);
    assert_eq!(route("202407/K2", "1370000001_43_1370000002_11", "1370000001_11_1370000002_43"), warned);
    assert_eq!(route("202407/K5", "_11_1370000001_43", "_43_1370000001_11"), warned);
    // A011, A012, A146: whatever a planner's type is, and types that the standard does not list.
    for (from, to) in [("_43_", "_46_"), ("_43_", "_AF_"), ("_43_", "_73_"), ("_43_", "_77_"), ("_11_", "_A9_")] {
        assert_eq!(route("202407/K2", from, to), (Vec::new(), true), "{from} {to}");
    }
    // A141: from 居宅 to 包括.
    assert_eq!(route("202407/Y4", "_43_1370000007_A2", "_43_1370000007_46"), (Vec::new(), true));
}

#[test]
fn c0730_attachments() {
    let pdf = ("地図.pdf".to_owned(), b"%PDF-1.4\n%%EOF\n".to_vec());
    assert_eq!(found(&vec![pdf.clone()]), ["C0730"]);
    let mut set = set("202407/K2");
    set.push(pdf);
    assert!(found(&set).is_empty());
    assert!(found(&Set::new()).is_empty());
}
