//! Rules about the name of a file (C00xx).

use super::{assert_whole, ids_of};
use crate::support::{check, words};
use proptest::prelude::*;
use standard::DocumentName;
use standard::check::DocumentReport;
use standard::rules::name::ALL;
use std::collections::BTreeSet;

const EXACT: &str = "UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV";
const IMAGE: &str = "UPKIHON_IMAGE_1370000006_46_1370000001_43_20250412090000_0001.jpg";

/// Names, the rules that speak, and whether the exact name of the first is proposed.
const TABLE: &[(&str, &[&str], &str)] = &[
    // Right as they are.
    (EXACT, &[], ""),
    (IMAGE, &[], ""),
    ("UPPLAN_202502_1370000001_1370000002_20250125102000.CSV", &[], ""),
    ("UPHOSOKU_000000_1370000001_43_1370000002_11_20250425101500.CSV", &[], ""),
    ("UPJSK_202505_1370000002_43_1370000001_11_20250602090000.CSV", &[], ""),
    ("UP1KYO_1370000001_73_1370000002_11_20250425101500.CSV", &[], ""),
    ("UPYOBO_1370000006_AF_13A0000007_A2_20250425110000.CSV", &[], ""),
    ("folder.d/sub folder (1)/UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV", &[], ""),
    ("..\\..\\UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV", &[], ""),
    // Tolerated.
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.csv", &["C0001"], EXACT),
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.Csv", &["C0001"], EXACT),
    ("UPKIHON_IMAGE_1370000006_46_1370000001_43_20250412090000_0001.JPG", &["C0001"], IMAGE),
    ("UPKIHON_IMAGE_1370000006_46_1370000001_43_20250412090000_0001.jpeg", &["C0001"], IMAGE),
    (
        "UPKIHON_000000_1370000006_46_1370000001_43_20250412090000.CSV",
        &["C0002"],
        "UPKIHON_1370000006_46_1370000001_43_20250412090000.CSV",
    ),
    // Meant for sure, but to be renamed.
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425102000 (1).CSV", &["C0003"], EXACT),
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425102000(2).csv", &["C0003"], EXACT),
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425102000 - コピー.CSV", &["C0003"], EXACT),
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425102000 - コヒ\u{309a}ー.CSV", &["C0003"], EXACT),
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425102000 - コピー (3).CSV", &["C0003"], EXACT),
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425102000のコピー.CSV", &["C0003"], EXACT),
    ("コピー ～ UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV", &["C0003"], EXACT),
    ("Copy of UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV", &["C0003"], EXACT),
    ("ＵＰＰＬＡＮ_202505_1370000001_43_1370000002_11_20250425102000.CSV", &["C0004"], EXACT),
    ("UPPLAN＿202505＿1370000001＿43＿1370000002＿11＿20250425102000.CSV", &["C0004"], EXACT),
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425102000．CSV", &["C0004"], EXACT),
    ("upplan_202505_1370000001_43_1370000002_11_20250425102000.csv", &["C0005"], EXACT),
    ("UPPLAN_202505_ 1370000001_43_1370000002_11_20250425102000.CSV", &["C0006"], EXACT),
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV ", &["C0006"], EXACT),
    ("\u{3000}UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV", &["C0006"], EXACT),
    ("UPPLAN-202505-1370000001-43-1370000002-11-20250425102000.CSV", &["C0032"], EXACT),
    ("UPPLAN 202505 1370000001 43 1370000002 11 20250425102000.CSV", &["C0032"], EXACT),
    ("UPPLAN__202505_1370000001_43_1370000002_11_20250425102000.CSV", &["C0032"], EXACT),
    ("山田様_UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV", &["C0031"], EXACT),
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425102000_至急.CSV", &["C0031"], EXACT),
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425102000-2.CSV", &["C0031"], EXACT),
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV.csv", &["C0034"], EXACT),
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV.txt", &["C0034"], EXACT),
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV..", &["C0038"], EXACT),
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.txt", &["C0015"], EXACT),
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425102000", &["C0015"], EXACT),
    ("UPPLAN_202505_1370000001_043_1370000002_011_20250425102000.CSV", &["C0010"], EXACT),
    (
        "UP1KYO_202505_1370000001_43_1370000002_11_20250425102000.CSV",
        &["C0013"],
        "UP1KYO_1370000001_43_1370000002_11_20250425102000.CSV",
    ),
    ("UPKIHON_IMAGE_1370000006_46_1370000001_43_20250412090000_1.jpg", &["C0014"], IMAGE),
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425\u{200b}102000.CSV", &["C0027"], EXACT),
    ("UPPLAN_202505_1370000001_43_1370000002_11_2025\u{202e}0425102000.CSV", &["C0027"], EXACT),
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425102000\0.CSV", &["C0027"], EXACT),
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425102000?.CSV", &["C0028"], EXACT),
    ("UPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV", &["C0018"], EXACT),
    // Another type of file: a new name does not mend it.
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.xlsx", &["C0016"], ""),
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.pdf", &["C0016"], ""),
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV - ショートカット.lnk", &["C0016"], ""),
    ("UPKIHON_IMAGE_1370000006_46_1370000001_43_20250412090000_0001.png", &["C0016"], ""),
    // To be made anew.
    ("UPPLAN_202505_1370000001_43_20250425102000.CSV", &["C0007"], ""),
    ("UPPLAN_202502_1370000001_20250125102000.CSV", &["C0007"], ""),
    ("UPPLAN_202505_137000001_43_1370000002_11_20250425102000.CSV", &["C0008"], ""),
    ("UPPLAN_202505_1370000001_43_13700000021_11_20250425102000.CSV", &["C0008"], ""),
    ("UPPLAN_202505_1370000001_43_137000000あ_11_20250425102000.CSV", &["C0008"], ""),
    ("UPPLAN_201911_137000001_137000002_201911110102233.CSV", &["C0008"], ""),
    ("UPPLAN_202505_1370000001_43_1370000002_11_201911110102233.CSV", &["C0009"], ""),
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425.CSV", &["C0009"], ""),
    ("UPPLAN_202505_1370000001_4_1370000002_11_20250425102000.CSV", &["C0010"], ""),
    ("UPPLAN_1370000001_43_1370000002_11_20250425102000.CSV", &["C0011"], ""),
    ("UPPLAN_202513_1370000001_43_1370000002_11_20250425102000.CSV", &["C0012"], ""),
    ("UPPLAN_令和7年5月_1370000001_43_1370000002_11_20250425102000.CSV", &["C0012"], ""),
    ("UPPLAN_2025-05_1370000001_43_1370000002_11_20250425102000.CSV", &["C0012"], ""),
    ("UPKIHON_IMAGE_1370000006_46_1370000001_43_20250412090000.jpg", &["C0014"], ""),
    ("UP3KYO_1370000001_1370000002_20250125102000.CSV", &["C0017"], ""),
    ("UP4KYO_1370000001_43_1370000002_11_20250425102000.CSV", &["C0018"], ""),
    ("UPKIHON_SUB3_1370000006_46_1370000001_43_20250412090000.CSV", &["C0018"], ""),
    ("利用票 5月分 (1).csv", &["C0018"], ""),
    ("UPPLAN_202505_1370000001_43_1370000002_20250425102000.CSV", &["C0019"], ""),
    ("UPPLAN.CSV", &["C0018"], ""),
    ("UPPLAN_202505__43_1370000002_11_20250425102000.CSV", &["C0019"], ""),
    ("", &["C0030"], ""),
    ("folder/", &["C0030"], ""),
    ("..", &["C0030"], ""),
    ("._UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV", &["C0033"], ""),
    ("~$UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV", &["C0033"], ""),
    ("Desktop.ini", &["C0033"], ""),
    ("nul.csv", &["C0037"], ""),
    ("COM1.pdf", &["C0037"], ""),
    // Readable, but what it says is odd. The tests' day is 2025-06-10.
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250431102000.CSV", &["C0020"], ""),
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250425246000.CSV", &["C0020"], ""),
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250611235959.CSV", &[], ""),
    ("UPPLAN_202505_1370000001_43_1370000002_11_20250612000000.CSV", &["C0021"], ""),
    ("UPPLAN_202505_1370000001_43_1370000001_43_20250425102000.CSV", &["C0022"], ""),
    ("UPPLAN_202502_1370000001_1370000001_20250125102000.CSV", &["C0022"], ""),
    ("UPPLAN_202505_1370000001_43_1370000001_11_20250425102000.CSV", &["C0039"], ""),
    ("UPPLAN_000000_1370000001_43_1370000002_11_20250425102000.CSV", &["C0023"], ""),
    ("UPPLAN_202606_1370000001_43_1370000002_11_20250425102000.CSV", &[], ""),
    ("UPPLAN_202607_1370000001_43_1370000002_11_20250425102000.CSV", &["C0024"], ""),
    ("UPPLAN_202005_1370000001_1370000002_20250425102000.CSV", &["C0024"], ""),
    ("UPPLAN_202006_1370000001_1370000002_20250425102000.CSV", &[], ""),
    ("UPPLAN_202504_1370000001_1370000002_20250425102000.CSV", &["C0025"], ""),
    ("UPPLAN_202503_1370000001_1370000002_20250425102000.CSV", &[], ""),
    ("DLTJSK_202504_1370000001_1370000002_20250425102000.CSV", &["C0025"], ""),
    ("UPPLAN_202503_1370000001_43_1370000002_11_20250425102000.CSV", &["C0026"], ""),
    ("UPPLAN_202505_1370000001_43_1370000002_ZZ_20250425102000.CSV", &["C0035"], ""),
    ("UP1KYO_1370000001_1370000002_20250401000000.CSV", &["C0036"], ""),
    ("UPHOSOKU_000000_1370000001_1370000002_20250425102000.CSV", &["C0036"], ""),
    ("UP1KYO_1370000001_1370000002_20250331235959.CSV", &[], ""),
    ("DLT1KYO_1370000001_1370000002_20250425102000.CSV", &[], ""),
    // Attachments have free names.
    ("居宅サービス計画書.pdf", &[], ""),
    ("地図.JPG", &[], ""),
    ("様式 (1).jpeg", &[], ""),
    ("請求書\u{202e}fdp.pdf", &["C0027"], ""),
    ("図:1.pdf", &["C0028"], ""),
];

