//! What several tests need: the samples, and a check of bytes under a name.

use standard::check::{
    AttachmentCheck, AttachmentReport, DocumentCheck, DocumentReport, Member, Options, SetCheck, SetReport,
};
use standard::{Date, Lang};
use std::path::{Path, PathBuf};

/// The day of all tests.
pub(crate) fn options() -> Options {
    Options { as_of: Date::new(2025, 6, 10).unwrap() }
}

/// The check of bytes under a name, fed at once.
pub(crate) fn check(name: &str, bytes: &[u8]) -> DocumentReport {
    let mut check = DocumentCheck::new(name, options());
    check.feed(bytes);
    check.finish()
}

/// The check of UTF-8 text, written as MS932.
pub(crate) fn check_text(name: &str, text: &str) -> DocumentReport {
    check(name, &ms932(text))
}

/// The check of a set with its attachments.
pub(crate) fn check_set(reports: &[DocumentReport], attachments: &[AttachmentReport]) -> SetReport {
    let documents = reports.iter().map(Member::from);
    let members: Vec<Member<'_>> = documents.chain(attachments.iter().map(Member::from)).collect();
    SetCheck::check(&members)
}

/// The check of an attachment.
pub(crate) fn check_attachment(name: &str, bytes: &[u8]) -> AttachmentReport {
    AttachmentCheck::check(name, bytes, options())
}

/// The check of the files of a set, each as its name asks.
pub(crate) fn check_files(files: &[(String, Vec<u8>)]) -> SetReport {
    let (attachments, documents): (Vec<_>, Vec<_>) = files.iter().partition(|(name, _)| AttachmentCheck::is_for(name));
    let documents: Vec<_> = documents.iter().map(|(name, bytes)| check(name, bytes)).collect();
    let attachments: Vec<_> = attachments.iter().map(|(name, bytes)| check_attachment(name, bytes)).collect();
    check_set(&documents, &attachments)
}

/// Text as MS932 bytes.
pub(crate) fn ms932(text: &str) -> Vec<u8> {
    let (bytes, _, unmappable) = encoding_rs::SHIFT_JIS.encode(text);
    assert!(!unmappable, "not in MS932: {text}");
    bytes.into_owned()
}

/// MS932 bytes as text.
pub(crate) fn utf8(bytes: &[u8]) -> String {
    encoding_rs::SHIFT_JIS.decode_without_bom_handling(bytes).0.into_owned()
}

/// The folders of the sample sets, e.g. `202407/K2`.
pub(crate) fn sample_sets() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let versions = ["202208", "202407"].map(|version| root.join(version));
    let mut sets: Vec<PathBuf> =
        versions.iter().flat_map(|v| v.read_dir().unwrap().map(|entry| entry.unwrap().path())).collect();
    sets.sort();
    sets
}

/// The files of a sample set with their bytes.
pub(crate) fn sample_files(set: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = set
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

/// One sample file by set and prefix: its name and bytes.
pub(crate) fn sample(set: &str, prefix: &str) -> (String, Vec<u8>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(set);
    let start = format!("{prefix}_");
    let found = sample_files(&folder).into_iter().find(|(name, _)| {
        standard::DocumentName::parse(name).is_some_and(|name| name.kind.prefix() == prefix) && name.starts_with(&start)
    });
    found.unwrap_or_else(|| panic!("no {prefix} in {set}"))
}

/// Ids of the findings with their places, for short assertions: `C0401@2:5` is record 2, field 5.
pub(crate) fn ids(report: &DocumentReport) -> Vec<String> {
    report.findings.iter().map(short).collect()
}

/// One finding in short.
pub(crate) fn short(finding: &standard::Finding) -> String {
    match (&finding.place.spot, finding.field()) {
        (Some(spot), Some(field)) => format!("{}@{}:{}", finding.rule.id, spot.record, field.no),
        (Some(spot), None) => format!("{}@{}", finding.rule.id, spot.record),
        (None, _) => finding.rule.id.to_owned(),
    }
}

/// A finding in words, for messages of failed tests.
pub(crate) fn words(finding: &standard::Finding) -> String {
    format!("{} {} «{}»", short(finding), finding.message(Lang::Ja), finding.value.as_deref().unwrap_or_default())
}
