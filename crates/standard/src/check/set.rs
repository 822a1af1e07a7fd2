//! The check of what travels together: one sender, one receiver, one serial.

use super::{AttachmentReport, DocumentReport};
use crate::data::Combination;
use crate::finding::{Finding, Severity};
use crate::rules;
use crate::types::{DocumentKind, NameReading};
use std::sync::Arc;

/// One file of a set.
#[derive(Debug, Clone, Copy)]
pub enum Member<'r> {
    /// A CSV file of the standard.
    Document(&'r DocumentReport),
    /// An image of the standard, or another JPEG or PDF that comes along.
    Attachment(&'r AttachmentReport),
}

impl<'r> From<&'r DocumentReport> for Member<'r> {
    fn from(report: &'r DocumentReport) -> Self {
        Self::Document(report)
    }
}

impl<'r> From<&'r AttachmentReport> for Member<'r> {
    fn from(report: &'r AttachmentReport) -> Self {
        Self::Attachment(report)
    }
}

impl<'r> Member<'r> {
    /// The file as the caller named it.
    pub fn document(self) -> &'r Arc<str> {
        match self {
            Self::Document(report) => &report.document,
            Self::Attachment(report) => &report.document,
        }
    }

    /// Its name as far as it can be read.
    pub fn reading(self) -> &'r NameReading {
        match self {
            Self::Document(report) => &report.reading,
            Self::Attachment(report) => &report.reading,
        }
    }

    /// Its kind. An attachment other than the image of the standard has none.
    pub fn kind(self) -> Option<DocumentKind> {
        match self {
            Self::Document(report) => report.kind(),
            Self::Attachment(report) => report.reading.kind.filter(|kind| !kind.is_csv()),
        }
    }
}

/// The check of a set.
#[derive(Debug)]
pub struct SetCheck;

/// What the check of a set gives.
#[derive(Debug)]
pub struct SetReport {
    /// The combination it is, when it is one.
    pub combination: Option<&'static Combination>,
    /// The findings that were kept: about the set as a whole first, then file by file.
    pub findings: Vec<Finding>,
    /// Number of places with an error, also those not kept.
    pub errors: u64,
    /// Number of places with a warning, also those not kept.
    pub warnings: u64,
}

impl SetReport {
    /// True when nothing about the set stands against sending; its files have reports of their own.
    pub fn is_sendable(&self) -> bool {
        self.errors == 0
    }

    /// True when there is a finding of this severity among those kept.
    pub fn has(&self, severity: Severity) -> bool {
        self.findings.iter().any(|finding| finding.severity() == severity)
    }
}

impl SetCheck {
    /// Judges the members of one set: files with the same sender, receiver and serial, as far as their names can be read.
    pub fn check(members: &[Member<'_>]) -> SetReport {
        rules::set::check(members)
    }
}
