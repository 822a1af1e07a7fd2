//! The types of the form `renkei-check/1`. A key is never left out; what is not there is `null`.

use crate::commands::check::outcome::{FileOutcome, SetOutcome};
use crate::commands::check::trouble::Trouble;
use crate::commands::check::writer::Closing;
use serde::Serialize;
use standard::finding::Place;
use standard::types::ServiceType;
use standard::{Date, DocumentKind, Lang, OfficeNumber};

/// The name of the form and its version. A change that a reader can stumble over raises the number.
const FORMAT: &str = "renkei-check/1";

#[derive(Debug, Serialize)]
pub(super) struct Result {
    format: &'static str,
    tool: Tool,
    as_of: String,
    lang: &'static str,
    summary: Summary,
    sets: Vec<Set>,
    skipped: Vec<Skipped>,
    hidden: usize,
    others: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Debug, Serialize)]
struct Summary {
    sets: usize,
    sendable: usize,
    files: usize,
    errors: u64,
    warnings: u64,
    unreadable: usize,
}

#[derive(Debug, Serialize)]
struct Skipped {
    path: String,
    severity: &'static str,
    reason: &'static str,
    message: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Set {
    sender: Option<Office>,
    receiver: Option<Office>,
    serial: Option<String>,
    month: Option<String>,
    combination: Option<&'static str>,
    sendable: bool,
    errors: u64,
    warnings: u64,
    files: Vec<File>,
    findings: Vec<Finding>,
}

#[derive(Debug, Serialize)]
struct Office {
    number: String,
    service_type: Option<String>,
}

#[derive(Debug, Serialize)]
struct File {
    file: String,
    kind: Option<&'static str>,
    title: Option<&'static str>,
    action: Option<&'static str>,
    version: Option<&'static str>,
    records: u64,
    bytes: u64,
    errors: u64,
    warnings: u64,
    unreadable: Option<String>,
    findings: Vec<Finding>,
}

#[derive(Debug, Serialize)]
struct Finding {
    rule: &'static str,
    slug: &'static str,
    severity: &'static str,
    title: &'static str,
    message: String,
    why: String,
    cure: String,
    place: Location,
    value: Option<String>,
    suggestion: Option<String>,
    related: Option<Location>,
    count: u64,
}

#[derive(Debug, Serialize)]
struct Location {
    file: String,
    record: Option<u64>,
    line: Option<u64>,
    column: Option<u32>,
    byte: Option<u64>,
    bytes: Option<u32>,
    field: Option<Field>,
}

#[derive(Debug, Serialize)]
struct Field {
    no: u16,
    name: &'static str,
}

impl Result {
    pub(super) fn of(sets: Vec<Set>, closing: &Closing<'_>, lang: Lang) -> Self {
        let totals = closing.totals;
        Self {
            format: FORMAT,
            tool: Tool { name: "renkei", version: env!("CARGO_PKG_VERSION") },
            as_of: iso(closing.as_of),
            lang: if lang == Lang::Ja { "ja" } else { "en" },
            summary: Summary {
                sets: totals.sets,
                sendable: totals.sendable,
                files: totals.files,
                errors: totals.errors,
                warnings: totals.warnings,
                unreadable: totals.unreadable,
            },
            sets,
            skipped: closing.gathered.troubles.iter().map(|trouble| Skipped::of(trouble, lang)).collect(),
            hidden: closing.gathered.hidden,
            others: closing.gathered.others.clone(),
        }
    }
}

fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

impl Skipped {
    fn of(trouble: &Trouble, lang: Lang) -> Self {
        Self {
            path: trouble.path.clone(),
            severity: if trouble.reason.is_error() { "error" } else { "warning" },
            reason: trouble.reason.code(),
            message: trouble.reason.text(lang),
        }
    }
}

impl Set {
    pub(super) fn of(set: &SetOutcome, lang: Lang) -> Self {
        let totals = set.totals();
        let types = set.files.iter().find_map(|file| file.report()?.name()?.types);
        let office = |number: OfficeNumber, service: Option<ServiceType>| Office {
            number: number.to_string(),
            service_type: service.map(|service| service.to_string()),
        };
        Self {
            sender: set.key.map(|key| office(key.sender, types.map(|types| types.0))),
            receiver: set.key.map(|key| office(key.receiver, types.map(|types| types.1))),
            serial: set.key.map(|key| key.serial.to_string()),
            month: set.month().map(|month| month.to_string()),
            combination: set.together.as_ref().and_then(|report| Some(report.combination?.id)),
            sendable: totals.sendable > 0,
            errors: totals.errors,
            warnings: totals.warnings,
            files: set.files.iter().map(|file| File::of(file, set, lang)).collect(),
            findings: findings(set.findings(), set, lang),
        }
    }
}

impl File {
    fn of(file: &FileOutcome, set: &SetOutcome, lang: Lang) -> Self {
        let (errors, warnings) = file.counts();
        let report = file.report();
        Self {
            file: file.shown.to_string(),
            kind: file.kind().map(DocumentKind::prefix),
            title: file.kind().map(DocumentKind::title),
            action: file.kind().map(|kind| kind.action().ja()),
            version: report.and_then(|report| Some(report.layout?.version.as_str())),
            records: report.map_or(0, |report| report.records),
            bytes: report.map_or(0, |report| report.size),
            errors,
            warnings,
            unreadable: file.unreadable().map(|reason| reason.text(lang)),
            findings: findings(file.findings(), set, lang),
        }
    }
}

fn findings(findings: &[standard::Finding], set: &SetOutcome, lang: Lang) -> Vec<Finding> {
    findings.iter().map(|finding| Finding::of(finding, set, lang)).collect()
}

impl Finding {
    fn of(finding: &standard::Finding, set: &SetOutcome, lang: Lang) -> Self {
        Self {
            rule: finding.rule.id,
            slug: finding.rule.slug,
            severity: finding.severity().as_str(),
            title: finding.rule.title.get(lang),
            message: finding.message(lang),
            why: finding.why(lang),
            cure: finding.cure(lang),
            place: Location::of(&finding.place, set),
            value: finding.value.clone(),
            suggestion: finding.suggestion.clone(),
            related: finding.related.as_ref().map(|place| Location::of(place, set)),
            count: finding.count,
        }
    }
}

impl Location {
    fn of(place: &Place, set: &SetOutcome) -> Self {
        let spot = place.spot.as_ref();
        Self {
            file: set.path_of(&place.document).to_owned(),
            record: spot.map(|spot| spot.record),
            line: spot.map(|spot| spot.line),
            column: spot.map(|spot| spot.column),
            byte: spot.map(|spot| spot.byte),
            bytes: spot.map(|spot| spot.bytes),
            field: spot.and_then(|spot| spot.field).map(|field| Field { no: field.no, name: field.name }),
        }
    }
}
