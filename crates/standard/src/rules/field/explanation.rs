//! What a rule says about a value, before it becomes a finding.

use crate::check::{Case, is_valid};
use crate::finding::{Finding, Rule};

/// A rule with the facts of one case.
#[derive(Debug)]
pub(super) struct Explanation {
    pub(super) rule: &'static Rule,
    suggestion: Option<String>,
    facts: Vec<(&'static str, String)>,
}

impl Explanation {
    pub(super) fn of(rule: &'static Rule) -> Self {
        Self { rule, suggestion: None, facts: Vec::new() }
    }

    /// Adds what to write instead.
    pub(super) fn suggest(mut self, text: impl Into<String>) -> Self {
        self.suggestion = Some(text.into());
        self
    }

    /// Adds a fact for the texts.
    pub(super) fn fact(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.facts.push((name, value.into()));
        self
    }

    pub(super) fn into_finding(self, case: &Case<'_>) -> Finding {
        let mut finding = case.finding(self.rule);
        finding.suggestion = self.suggestion;
        self.facts.into_iter().fold(finding, |finding, (name, value)| finding.fact(name, value))
    }
}

/// True when a text would be right in the field of this case.
pub(super) fn fits(case: &Case<'_>, text: &str) -> bool {
    (text.is_ascii() || !case.field.kind.is_text()) && is_valid(case.context, case.field, text.as_bytes())
}
