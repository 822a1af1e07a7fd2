//! Why the care software refused: in a person's words, or as `renkei check --format json` found it.

use crate::commands::context::{Done, Failure};
use crate::refusal::{Refusal, in_its_words};
use crate::transfer::told;
use clap::Args;
use protocol::{FindingBody, TransmissionSummary};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Longest message, in characters.
const LONGEST: usize = 2_000;
/// Largest result of a check that is read, in bytes.
const LARGEST: u64 = 64 << 20;
const NOT_TOLD: &str = "送信元には何も知らせていません。";

/// The reasons; at least one of the two.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(super) struct Reasons {
    /// In a person's words.
    #[arg(long)]
    message: Option<String>,
    /// Result of `renkei check --format json`.
    #[arg(long)]
    check: Option<PathBuf>,
}

/// What is needed of `renkei-check/1`.
#[derive(Debug, Deserialize)]
struct Checked {
    format: String,
    sets: Vec<Set>,
}

#[derive(Debug, Deserialize)]
struct Set {
    files: Vec<File>,
    findings: Vec<FindingBody>,
}

#[derive(Debug, Deserialize)]
struct File {
    findings: Vec<FindingBody>,
}

impl Reasons {
    /// The reasons about this transmission: what a check found in other files is left out.
    pub(super) fn of(&self, one: &TransmissionSummary) -> Done<Vec<FindingBody>> {
        let mut reasons = Vec::new();
        if let Some(words) = &self.message {
            let words = words.trim();
            if words.is_empty() || words.chars().count() > LONGEST {
                return Err(unusable("メッセージは、1文字から2,000文字までです。", "", "長さを確かめてください。"));
            }
            let file = one.documents.first().map_or("", |document| document.name.as_str());
            reasons.push(told(file, words));
        }
        if let Some(path) = &self.check {
            reasons.extend(found(path, one)?);
        }
        Ok(reasons)
    }
}

fn found(path: &Path, one: &TransmissionSummary) -> Done<Vec<FindingBody>> {
    let size = path.metadata().map_err(|error| Refusal::of_file(path, &error).leaving(NOT_TOLD))?.len();
    if size > LARGEST {
        return Err(not_a_check(path, "ファイルが大きすぎます。"));
    }
    let bytes = std::fs::read(path).map_err(|error| Refusal::of_file(path, &error).leaving(NOT_TOLD))?;
    let checked: Checked = serde_json::from_slice(&bytes).map_err(|error| not_a_check(path, &in_its_words(&error)))?;
    if checked.format != "renkei-check/1" {
        return Err(not_a_check(path, ""));
    }
    let all = checked.sets.into_iter().flat_map(|set| {
        let of_files = set.files.into_iter().flat_map(|file| file.findings);
        set.findings.into_iter().chain(of_files)
    });
    let found: Vec<FindingBody> = all.filter_map(|finding| of_this(finding, one)).collect();
    if found.is_empty() {
        let why = "この受信のファイルについての指摘が、中にありません。";
        let cure = "受け取ったファイルを renkei check で調べた結果を指定するか、--message に理由を書いてください。";
        return Err(unusable(&format!("「{}」は、この受信の結果ではありません。", path.display()), why, cure));
    }
    Ok(found)
}

/// With the names of files as they were sent, not the folders of this PC.
fn of_this(mut finding: FindingBody, one: &TransmissionSummary) -> Option<FindingBody> {
    let sent_as = |file: &str| {
        let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
        one.documents.iter().any(|document| document.name == name).then(|| name.to_owned())
    };
    finding.place.file = sent_as(&finding.place.file)?;
    finding.related = match finding.related {
        Some(mut related) => sent_as(&related.file).map(|name| {
            related.file = name;
            related
        }),
        None => None,
    };
    Some(finding)
}

fn not_a_check(path: &Path, why: &str) -> Failure {
    let what = format!("「{}」は、renkei check の結果として読み取れません。", path.display());
    unusable(&what, why, "renkei check --format json で出した結果を指定してください。")
}

fn unusable(what: &str, why: &str, cure: &str) -> Failure {
    Failure::Unusable(Box::new(Refusal::new(what, why, cure, NOT_TOLD)))
}
