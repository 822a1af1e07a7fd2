//! The rules, each shown to speak where it should and to keep silent beside it.

mod across;
mod attachment;
mod document;
mod field;
mod name;
mod properties;
mod record;
mod set;
mod shape;
mod structure;

use standard::check::DocumentReport;
use standard::{Finding, Lang};

/// The ids of one folder of rules, e.g. `C00`, in the order of the file.
pub(crate) fn ids_of(report: &DocumentReport, folder: &str) -> Vec<String> {
    let found = report.findings.iter().filter(|finding| finding.rule.id.starts_with(folder));
    found.map(crate::support::short).collect()
}

/// Every text of a finding is whole: no place for a fact is left open, and nothing odd is shown.
pub(crate) fn assert_whole(finding: &Finding) {
    let rule = finding.rule;
    let names: Vec<&str> =
        [rule.message, rule.why, rule.cure].into_iter().flat_map(standard::finding::Text::fact_names).collect();
    for lang in [Lang::Ja, Lang::En] {
        for text in [finding.message(lang), finding.why(lang), finding.cure(lang)] {
            let open = names.iter().find(|name| text.contains(&format!("{{{name}}}")));
            assert!(open.is_none() && !text.is_empty(), "{} {text}", rule.id);
            assert!(!text.contains(|c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)), "{text:?}");
        }
    }
}
