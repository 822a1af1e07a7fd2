//! The files of a set by kind, and how a text calls them.

use crate::check::{Links, Member};
use crate::finding::{Finding, Rule};
use crate::types::{CsvVersion, DocumentKind, DocumentName, NameMonth, ServiceType};
use std::sync::Arc;

/// The files of a set.
#[derive(Debug)]
pub(super) struct Files<'r> {
    pub(super) members: &'r [Member<'r>],
    /// Those of which the kind is known, in the order of the members.
    pub(super) known: Vec<File<'r>>,
}

/// One file whose kind is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct File<'r> {
    pub(super) member: Member<'r>,
    pub(super) kind: DocumentKind,
    pub(super) document: &'r Arc<str>,
    /// The name, when it can be read.
    pub(super) name: Option<DocumentName>,
}

impl<'r> File<'r> {
    /// The keys of its records; an image has none.
    pub(super) fn links(&self) -> Option<&'r Links> {
        match self.member {
            Member::Document(report) => Some(&report.links),
            Member::Attachment(_) => None,
        }
    }

    /// The month of the name.
    pub(super) fn month(&self) -> Option<NameMonth> {
        self.name.and_then(|name| name.month)
    }

    /// The last part of its path.
    pub(super) fn file_name(&self) -> &'r str {
        self.document.rsplit(['/', '\\']).next().unwrap_or_default()
    }

    /// A finding about the file as a whole.
    pub(super) fn finding(&self, rule: &'static Rule) -> Finding {
        Finding::of_document(rule, self.document)
    }
}

impl<'r> Files<'r> {
    pub(super) fn new(members: &'r [Member<'r>]) -> Self {
        let file = |member: &Member<'r>| {
            let kind = member.kind()?;
            Some(File { member: *member, kind, document: member.document(), name: member.reading().name })
        };
        Self { members, known: members.iter().filter_map(file).collect() }
    }

    /// The document that stands for the set.
    pub(super) fn document(&self) -> Arc<str> {
        self.members.first().map_or_else(|| Arc::from(""), |member| Arc::clone(member.document()))
    }

    /// A finding about the set as a whole.
    pub(super) fn finding(&self, rule: &'static Rule) -> Finding {
        Finding::of_document(rule, &self.document())
    }

    /// True when a CSV file's kind cannot be told: what seems to be missing may be that one.
    pub(super) fn has_unknown(&self) -> bool {
        self.members.iter().any(|member| matches!(member, Member::Document(_)) && member.kind().is_none())
    }

    pub(super) fn of_kind(&self, kind: DocumentKind) -> impl Iterator<Item = &File<'r>> {
        self.known.iter().filter(move |file| file.kind == kind)
    }

    pub(super) fn has(&self, kind: DocumentKind) -> bool {
        self.of_kind(kind).next().is_some()
    }

    /// The kinds that are there, each once, in the order of the standard's list.
    pub(super) fn kinds(&self) -> Vec<DocumentKind> {
        DocumentKind::ALL.into_iter().filter(|kind| self.has(*kind)).collect()
    }

    /// The version that the set follows: that of the first name that can be read, else of the first file's records.
    pub(super) fn version(&self) -> CsvVersion {
        let by_name = self.known.iter().find_map(|file| file.name).map(|name| name.version());
        let layout = |file: &File<'_>| match file.member {
            Member::Document(report) => report.layout.map(|layout| layout.version),
            Member::Attachment(_) => None,
        };
        by_name.or_else(|| self.known.iter().find_map(layout)).unwrap_or(CsvVersion::V202407)
    }

    /// The service types of sender and receiver in the first name that has them.
    pub(super) fn types(&self) -> Option<(ServiceType, ServiceType)> {
        self.known.iter().find_map(|file| file.name?.types)
    }

    /// 利用者補足情報 that goes with the plan sheets, or with the slips. One whose name cannot be read goes with both.
    pub(super) fn hosoku(&self, with_slips: bool) -> impl Iterator<Item = &File<'r>> {
        self.of_kind(DocumentKind::UpHosoku).filter(move |file| match file.month() {
            Some(month) => (month != NameMonth::Unused) == with_slips,
            None => true,
        })
    }
}

/// A kind as a text calls it: 第1表 居宅サービス計画書(1)（UP1KYO）.
pub(super) fn label(kind: DocumentKind) -> String {
    format!("{}（{}）", kind.title(), kind.prefix())
}

/// Several kinds in a Japanese text.
pub(super) fn labels(kinds: &[DocumentKind]) -> String {
    kinds.iter().map(|kind| label(*kind)).collect::<Vec<_>>().join("、")
}

/// Several kinds in an English text.
pub(super) fn prefixes(kinds: &[DocumentKind]) -> String {
    kinds.iter().map(|kind| kind.prefix()).collect::<Vec<_>>().join(", ")
}

/// A month of a name in a Japanese text.
pub(super) fn month_words(month: NameMonth) -> String {
    match month {
        NameMonth::Month(month) => format!("{}年{}月", month.year(), month.month()),
        NameMonth::Unused => "000000".to_owned(),
    }
}

/// A date of a key in a Japanese text; eight digits are a day, six a month.
pub(super) fn date_words(date: u32) -> String {
    if date < 1_000_000 {
        format!("{}年{}月", date / 100, date % 100)
    } else {
        format!("{}年{}月{}日", date / 10_000, date / 100 % 100, date % 100)
    }
}
