//! What a check gave, for the writers of all three formats.

use super::sets::SetKey;
use super::trouble::{Reason, Trouble};
use crate::Exit;
use standard::check::{AttachmentReport, DocumentReport, Member, SetReport};
use standard::types::NameReading;
use standard::{DocumentKind, DocumentName, Finding, TargetMonth};
use std::sync::Arc;

/// What was found in the files of a set.
#[derive(Debug)]
pub(super) struct SetOutcome {
    /// What they share.
    pub(super) key: Option<SetKey>,
    /// Each file.
    pub(super) files: Vec<FileOutcome>,
    /// What was found about the files together; `None` when their names do not tell that they belong together.
    pub(super) together: Option<SetReport>,
}

/// What was found in one file.
#[derive(Debug)]
pub(super) struct FileOutcome {
    /// How the file is called.
    pub(super) shown: Arc<str>,
    /// What it gave.
    pub(super) content: Content,
}

/// What a file gave.
#[derive(Debug)]
pub(super) enum Content {
    /// CSV.
    Document(Box<DocumentReport>),
    /// An image or PDF that comes along.
    Attachment(Box<AttachmentReport>),
    /// It could not be read.
    Unreadable(Reason),
}

/// Numbers of places and files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Totals {
    /// Sets.
    pub(super) sets: usize,
    /// Sets that can be sent.
    pub(super) sendable: usize,
    /// Files.
    pub(super) files: usize,
    /// Places with an error.
    pub(super) errors: u64,
    /// Places with a warning.
    pub(super) warnings: u64,
    /// Files and folders that could not be read.
    pub(super) unreadable: usize,
}

impl FileOutcome {
    /// The last part of its path.
    pub(super) fn file_name(&self) -> &str {
        self.shown.rsplit(['/', '\\']).next().unwrap_or_default()
    }

    /// The report, when it is CSV that could be read.
    pub(super) fn report(&self) -> Option<&DocumentReport> {
        match &self.content {
            Content::Document(report) => Some(report),
            _ => None,
        }
    }

    /// What the check of the set is to see of it.
    pub(super) fn member(&self) -> Option<Member<'_>> {
        match &self.content {
            Content::Document(report) => Some(Member::from(&**report)),
            Content::Attachment(report) => Some(Member::from(&**report)),
            Content::Unreadable(_) => None,
        }
    }

    /// Why it could not be read.
    pub(super) fn unreadable(&self) -> Option<&Reason> {
        match &self.content {
            Content::Unreadable(reason) => Some(reason),
            _ => None,
        }
    }

    /// Its name as far as it can be read.
    pub(super) fn name(&self) -> Option<DocumentName> {
        NameReading::read(self.file_name()).name
    }

    /// Its kind, as far as its name tells.
    pub(super) fn kind(&self) -> Option<DocumentKind> {
        NameReading::read(self.file_name()).kind
    }

    /// Number of bytes that were looked at.
    pub(super) fn bytes(&self) -> u64 {
        match &self.content {
            Content::Document(report) => report.size,
            Content::Attachment(report) => report.size,
            Content::Unreadable(_) => 0,
        }
    }

    /// Its findings.
    pub(super) fn findings(&self) -> &[Finding] {
        match &self.content {
            Content::Document(report) => &report.findings,
            Content::Attachment(report) => &report.findings,
            Content::Unreadable(_) => &[],
        }
    }

    /// Places with an error, places with a warning.
    pub(super) fn counts(&self) -> (u64, u64) {
        match &self.content {
            Content::Document(report) => (report.errors, report.warnings),
            Content::Attachment(report) => (report.errors, report.warnings),
            Content::Unreadable(_) => (0, 0),
        }
    }
}

impl SetOutcome {
    /// The findings about the files together.
    pub(super) fn findings(&self) -> &[Finding] {
        self.together.as_ref().map(|report| report.findings.as_slice()).unwrap_or_default()
    }

    /// All findings: those of the files, then those about the files together.
    pub(super) fn all_findings(&self) -> impl Iterator<Item = &Finding> {
        self.files.iter().flat_map(FileOutcome::findings).chain(self.findings())
    }

    /// The path of the file that findings call by this name.
    pub(super) fn path_of<'s>(&'s self, document: &'s str) -> &'s str {
        let named = |file: &&FileOutcome| file.file_name() == document;
        self.files.iter().find(named).map_or(document, |file| &file.shown)
    }

    /// The month that the names carry.
    pub(super) fn month(&self) -> Option<TargetMonth> {
        self.files.iter().find_map(|file| file.name()?.target_month())
    }

    /// Sets, files, errors and warnings.
    pub(super) fn totals(&self) -> Totals {
        let mut totals = Totals { sets: usize::from(self.key.is_some()), files: self.files.len(), ..Totals::default() };
        if let Some(together) = &self.together {
            totals.errors += together.errors;
            totals.warnings += together.warnings;
        }
        for file in &self.files {
            let (errors, warnings) = file.counts();
            totals.errors += errors;
            totals.warnings += warnings;
            totals.unreadable += usize::from(file.unreadable().is_some());
        }
        totals.sendable = usize::from(totals.sets > 0 && totals.errors == 0 && totals.unreadable == 0);
        totals
    }
}

impl Totals {
    /// Adds another set.
    pub(super) fn add(&mut self, other: Self) {
        self.sets += other.sets;
        self.sendable += other.sendable;
        self.files += other.files;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.unreadable += other.unreadable;
    }

    /// Adds what was not even found.
    pub(super) fn add_troubles(&mut self, troubles: &[Trouble]) {
        self.unreadable += troubles.iter().filter(|trouble| trouble.reason.is_error()).count();
    }

    /// How the command ends. Nothing read at all is unusable; something unread beside it is an error.
    pub(super) fn exit(&self, unread_files: usize) -> Exit {
        if self.files == unread_files {
            Exit::Unusable
        } else if self.errors > 0 || self.unreadable > 0 {
            Exit::Errors
        } else {
            Exit::Clean
        }
    }
}
