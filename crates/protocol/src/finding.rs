//! The one JSON form of a finding: for `renkei check`, for problems, and for the results of imports.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use standard::finding::Place;
use standard::{Finding, Lang, Severity};

/// Exactly `error` or `warning`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SeverityBody {
    /// Must be mended before sending.
    Error,
    /// Is read as it is meant; better mended.
    Warning,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FindingBody {
    /// Id of the rule, `C0001`….
    pub rule: String,
    /// Name of the rule for machines.
    pub slug: String,
    /// Error or warning.
    pub severity: SeverityBody,
    /// What happened, a few words.
    pub title: String,
    /// What happened, in full.
    pub message: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub cure: String,
    /// Where.
    pub place: PlaceBody,
    /// The offending value, shortened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What to write instead, when that is sure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
    /// Another place that belongs to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub related: Option<PlaceBody>,
    /// Number of places it stands for.
    pub count: u64,
}

/// A place in a document, or a document as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlaceBody {
    /// The file.
    pub file: String,
    /// Number of the record, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<u64>,
    /// Line, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Column in characters, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// First byte, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byte: Option<u64>,
    /// Number of bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u32>,
    /// The field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<FieldBody>,
}

/// A field by number and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FieldBody {
    /// Its number in the standard, from 1.
    pub no: u16,
    /// Its name in the standard.
    pub name: String,
}

impl From<Severity> for SeverityBody {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
        }
    }
}

impl FindingBody {
    /// The wire form of a finding, its texts in one language.
    pub fn new(finding: &Finding, lang: Lang) -> Self {
        Self {
            rule: finding.rule.id.to_owned(),
            slug: finding.rule.slug.to_owned(),
            severity: finding.severity().into(),
            title: finding.rule.title.get(lang).to_owned(),
            message: finding.message(lang),
            why: finding.why(lang),
            cure: finding.cure(lang),
            place: PlaceBody::from(&finding.place),
            value: finding.value.clone(),
            suggestion: finding.suggestion.clone(),
            related: finding.related.as_ref().map(PlaceBody::from),
            count: finding.count,
        }
    }
}

impl From<&Place> for PlaceBody {
    fn from(place: &Place) -> Self {
        let spot = place.spot.as_ref();
        Self {
            file: place.document.to_string(),
            record: spot.map(|spot| spot.record),
            line: spot.map(|spot| spot.line),
            column: spot.map(|spot| spot.column),
            byte: spot.map(|spot| spot.byte),
            bytes: spot.map(|spot| spot.bytes),
            field: spot
                .and_then(|spot| spot.field)
                .map(|field| FieldBody { no: field.no, name: field.name.to_owned() }),
        }
    }
}
