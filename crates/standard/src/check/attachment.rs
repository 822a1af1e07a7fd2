//! The check of one attachment: the image of the standard, or another JPEG or PDF that comes along.
//!
//! An attachment has at most [`MAX_ATTACHMENT`] bytes, so it is checked whole and not in pieces. Nothing is decoded:
//! of a JPEG only the headers are read, a PDF is looked through byte by byte. What a PDF keeps in compressed streams is
//! not looked into, since that would mean inflating what a stranger compressed.

use super::Options;
use crate::finding::{Finding, Sink};
use crate::rules::attachment as rules;
use crate::types::NameReading;
use std::sync::Arc;

/// Most bytes of an attachment.
pub const MAX_ATTACHMENT: u64 = 10_000_000;

/// What an attachment is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AttachmentKind {
    /// JPEG with its width and height.
    Jpeg {
        /// Pixels from left to right.
        width: u16,
        /// Pixels from top to bottom.
        height: u16,
    },
    /// PDF.
    Pdf,
}

/// What the check of an attachment gives.
#[derive(Debug)]
pub struct AttachmentReport {
    /// The attachment as the caller named it.
    pub document: Arc<str>,
    /// Its name read as one of the standard's; only the image has such a name.
    pub reading: NameReading,
    /// What it is; `None` when it may not be sent.
    pub kind: Option<AttachmentKind>,
    /// The findings, in the order of the file.
    pub findings: Vec<Finding>,
    /// Number of errors.
    pub errors: u64,
    /// Number of warnings.
    pub warnings: u64,
    /// Number of bytes.
    pub size: u64,
    /// The same for the same bytes, and for others almost never.
    pub content: u64,
}

impl AttachmentReport {
    /// True when nothing stands against sending.
    pub fn is_sendable(&self) -> bool {
        self.errors == 0
    }
}

/// The check of an attachment.
#[derive(Debug)]
pub struct AttachmentCheck;

impl AttachmentCheck {
    /// True when a file of this name is to be checked here and not as CSV: its extension is another than CSV's, and its
    /// name does not mean one of the CSV kinds.
    pub fn is_for(name: &str) -> bool {
        let file_name = last_segment(name);
        let reading = NameReading::read(file_name);
        let extension = file_name.rsplit_once('.').map(|(_, extension)| extension.trim().to_lowercase());
        let csv = extension.as_deref() == Some("csv");
        match reading.kind {
            Some(kind) if !kind.is_csv() => true,
            Some(_) => !csv && matches!(extension.as_deref(), Some("pdf" | "jpg" | "jpeg")),
            None => !csv,
        }
    }

    /// True when a name that came from outside may be used as a file's name. The whole text is the name: a separator in it is
    /// not allowed.
    pub fn is_safe_name(name: &str) -> bool {
        rules::is_safe(name)
    }

    /// Checks an attachment whose bytes are all there.
    pub fn check(name: &str, bytes: &[u8], options: Options) -> AttachmentReport {
        Self::check_sized(name, bytes.len() as u64, bytes, options)
    }

    /// The same without reading a file that is too large anyway: `size` is that of the whole file, `bytes` its beginning
    /// (at least what there is of the first kilobyte).
    pub fn check_sized(name: &str, size: u64, bytes: &[u8], options: Options) -> AttachmentReport {
        let document: Arc<str> = Arc::from(name);
        let file_name = last_segment(name);
        let reading = NameReading::read(file_name);
        let mut sink = Sink::new(&document);
        rules::check_name(&document, file_name, &reading, options, &mut sink);
        let kind = rules::check_content(&document, file_name, size, bytes, &mut sink);
        AttachmentReport {
            errors: sink.errors(),
            warnings: sink.warnings(),
            findings: sink.into_findings(),
            kind,
            size,
            content: rules::print_of(bytes),
            document,
            reading,
        }
    }
}

fn last_segment(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or_default()
}
