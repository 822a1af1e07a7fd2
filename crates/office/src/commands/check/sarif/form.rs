//! The part of SARIF 2.1.0 that is written. What is not there is left out.

use super::uri;
use crate::Exit;
use crate::commands::check::outcome::FileOutcome;
use serde::Serialize;
use standard::finding::{Place, Spot, Text};
use standard::{DocumentKind, Finding, Lang, Rule, Severity};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// An excerpt marks at most so many characters: the end of a longer place is told in bytes only.
const MARKED: usize = 60;

/// The path of a document and the number of its artifact.
pub(super) type Whereabouts<'w> = dyn Fn(&str) -> (String, Option<usize>) + 'w;

#[derive(Debug, Serialize)]
pub(super) struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    default_encoding: &'static str,
    invocations: [Invocation; 1],
    artifacts: Vec<Artifact>,
    results: Vec<Outcome>,
}

#[derive(Debug, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    rules: Vec<Report>,
}

/// A `reportingDescriptor`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Report {
    id: &'static str,
    name: &'static str,
    short_description: Message,
    full_description: Message,
    help: Message,
    default_configuration: Configuration,
}

#[derive(Debug, Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Debug, Serialize)]
struct Message {
    text: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invocation {
    execution_successful: bool,
    exit_code: u8,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Debug, Serialize)]
pub(super) struct Notification {
    level: &'static str,
    message: Message,
    locations: [Location; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Artifact {
    location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
}

/// A `result`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Outcome {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    occurrence_count: u64,
    properties: Properties,
}

#[derive(Debug, Serialize)]
struct Properties {
    cure: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<u64>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalLocation>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Debug, Serialize)]
struct LogicalLocation {
    name: String,
    kind: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u64,
    start_column: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
    byte_offset: u64,
    byte_length: u32,
    snippet: Message,
}

impl Log {
    pub(super) fn new(
        rules: Vec<Report>,
        invocation: Invocation,
        artifacts: Vec<Artifact>,
        results: Vec<Outcome>,
    ) -> Self {
        let version = env!("CARGO_PKG_VERSION");
        let driver = Driver { name: "renkei", version, semantic_version: version, rules };
        let run = Run {
            tool: Tool { driver },
            column_kind: "unicodeCodePoints",
            default_encoding: "windows-31j",
            invocations: [invocation],
            artifacts,
            results,
        };
        Self { schema: SCHEMA, version: "2.1.0", runs: [run] }
    }
}

impl Report {
    pub(super) fn of(rule: &'static Rule, lang: Lang) -> Self {
        // The texts speak of a rule, not of a case: its facts stand as they are named.
        let text = |text: Text| Message { text: text.get(lang).to_owned() };
        Self {
            id: rule.id,
            name: rule.slug,
            short_description: text(rule.title),
            full_description: text(rule.why),
            help: text(rule.cure),
            default_configuration: Configuration { level: rule.severity.as_str() },
        }
    }
}

impl Invocation {
    pub(super) fn new(exit: Exit, notifications: Vec<Notification>) -> Self {
        Self {
            execution_successful: exit != Exit::Unusable,
            exit_code: exit.code(),
            tool_execution_notifications: notifications,
        }
    }
}

impl Notification {
    pub(super) fn error(path: &str, text: &str) -> Self {
        Self { level: "error", message: Message { text: text.to_owned() }, locations: [Location::of_file(path)] }
    }

    pub(super) fn warning(path: &str, text: &str) -> Self {
        Self { level: "warning", ..Self::error(path, text) }
    }
}

impl Artifact {
    pub(super) fn of(file: &FileOutcome) -> Self {
        let is_csv = file.kind().is_some_and(DocumentKind::is_csv);
        Self {
            location: ArtifactLocation { uri: uri::of_path(&file.shown), index: None },
            encoding: is_csv.then_some("windows-31j"),
        }
    }
}

impl Outcome {
    pub(super) fn of(finding: &Finding, rule_index: usize, whereabouts: &Whereabouts<'_>, lang: Lang) -> Self {
        Self {
            rule_id: finding.rule.id,
            rule_index,
            level: match finding.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            message: Message { text: finding.message(lang) },
            locations: [Location::of(&finding.place, whereabouts, lang)],
            related_locations: finding.related.iter().map(|place| Location::of(place, whereabouts, lang)).collect(),
            occurrence_count: finding.count,
            properties: Properties {
                cure: finding.cure(lang),
                value: finding.value.clone(),
                suggestion: finding.suggestion.clone(),
                record: finding.place.spot.as_ref().map(|spot| spot.record),
            },
        }
    }
}

impl Location {
    fn of_file(path: &str) -> Self {
        let artifact_location = ArtifactLocation { uri: uri::of_path(path), index: None };
        Self { physical_location: PhysicalLocation { artifact_location, region: None }, logical_locations: Vec::new() }
    }

    fn of(place: &Place, whereabouts: &Whereabouts<'_>, lang: Lang) -> Self {
        let (path, index) = whereabouts(&place.document);
        let mut location = Self::of_file(&path);
        location.physical_location.artifact_location.index = index;
        location.physical_location.region = place.spot.as_ref().map(Region::of);
        let field = place.spot.as_ref().and_then(|spot| spot.field);
        location.logical_locations =
            field.map(|field| LogicalLocation { name: field.label(lang), kind: "element" }).into_iter().collect();
        location
    }
}

impl Region {
    fn of(spot: &Spot) -> Self {
        let length = if spot.bytes == 0 { 0 } else { spot.excerpt.length };
        let end = u32::try_from(length).ok().filter(|_| length < MARKED).map(|length| spot.column + length);
        Self {
            start_line: spot.line,
            start_column: spot.column,
            end_column: end,
            byte_offset: spot.byte,
            byte_length: spot.bytes,
            snippet: Message { text: spot.excerpt.text.clone() },
        }
    }
}
