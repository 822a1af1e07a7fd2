//! All conforming sample sets pass without an error.

use crate::support::{check, check_files, sample_files, sample_sets, words};

#[test]
fn samples_have_no_error() {
    let mut errors = Vec::new();
    for set in sample_sets() {
        let files = sample_files(&set);
        let csv = files.iter().filter(|(name, _)| name.ends_with(".CSV"));
        let reports: Vec<_> = csv.map(|(name, bytes)| check(name, bytes)).collect();
        assert!(reports.iter().all(|report| report.records > 0), "{set:?}");
        let found = reports.iter().flat_map(|report| &report.findings);
        let found = found.filter(|finding| finding.severity() == standard::Severity::Error);
        errors.extend(found.map(|finding| format!("{} {}", finding.place.document, words(finding))));
        errors.extend(check_files(&files).findings.iter().map(words));
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}
