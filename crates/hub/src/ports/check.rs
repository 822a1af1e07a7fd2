//! Checks names, combination and records of a container's documents again, as the sender's app should have done.

use super::workers::Workers;
use exchange::Instant;
use exchange::ports::{CheckBusy, PortFuture, RecordCheck};
use exchange::transmission::VerifiedContainer;
use protocol::{FindingBody, SeverityBody};
use standard::check::{AttachmentCheck, DocumentCheck, Member, Options, SetCheck};
use standard::types::NameReading;
use standard::{Date, Finding, Lang, OfficeNumber, Serial};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

/// Containers up to this size are checked at once; larger ones on a thread of their own.
const SMALL: u64 = 128 << 10;
/// Most findings in an answer.
const MOST: usize = 1_000;

/// What a check says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// Errors and warnings.
    pub findings: Vec<FindingBody>,
    /// What the container says otherwise than its documents' names.
    pub mismatch: Option<Mismatch>,
}

/// The container and the names of its documents disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// A name has another sender.
    Sender,
    /// A name has another recipient.
    Recipient,
    /// A name has another serial.
    Serial,
}

/// The check.
#[derive(Debug)]
pub struct DocumentsCheck {
    workers: Workers,
    /// How often each rule refused a container since this was last asked for.
    refused: Mutex<BTreeMap<String, u64>>,
}

struct Job {
    documents: Vec<(String, Vec<u8>)>,
    sender: OfficeNumber,
    recipient: OfficeNumber,
    serial: Option<Serial>,
    as_of: Date,
}

impl DocumentsCheck {
    /// Large containers: so many at once, so many waiting.
    pub fn new(running: usize, waiting: usize) -> Self {
        Self { workers: Workers::new(running, waiting), refused: Mutex::default() }
    }

    /// How often each rule refused a container since this was last asked: by rule, once a container. Ids of rules only.
    pub fn take_refused(&self) -> BTreeMap<String, u64> {
        std::mem::take(&mut *self.refused.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Counts the rules of a refusal.
    fn note(&self, checked: &Result<CheckReport, CheckReport>) {
        let Err(report) = checked else { return };
        let errors = report.findings.iter().filter(|finding| finding.severity == SeverityBody::Error);
        let rules: BTreeSet<&str> = errors.map(|finding| finding.rule.as_str()).collect();
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        for rule in rules {
            *refused.entry(rule.to_owned()).or_default() += 1;
        }
    }
}

impl RecordCheck<CheckReport> for DocumentsCheck {
    fn check<'a>(
        &'a self,
        container: &'a VerifiedContainer,
        at: Instant,
    ) -> PortFuture<'a, Result<Result<CheckReport, CheckReport>, CheckBusy>> {
        Box::pin(async move {
            let header = container.header();
            let documents = container.documents().map(|document| {
                let name = document.entry.name.to_string();
                (name, document.content.to_vec())
            });
            let job = Job {
                documents: documents.collect(),
                sender: header.sender,
                recipient: header.recipient,
                serial: header.serial,
                as_of: day(at).ok_or(CheckBusy)?,
            };
            let checked = match header.size <= SMALL {
                true => job.run(),
                false => self.workers.run(move || job.run()).await.map_err(|_| CheckBusy)?,
            };
            self.note(&checked);
            Ok(checked)
        })
    }
}

/// The day in Japan.
fn day(at: Instant) -> Option<Date> {
    let (year, month, day) = at.day_in_japan().date();
    Date::new(u16::try_from(year).ok()?, month, day)
}

impl Job {
    fn run(&self) -> Result<CheckReport, CheckReport> {
        if let Some(mismatch) = self.mismatch() {
            return Err(CheckReport { findings: Vec::new(), mismatch: Some(mismatch) });
        }
        let options = Options { as_of: self.as_of };
        let (mut documents, mut attachments) = (Vec::new(), Vec::new());
        for (name, content) in &self.documents {
            if AttachmentCheck::is_for(name) {
                attachments.push(AttachmentCheck::check(name, content, options));
            } else {
                let mut check = DocumentCheck::new(name, options);
                check.feed(content);
                documents.push(check.finish());
            }
        }
        let members: Vec<Member<'_>> =
            documents.iter().map(Member::from).chain(attachments.iter().map(Member::from)).collect();
        let set = SetCheck::check(&members);
        let errors = documents.iter().map(|report| report.errors).sum::<u64>()
            + attachments.iter().map(|report| report.errors).sum::<u64>()
            + set.errors;
        let each = documents.iter().flat_map(|report| &report.findings);
        let each = each.chain(attachments.iter().flat_map(|report| &report.findings)).chain(&set.findings);
        let report = CheckReport { findings: bodies(each), mismatch: None };
        if errors == 0 { Ok(report) } else { Err(report) }
    }

    /// The names say the same as the container; a name that cannot be read is the check's own finding.
    fn mismatch(&self) -> Option<Mismatch> {
        self.documents.iter().filter_map(|(name, _)| NameReading::read(name).name).find_map(|name| {
            if name.sender != self.sender {
                Some(Mismatch::Sender)
            } else if name.receiver != self.recipient {
                Some(Mismatch::Recipient)
            } else if self.serial != Some(name.serial) {
                Some(Mismatch::Serial)
            } else {
                None
            }
        })
    }
}

fn bodies<'f>(findings: impl Iterator<Item = &'f Finding>) -> Vec<FindingBody> {
    findings.take(MOST).map(|finding| FindingBody::new(finding, Lang::Ja)).collect()
}
