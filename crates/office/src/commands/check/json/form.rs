//! The types of the form `renkei-check/1`. What is not there is left out.

use crate::commands::check::outcome::{FileOutcome, SetOutcome};
use crate::commands::check::trouble::Trouble;
use crate::commands::check::writer::Closing;
use protocol::FindingBody;
use serde::Serialize;
use standard::types::ServiceType;
use standard::{Date, DocumentKind, Lang, OfficeNumber};

/// The name of the form and its version. A change that a reader can stumble over raises the number.
const FORMAT: &str = "renkei-check/1";

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
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
#[serde(rename_all = "camelCase")]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Summary {
    sets: usize,
    sendable: usize,
    files: usize,
    errors: u64,
    warnings: u64,
    unreadable: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Skipped {
    path: String,
    severity: &'static str,
    reason: &'static str,
    message: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Set {
    #[serde(skip_serializing_if = "Option::is_none")]
    sender: Option<Office>,
    #[serde(skip_serializing_if = "Option::is_none")]
    receiver: Option<Office>,
    #[serde(skip_serializing_if = "Option::is_none")]
    serial: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    combination: Option<&'static str>,
    sendable: bool,
    errors: u64,
    warnings: u64,
    files: Vec<File>,
    findings: Vec<FindingBody>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Office {
    number: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    service_type: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct File {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'static str>,
    records: u64,
    bytes: u64,
    errors: u64,
    warnings: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    unreadable: Option<String>,
    findings: Vec<FindingBody>,
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
        let types = set.files.iter().find_map(|file| file.name()?.types);
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
            bytes: file.bytes(),
            errors,
            warnings,
            unreadable: file.unreadable().map(|reason| reason.text(lang)),
            findings: findings(file.findings(), set, lang),
        }
    }
}

/// The findings in the form of the wire contract, their places with the path of the file.
fn findings(findings: &[standard::Finding], set: &SetOutcome, lang: Lang) -> Vec<FindingBody> {
    let body = |finding: &standard::Finding| {
        let mut body = FindingBody::new(finding, lang);
        for place in [&mut body.place].into_iter().chain(&mut body.related) {
            place.file = set.path_of(&place.file).to_owned();
        }
        body
    };
    findings.iter().map(body).collect()
}