fn report(name: &str) -> DocumentReport {
    check(name, b"")
}

#[test]
fn every_name_has_its_rule() {
    for (name, rules, proposed) in TABLE {
        let report = report(name);
        assert_eq!(ids_of(&report, "C00"), *rules, "{name}");
        for finding in report.findings.iter().filter(|finding| finding.rule.id.starts_with("C00")) {
            assert_whole(finding);
            assert_eq!(finding.suggestion.as_deref().unwrap_or_default(), *proposed, "{name}: {}", words(finding));
        }
    }
    let too_long = format!("{}.CSV", "長".repeat(300));
    assert_eq!(ids_of(&report(&too_long), "C00"), ["C0029"]);
}

#[test]
fn every_rule_about_names_has_a_name() {
    let shown: BTreeSet<&str> = TABLE.iter().flat_map(|(_, rules, _)| rules.iter().copied()).chain(["C0029"]).collect();
    let all: BTreeSet<&str> = ALL.iter().map(|rule| rule.id).collect();
    assert_eq!(shown, all);
    assert!(ALL.is_sorted_by_key(|rule| rule.id));
    assert!(TABLE.len() >= 60);
}

#[test]
fn what_was_odd_is_told() {
    let message = |name: &str| words(report(name).findings.iter().find(|f| f.rule.id.starts_with("C00")).unwrap());
    assert!(message("UPPLAN_202505_137000001_43_1370000002_11_20250425102000.CSV").contains("「137000001」は9文字"));
    assert!(message("UPPLAN_202505_1370000001_43_1370000002_11_20250612000000.CSV").contains("2025年6月12日"));
    let turned = message("UPPLAN_202505_1370000001_43_1370000002_11_2025\u{202e}0425102000.CSV");
    assert!(turned.contains("[U+202E]") && turned.contains("（U+202E）"), "{turned}");
}

