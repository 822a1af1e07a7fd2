//! Where findings of one document are collected: a bounded number is kept, all are counted.

use super::rule::{Fold, Severity};
use super::{FieldRef, Finding, Rule};

/// Most findings that are kept for one document; errors go before warnings.
pub const MAX_KEPT: usize = 1_000;

/// The findings of one document.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    errors: Vec<Finding>,
    warnings: Vec<Finding>,
    folded: Vec<Folded>,
    error_places: u64,
    warning_places: u64,
}

/// A rule that speaks once, and where its finding stands in the list of its severity.
#[derive(Debug)]
struct Folded {
    rule: &'static Rule,
    field: Option<FieldRef>,
    index: usize,
}

impl Sink {
    /// True when a finding of this rule would be kept with its place; otherwise [`Sink::count`] is enough.
    pub(crate) fn wants(&self, rule: &'static Rule) -> bool {
        self.list(rule.severity).len() < MAX_KEPT
    }

    /// Counts a place without keeping it.
    pub(crate) fn count(&mut self, rule: &'static Rule) {
        match rule.severity {
            Severity::Error => self.error_places += 1,
            Severity::Warning => self.warning_places += 1,
        }
    }

    /// True when the rule has spoken and speaks only once a file; the place is then added to its count.
    pub(crate) fn again(&mut self, rule: &'static Rule) -> bool {
        rule.fold == Fold::File && self.add_to_folded(rule, None)
    }

    /// True when a rule that speaks once a file has spoken.
    pub(crate) fn has_spoken(&self, rule: &'static Rule) -> bool {
        self.folded.iter().any(|folded| folded.rule.id == rule.id)
    }

    /// The same for a place in a field: also true for a rule that has spoken about this field.
    pub(crate) fn again_at(&mut self, rule: &'static Rule, field: Option<FieldRef>) -> bool {
        match rule.fold {
            Fold::Each => false,
            Fold::File => self.add_to_folded(rule, None),
            Fold::Field => self.add_to_folded(rule, field),
        }
    }

    pub(crate) fn push(&mut self, finding: Finding) {
        let field = match finding.rule.fold {
            Fold::Field => finding.field(),
            _ => None,
        };
        if finding.rule.fold != Fold::Each && self.add_to_folded(finding.rule, field) {
            return;
        }
        match finding.rule.severity {
            Severity::Error => self.error_places += finding.count,
            Severity::Warning => self.warning_places += finding.count,
        }
        let index = self.list(finding.rule.severity).len();
        if index >= MAX_KEPT {
            return;
        }
        if finding.rule.fold != Fold::Each {
            self.folded.push(Folded { rule: finding.rule, field, index });
        }
        self.list_mut(finding.rule.severity).push(finding);
    }

    /// Puts one finding in the place of all kept findings of some rules, when `cause` finds what they have in common.
    /// True when it was done.
    pub(crate) fn collapse(
        &mut self,
        rules: &[&'static Rule],
        cause: impl FnOnce(&[&Finding]) -> Option<Finding>,
    ) -> bool {
        let concerns = |rule: &Rule| rules.iter().any(|known| known.id == rule.id);
        let kept = self.errors.iter().chain(&self.warnings);
        let symptoms: Vec<&Finding> = kept.filter(|finding| concerns(finding.rule)).collect();
        let Some(mut cause) = cause(&symptoms) else { return false };
        cause.count = symptoms.iter().map(|one| one.count).sum();
        self.withdraw(rules);
        self.push(cause);
        true
    }

    /// Takes back all kept findings of some rules, with their places.
    pub(crate) fn withdraw(&mut self, rules: &[&'static Rule]) {
        let concerns = |finding: &Finding| rules.iter().any(|known| known.id == finding.rule.id);
        let places = |kept: &[Finding]| kept.iter().filter(|one| concerns(one)).map(|one| one.count).sum::<u64>();
        self.error_places -= places(&self.errors);
        self.warning_places -= places(&self.warnings);
        self.errors.retain(|finding| !concerns(finding));
        self.warnings.retain(|finding| !concerns(finding));
        self.refold();
    }

    /// Finds again where the folded rules stand, after findings were taken out.
    fn refold(&mut self) {
        let field_of = |finding: &Finding| finding.field().filter(|_| finding.rule.fold == Fold::Field);
        let listed = self.errors.iter().enumerate().chain(self.warnings.iter().enumerate());
        let folded = listed.filter(|(_, finding)| finding.rule.fold != Fold::Each);
        self.folded =
            folded.map(|(index, finding)| Folded { rule: finding.rule, field: field_of(finding), index }).collect();
    }

    /// Number of errors so far, places counted.
    pub(crate) fn errors(&self) -> u64 {
        self.error_places
    }

    /// Number of warnings so far, places counted.
    pub(crate) fn warnings(&self) -> u64 {
        self.warning_places
    }

    /// All kept findings in the order of the file, errors before warnings where the limit is reached.
    pub(crate) fn into_findings(self) -> Vec<Finding> {
        let mut findings = self.errors;
        let room = MAX_KEPT.saturating_sub(findings.len());
        findings.extend(self.warnings.into_iter().take(room));
        findings.sort_by_key(|finding| finding.place.spot.as_ref().map_or(0, |spot| spot.byte));
        findings
    }

    fn add_to_folded(&mut self, rule: &'static Rule, field: Option<FieldRef>) -> bool {
        let known = self.folded.iter().find(|folded| folded.rule.id == rule.id && folded.field == field);
        let Some(index) = known.map(|folded| folded.index) else { return false };
        self.count(rule);
        if let Some(finding) = self.list_mut(rule.severity).get_mut(index) {
            finding.count += 1;
        }
        true
    }

    fn list(&self, severity: Severity) -> &Vec<Finding> {
        match severity {
            Severity::Error => &self.errors,
            Severity::Warning => &self.warnings,
        }
    }

    fn list_mut(&mut self, severity: Severity) -> &mut Vec<Finding> {
        match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        }
    }
}
