//! Rules about the files of a set together (C07xx).

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
    check_files(set).findings.iter().map(place).collect()
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

/// The first finding in words; no fact is left open in any of the texts.
fn message(set: &Set) -> String {
    let report = check_files(set);
    for finding in &report.findings {
        for lang in [Lang::Ja, Lang::En] {
            for text in [finding.message(lang), finding.why(lang), finding.cure(lang)] {
                assert!(!text.contains('{') && !text.is_empty(), "{}: {text}", finding.rule.id);
            }
        }
    }
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
    twice.push((name.replace(".CSV", " (1).CSV"), bytes));
    assert_eq!(found(&twice), ["C0707"]);
    assert!(check_files(&twice).is_sendable());
    let last = twice.len() - 1;
    twice[last].1 = crate::support::ms932(&utf8(&twice[last].1).replacen(",244,", ",245,", 1));
    assert_eq!(found(&twice), ["C0708"]);
    message(&twice);
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
fn c0715_c0716_first_and_second_sheet() {
    let mut set = set("202407/K1");
    remove(&mut set, "UP1KYO", H);
    let all = found(&set);
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(all[0].starts_with("UP2KYO C0715@"), "{all:?}");
    assert!(message(&set).contains(H));
    let mut set = self::set("202407/K1");
    remove(&mut set, "UP2KYO", H);
    assert_eq!(found(&set), ["UP1KYO C0716@2"]);
    // Nobody needs to be in the third sheet.
    let mut set = self::set("202407/K1");
    remove(&mut set, "UP3KYO", H);
    assert!(found(&set).is_empty());
}

#[test]
fn c0717_c0718_sixth_and_seventh_sheet() {
    let mut set = set("202407/K2");
    remove(&mut set, "UPPLAN", A);
    assert_eq!(found(&set), ["UPSIKYU C0717@1"]);
    assert!(!check_files(&set).is_sendable());
    let mut set = self::set("202407/K2");
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
        let mut set = set(folder);
        remove(&mut set, "UPHOSOKU", H);
        assert_eq!(found(&set), [format!("{parent} C0719@{record}")]);
    }
    let mut set = set("202407/K2");
    remove(&mut set, "UPPLAN", H);
    remove(&mut set, "UPSIKYU", H);
    assert_eq!(found(&set), ["UPHOSOKU C0720@2"]);
    assert!(check_files(&set).is_sendable());
}

#[test]
fn c0721_tables() {
    for (folder, parent, table) in [("202407/Y1", "UPKIHON_13", "UPKIHON"), ("202407/Y3", "UPYOBO_13", "UPYOBO")] {
        let mut set = set(folder);
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
    assert!(found(&without(set("202407/Y1"), &["UPKIHON_SUB1", "UPKIHON_SUB2"])).is_empty());
    assert!(found(&without(set("202407/Y3"), &["UPYOBO_SUB"])).is_empty());
}

#[test]
fn c0722_one_finding_when_a_date_differs() {
    let mut sheets = set("202407/K1");
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
    let mut plans = set("202407/K1");
    let at = position(&plans, "UP1KYO");
    let text = utf8(&plans[at].1);
    let first = text.split("202407,990011").nth(1).unwrap().replace(&date, "20240401");
    plans[at].1 = crate::support::ms932(&format!("{text}202407,990011{first}"));
    assert_eq!(found(&plans), ["UP1KYO C0716@3"]);
}

#[test]
fn c0723_one_finding_when_the_insurer_differs() {
    let mut set = set("202407/K2");
    lines(&mut set, "UPSIKYU", |lines| {
        lines.iter_mut().filter(|line| line.contains(H)).for_each(|line| *line = line.replace("990011", "990012"));
    });
    assert_eq!(found(&set), ["UPSIKYU C0723@11"]);
    assert!(message(&set).contains("990012") && message(&set).contains("990011"));
    // Under both insurers in every file, after a move: nothing to say.
    let mut moved = self::set("202407/K2");
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
    let mut set = set("202407/Y2");
    let at = set.iter().position(|(name, _)| name.starts_with("UPYOBO_13")).unwrap();
    set[at].1 = crate::support::ms932(&utf8(&set[at].1).replace("0000000505", "0000000506"));
    replace(&mut set, "UPYOBO_SUB", "0000000505", "0000000506");
    assert_eq!(found(&set), ["UPKIHON C0724@2", "UPYOBO C0724@2"]);
    message(&set);
}

#[test]
fn broken_keys_give_no_false_partner() {
    let mut set = set("202407/K2");
    lines(&mut set, "UPPLAN", |lines| {
        lines.iter_mut().filter(|line| line.contains(H)).for_each(|line| *line = line.replace(H, "000000202"));
    });
    assert!(found(&set).is_empty(), "{:?}", found(&set));
    let mut set = self::set("202407/K1");
    lines(&mut set, "UP1KYO", |lines| {
        let last = lines.len() - 1;
        lines[last].push_str(",1");
    });
    assert!(found(&set).is_empty());
}

#[test]
fn c0725_to_c0728_images() {
    let image = |set: &Set, number: &str| set.iter().position(|(name, _)| name.ends_with(number)).unwrap();
    let mut set = set("202407/Y1");
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
    let mut other = self::set("202407/Y1");
    let at = image(&other, "_0002.jpg");
    other[at].0 = other[at].0.replace("_0002", "_0777");
    let at = other.iter().position(|(name, _)| name.starts_with("UPKIHON_13")).unwrap();
    other[at].1 = crate::support::ms932(&utf8(&other[at].1).replace("_0002.jpg", "_0777.jpg"));
    assert!(found(&other).is_empty());
    // Passed on under the former sender's name (A021).
    let mut passed = self::set("202407/Y1");
    for file in passed.iter_mut().filter(|(name, _)| !name.contains("IMAGE")) {
        file.0 = file.0.replace("1370000006_46_1370000001_43", "1370000001_43_1370000007_A2");
    }
    assert_eq!(found(&passed), ["UPKIHON C0727@1", "UPKIHON C0727@2"]);
    assert!(check_files(&passed).is_sendable());
    message(&passed);
    let mut shared = self::set("202407/Y1");
    let at = shared.iter().position(|(name, _)| name.starts_with("UPKIHON_13")).unwrap();
    shared[at].1 = crate::support::ms932(&utf8(&shared[at].1).replace("_0002.jpg", "_0001.jpg"));
    assert_eq!(found(&shared), ["C0726", "UPKIHON C0728@2"]);
    message(&shared);
    // Without an image the field is empty (A134).
    let mut none = self::set("202407/Y1");
    none.retain(|(name, _)| !name.ends_with(".jpg"));
    let at = none.iter().position(|(name, _)| name.starts_with("UPKIHON_13")).unwrap();
    let stem = "UPKIHON_IMAGE_1370000006_46_1370000001_43_20250412090000_000";
    let text = utf8(&none[at].1).replace(&format!("{stem}1.jpg"), "").replace(&format!("{stem}2.jpg"), "");
    none[at].1 = crate::support::ms932(&text);
    assert!(found(&none).is_empty());
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
