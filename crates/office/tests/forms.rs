//! JSON and SARIF: what programs rely on, checked on real output.

use crate::run::{renkei, samples};
use crate::schema;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// The JSON result for a path, checked against the schema.
pub(crate) fn json(path: &Path) -> Value {
    let ran = renkei(&["check", "--as-of", "2025-06-10", "--format", "json", path.to_str().unwrap()]);
    let value: Value = serde_json::from_str(&ran.output).unwrap();
    schema::assert_valid(&value);
    assert_eq!(ran.exit.code() == 0, value["summary"]["errors"] == 0 && value["summary"]["unreadable"] == 0);
    value
}

/// The distinct rules that speak, with their severity.
pub(crate) fn rules(result: &Value) -> BTreeSet<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    findings(result).map(|finding| (text(&finding["severity"]), text(&finding["rule"]))).collect()
}

fn findings(result: &Value) -> impl Iterator<Item = &Value> {
    let sets = result["sets"].as_array().unwrap().iter();
    sets.flat_map(|set| {
        let of_files = set["files"].as_array().unwrap().iter().flat_map(|file| file["findings"].as_array().unwrap());
        of_files.chain(set["findings"].as_array().unwrap())
    })
}

#[test]
fn the_samples_are_sets_that_can_be_sent() {
    let result = json(&samples());
    assert_eq!(result["format"], "renkei-check/1");
    assert_eq!(result["asOf"], "2025-06-10");
    assert_eq!(result["summary"]["sets"], 27);
    assert_eq!(result["summary"]["sendable"], 27);
    assert_eq!(result["summary"]["files"], 53);
    assert!(rules(&result).iter().all(|(severity, _)| severity == "warning"));
    let sets = result["sets"].as_array().unwrap();
    let slips = sets.iter().find(|set| set["serial"] == "20250425102000").unwrap();
    assert_eq!(slips["sender"]["number"], "1370000001");
    assert_eq!(slips["sender"]["serviceType"], "43");
    assert_eq!(slips["month"], "202505");
    let kinds: Vec<&str> =
        slips["files"].as_array().unwrap().iter().map(|file| file["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["UPHOSOKU", "UPPLAN", "UPSIKYU"]);
    assert_eq!(slips["files"][1]["records"], 30);
}

#[test]
fn a_place_is_the_bytes_of_the_value() {
    let folder = tempfile::tempdir().unwrap();
    let name = "UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV";
    let mut bytes = std::fs::read(samples().join("202407/K2").join(name)).unwrap();
    let at = bytes.windows(8).rposition(|window| window == b"20250502").unwrap();
    bytes[at + 6..at + 8].copy_from_slice(b"32");
    std::fs::write(folder.path().join(name), &bytes).unwrap();
    let result = json(folder.path());
    let finding = findings(&result).find(|finding| finding["value"] == "20250532").unwrap();
    let place = &finding["place"];
    assert_eq!(place["file"], folder.path().join(name).to_str().unwrap());
    assert_eq!(place["byte"], at);
    assert_eq!(place["bytes"], 8);
    assert_eq!(place["field"]["name"], "サービス利用日");
    let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    assert_eq!(place["line"], line);
}

#[test]
fn sarif_has_what_the_standard_demands() {
    let folder = tempfile::tempdir().unwrap();
    let name = "UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV";
    let text = std::fs::read(samples().join("202407/K2").join(name)).unwrap();
    let spoilt = String::from_utf8_lossy(&text[..24]).replace("0000000101", "");
    std::fs::write(folder.path().join(name), [spoilt.as_bytes(), &text[24..]].concat()).unwrap();
    std::fs::create_dir(folder.path().join("表 #1")).unwrap();
    std::fs::write(folder.path().join("表 #1/x.pdf"), b"%PDF-1.4").unwrap();
    let ran = renkei(&["check", "--format", "sarif", folder.path().to_str().unwrap(), "/nowhere/at all"]);
    let log: Value = serde_json::from_str(&ran.output).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["invocations"][0]["exitCode"], ran.exit.code());
    assert_eq!(run["invocations"][0]["toolExecutionNotifications"][0]["level"], "error");
    let (rules, artifacts) = (&run["tool"]["driver"]["rules"], run["artifacts"].as_array().unwrap());
    assert_eq!(artifacts[0]["encoding"], "windows-31j");
    assert!(
        artifacts
            .iter()
            .any(|artifact| artifact["location"]["uri"].as_str().unwrap().ends_with("/%E8%A1%A8%20%231/x.pdf"))
    );
    let results = run["results"].as_array().unwrap();
    assert!(!results.is_empty());
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        for text in ["shortDescription", "fullDescription", "help"] {
            assert!(!rules[index][text]["text"].as_str().unwrap().is_empty());
        }
        let place = &result["locations"][0]["physicalLocation"];
        let index = usize::try_from(place["artifactLocation"]["index"].as_u64().unwrap()).unwrap();
        assert_eq!(artifacts[index]["location"]["uri"], place["artifactLocation"]["uri"]);
    }
    let empty = results.iter().find(|result| result["ruleId"] == "C0401").unwrap();
    let region = &empty["locations"][0]["physicalLocation"]["region"];
    assert_eq!((region["startLine"].as_u64(), region["startColumn"].as_u64()), (Some(1), Some(15)));
    assert_eq!((region["byteOffset"].as_u64(), region["byteLength"].as_u64()), (Some(14), Some(0)));
}
