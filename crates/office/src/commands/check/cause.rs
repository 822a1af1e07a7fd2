//! Which of many findings is to be mended first.

use super::outcome::SetOutcome;
use standard::{Finding, Severity};

/// The most important error of a set: causes that spoil a whole file come before single values, then the frequent
/// before the rare.
pub(super) fn first(set: &SetOutcome) -> Option<&Finding> {
    let errors = set.all_findings().filter(|finding| finding.severity() == Severity::Error);
    errors.enumerate().min_by_key(|(order, finding)| (rank(finding), u64::MAX - finding.count, *order)).map(|(_, f)| f)
}

/// By the folder of the rule, the whole before the part.
fn rank(finding: &Finding) -> u8 {
    match finding.rule.id.get(..3) {
        Some("C00") => 0,
        Some("C01") => 1,
        Some("C03") => 2,
        Some("C02") => 3,
        Some("C07") => 4,
        Some("C08") => 5,
        Some("C06") => 6,
        Some("C05") => 7,
        _ => 8,
    }
}
