//! A finding: a rule, a place, and the facts of this case.

use super::place::{FieldRef, Place, Spot};
use super::{Lang, Rule, Severity, Text, printable};
use std::sync::Arc;

/// What a check found.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// Where.
    pub place: Place,
    /// The offending value, shortened and made printable; `None` when the finding is not about a value.
    pub value: Option<String>,
    /// What to write instead, when that can be told for sure. A proposal: never applied by the check.
    pub suggestion: Option<String>,
    /// Another place that belongs to it, e.g. the first of two equal records.
    pub related: Option<Place>,
    /// Number of places this finding stands for, at least 1 (see [`super::Fold`]).
    pub count: u64,
    facts: Vec<(&'static str, String)>,
}

impl Finding {
    /// A finding about a whole document.
    pub(crate) fn of_document(rule: &'static Rule, document: &Arc<str>) -> Self {
        let place = Place { document: Arc::clone(document), spot: None };
        Self { rule, place, value: None, suggestion: None, related: None, count: 1, facts: Vec::new() }
    }

    /// A finding at a place in a document.
    pub(crate) fn at(rule: &'static Rule, document: &Arc<str>, spot: Spot) -> Self {
        let mut finding = Self::of_document(rule, document);
        finding.value = (!spot.value.is_empty()).then(|| spot.value.clone());
        finding.place.spot = Some(spot);
        finding
    }

    /// Adds a fact for the texts.
    pub(crate) fn fact(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.facts.push((name, value.into()));
        self
    }

    /// Adds what to write instead.
    pub(crate) fn suggest(mut self, text: impl Into<String>) -> Self {
        self.suggestion = Some(text.into());
        self
    }

    /// Adds another place.
    pub(crate) fn related(mut self, place: Place) -> Self {
        self.related = Some(place);
        self
    }

    /// Error or warning.
    pub fn severity(&self) -> Severity {
        self.rule.severity
    }

    /// The field it is about.
    pub fn field(&self) -> Option<FieldRef> {
        self.place.spot.as_ref().and_then(|spot| spot.field)
    }

    /// What happened. Every text may use the facts of the case and `file`, `field`, `value`, `suggestion`, `count`,
    /// `line`, `record`.
    pub fn message(&self, lang: Lang) -> String {
        self.fill(self.rule.message, lang)
    }

    /// Why it matters.
    pub fn why(&self, lang: Lang) -> String {
        self.fill(self.rule.why, lang)
    }

    /// What to do.
    pub fn cure(&self, lang: Lang) -> String {
        self.fill(self.rule.cure, lang)
    }

    /// The facts of this case, for machines.
    pub fn facts(&self) -> &[(&'static str, String)] {
        &self.facts
    }

    fn fill(&self, text: Text, lang: Lang) -> String {
        let field = self.field().map(|field| field.label(lang)).unwrap_or_default();
        let file = printable(&self.place.document);
        let count = self.count.to_string();
        let spot = self.place.spot.as_ref();
        let line = spot.map(|spot| spot.line.to_string()).unwrap_or_default();
        let record = spot.map(|spot| spot.record.to_string()).unwrap_or_default();
        let own = |name: &str| self.facts.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
        text.fill(lang, |name| {
            own(name).or(match name {
                "file" => Some(file.as_str()),
                "field" => Some(field.as_str()),
                "value" => Some(self.value.as_deref().unwrap_or_default()),
                "suggestion" => self.suggestion.as_deref(),
                "count" => Some(count.as_str()),
                "line" => Some(line.as_str()),
                "record" => Some(record.as_str()),
                _ => None,
            })
        })
    }
}