#[test]
fn two_causes_are_two_findings() {
    let name = EXACT.replace("_43_", "_043_").replace(".CSV", " (1).CSV");
    assert_eq!(ids_of(&report(&name), "C00"), ["C0003", "C0010"]);
    let name = EXACT.replace("202505", "202513").replace(".CSV", " (1).csv");
    assert_eq!(ids_of(&report(&name), "C00"), ["C0012"], "a name that must be made anew has one cause");
}

#[test]
fn the_layout_follows_the_name_that_is_meant() {
    let (name, bytes) = crate::support::sample("202208/P2", "UPPLAN");
    let report = check(&name.replace(".CSV", " (1).csv"), &bytes);
    assert_eq!((ids_of(&report, "C00"), report.errors), (vec!["C0003".to_owned()], 1));
}

/// An exact name with a few characters changed, taken away or added.
fn mutated() -> impl Strategy<Value = String> {
    let edits = proptest::collection::vec((any::<u16>(), any::<Option<char>>(), any::<bool>()), 0..4);
    edits.prop_map(|edits| {
        let mut text: Vec<char> = EXACT.chars().collect();
        for (at, c, insert) in edits {
            let at = usize::from(at) % text.len().max(1);
            match (c, insert) {
                (Some(c), true) => text.insert(at, c),
                (Some(c), false) => text[at] = c,
                (None, _) => drop(text.remove(at)),
            }
        }
        text.into_iter().collect()
    })
}

proptest! {
    #[test]
    fn any_name_is_judged(name in prop_oneof![any::<String>(), mutated()]) {
        let report = report(&name);
        let findings: Vec<_> = report.findings.iter().filter(|finding| finding.rule.id.starts_with("C00")).collect();
        findings.iter().for_each(|finding| assert_whole(finding));
        let file_name = name.rsplit(['/', '\\']).next().unwrap();
        let exact = DocumentName::parse(file_name).is_some();
        prop_assert_eq!(report.reading.is_exact(), exact);
        prop_assert!(exact || !findings.is_empty() || report.reading.is_attachment());
        if let Some(proposed) = findings.iter().find_map(|finding| finding.suggestion.as_deref()) {
            prop_assert!(DocumentName::parse(proposed).is_some());
        }
    }
}
