//! The check of one document, fed in pieces of any size; its memory does not depend on the size of the file.

use super::head::{self, Head};
use super::links::Links;
use super::records::RecordCheck;
use super::{Context, Options};
use crate::data::{Layout, standard};
use crate::finding::{Finding, Sink};
use crate::rules::{document as document_rules, name as name_rules};
use crate::types::{CsvVersion, DocumentKind, DocumentName, NameReading};
use std::cell::RefCell;
use std::sync::Arc;

/// How many bytes are looked at together before the first record is read.
const HEAD: usize = 64 << 10;
/// How many bytes are gathered before records are read.
const BLOCK: usize = 256 << 10;

/// The check of one CSV document.
#[derive(Debug)]
pub struct DocumentCheck {
    document: Arc<str>,
    reading: NameReading,
    options: Options,
    sink: Sink,
    buffer: Vec<u8>,
    /// Records are read when the buffer has grown to this.
    threshold: usize,
    size: u64,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    /// Not enough has been seen to tell what the file is.
    Head,
    /// Records are being read.
    Records(Box<RecordCheck>),
    /// The file is not what it should be; one finding says so and the rest is not read.
    Stopped,
}

/// What a check of a document gives.
#[derive(Debug)]
pub struct DocumentReport {
    /// The document as the caller named it.
    pub document: Arc<str>,
    /// Its name as far as it can be read.
    pub reading: NameReading,
    /// The version and kind that its records were checked against.
    pub layout: Option<&'static Layout>,
    /// The findings that were kept, in the order of the file.
    pub findings: Vec<Finding>,
    /// Number of places with an error, also those not kept.
    pub errors: u64,
    /// Number of places with a warning, also those not kept.
    pub warnings: u64,
    /// Number of records.
    pub records: u64,
    /// Number of bytes.
    pub size: u64,
    /// What the check of the set needs.
    pub links: Links,
}

impl DocumentReport {
    /// The name, when it can be told for sure.
    pub fn name(&self) -> Option<DocumentName> {
        self.reading.name
    }

    /// The kind, also when the rest of the name cannot be read.
    pub fn kind(&self) -> Option<DocumentKind> {
        self.reading.kind
    }

    /// True when nothing stands against sending.
    pub fn is_sendable(&self) -> bool {
        self.errors == 0
    }
}

impl DocumentCheck {
    /// Begins the check of a document. `document` is how findings call it; its last path segment is read as its name.
    pub fn new(document: &str, options: Options) -> Self {
        let document: Arc<str> = Arc::from(document);
        let file_name = document.rsplit(['/', '\\']).next().unwrap_or_default();
        let reading = NameReading::read(file_name);
        let mut sink = Sink::new(&document);
        name_rules::check(&document, &reading, options, &mut sink);
        let stage = Stage::Head;
        Self { document, reading, options, sink, buffer: Vec::new(), threshold: HEAD, size: 0, stage }
    }

    /// Takes the next bytes of the file.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.size += bytes.len() as u64;
        let mut rest = bytes;
        while !rest.is_empty() && !matches!(self.stage, Stage::Stopped) {
            let room = self.threshold.saturating_sub(self.buffer.len()).max(1);
            let (now, later) = rest.split_at(room.min(rest.len()));
            self.buffer.extend_from_slice(now);
            rest = later;
            if self.buffer.len() >= self.threshold {
                self.advance(false);
            }
        }
    }

    /// True when nothing more needs to be fed: the file is not what it should be.
    pub fn is_decided(&self) -> bool {
        matches!(self.stage, Stage::Stopped)
    }

    /// The end of the file.
    pub fn finish(mut self) -> DocumentReport {
        self.advance(true);
        // A file that was not read has no keys to miss: what the set lacks is the same mistake.
        let (mut records, mut layout, mut links) = (0, None, Links::default());
        links.incomplete = true;
        if let Stage::Records(check) = std::mem::replace(&mut self.stage, Stage::Stopped) {
            let done = check.finish(&mut self.sink);
            (records, layout, links) = (done.records, done.layout, done.links);
        }
        DocumentReport {
            errors: self.sink.errors(),
            warnings: self.sink.warnings(),
            findings: self.sink.into_findings(),
            document: self.document,
            reading: self.reading,
            layout,
            records,
            size: self.size,
            links,
        }
    }

    fn advance(&mut self, last: bool) {
        if matches!(self.stage, Stage::Head) {
            self.begin(last);
        }
        if let Stage::Records(check) = &mut self.stage {
            let consumed = check.read(&self.buffer, last, &mut self.sink);
            self.buffer.drain(..consumed);
            // A record longer than the block: read again only when twice as much is there.
            self.threshold = (self.buffer.len() * 2).max(BLOCK);
        } else {
            self.buffer = Vec::new();
        }
    }

    /// Decides from the first bytes what the file is.
    fn begin(&mut self, last: bool) {
        let start = match head::judge(&self.buffer, last) {
            Head::Records { skip } => skip,
            Head::Foreign(foreign) => {
                document_rules::report_foreign(&self.document, foreign, &mut self.sink);
                self.stage = Stage::Stopped;
                return;
            }
        };
        if start > 0 {
            document_rules::report_byte_order_mark(&self.document, &self.buffer, &mut self.sink);
        }
        let context = self.layout().map(|layout| Context {
            document: Arc::clone(&self.document),
            name: self.reading.name,
            layout,
            standard: standard(),
            options: self.options,
            noticed: RefCell::default(),
        });
        self.stage = Stage::Records(Box::new(RecordCheck::new(&self.document, context, start as u64)));
        self.buffer.drain(..start);
    }

    /// The layout that the name asks for; the first record may still choose another version.
    fn layout(&self) -> Option<&'static Layout> {
        let kind = self.reading.kind?;
        let version = self.reading.name.map_or(CsvVersion::V202407, |name| name.version());
        standard().layout(version, kind)
    }
}
