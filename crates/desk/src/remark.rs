//! A finding (指摘) as the pages show it: made from what `standard` found, or from what the hub answered.

use serde::{Deserialize, Serialize};
use standard::{Finding, Lang, Severity};

/// One finding in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Stands against sending; a warning does not.
    pub error: bool,
    /// Id of the rule, e.g. `C0301`.
    pub rule: String,
    /// What happened, a few words.
    pub title: String,
    /// What happened, with the facts.
    pub message: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub cure: String,
    /// The file it is in.
    pub file: String,
    /// The line, from 1.
    pub line: Option<u64>,
    /// The field as the standard calls it, e.g. 項目10「サービス利用日」.
    pub field: Option<String>,
    /// The offending value, shortened.
    pub value: Option<String>,
    /// Number of places this stands for, at least 1.
    pub count: u64,
}

impl From<&Finding> for Remark {
    fn from(finding: &Finding) -> Self {
        let spot = finding.place.spot.as_ref();
        Self {
            error: finding.severity() == Severity::Error,
            rule: finding.rule.id.to_owned(),
            title: finding.rule.title.ja.to_owned(),
            message: finding.message(Lang::Ja),
            why: finding.why(Lang::Ja),
            cure: finding.cure(Lang::Ja),
            file: finding.place.document.to_string(),
            line: spot.map(|spot| spot.line),
            field: finding.field().map(|field| field.label(Lang::Ja)),
            value: finding.value.clone(),
            count: finding.count,
        }
    }
}

impl Remark {
    /// Where it is: `12行目・項目10「サービス利用日」`; empty for a file as a whole.
    pub fn place(&self) -> String {
        let line = self.line.map(|line| format!("{line}行目"));
        let parts: Vec<String> = line.into_iter().chain(self.field.clone()).collect();
        parts.join("・")
    }
}
