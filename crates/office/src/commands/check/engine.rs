//! The check as other commands use it: sets are found by name, read once, and what was checked is what is sent.

use super::gather::{self, Found};
use super::human::Human;
use super::outcome::SetOutcome;
use super::progress::Progress;
use super::sets::{self, Planned};
use super::writer::Writer;
use super::{read, work};
use standard::check::Options;
use standard::{Date, Lang};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Files that belong together, not read yet.
#[derive(Debug)]
pub(in crate::commands) struct Candidate {
    planned: Planned,
}

/// A set with its bytes and what was found in it.
#[derive(Debug)]
pub(in crate::commands) struct Checked {
    outcome: SetOutcome,
    /// Names and bytes that were checked.
    pub(in crate::commands) documents: Vec<(String, Vec<u8>)>,
}

/// Sorts files into sets; beside them what could not be reached, in words.
pub(in crate::commands) fn plan(paths: &[PathBuf]) -> (Vec<Candidate>, Vec<String>) {
    let gathered = gather::gather(paths, None);
    let troubles = gathered.troubles.iter().filter(|trouble| trouble.reason.is_error());
    let troubles = troubles.map(|trouble| format!("「{}」: {}", trouble.path, trouble.reason.text(Lang::Ja)));
    let troubles = troubles.collect();
    let candidates = sets::plan(gathered.files).into_iter().map(|planned| Candidate { planned });
    (candidates.collect(), troubles)
}

impl Candidate {
    /// Where the files are.
    pub(in crate::commands) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.planned.files.iter().filter_map(|found| found.path.as_deref())
    }

    /// Reads and checks the files.
    ///
    /// # Errors
    /// The file that cannot be read.
    pub(in crate::commands) fn check(&self, as_of: Date) -> Result<Checked, (PathBuf, io::Error)> {
        let (mut documents, mut files) = (Vec::new(), Vec::new());
        let progress = Progress::new(0, 0, false, Lang::Ja);
        for found in &self.planned.files {
            let path = found.path.clone().unwrap_or_default();
            let bytes = std::fs::read(&path).map_err(|error| (path, error))?;
            let in_memory = Found { path: None, size: bytes.len() as u64, ..found.clone() };
            files.push(read::check(&in_memory, Some(&mut bytes.as_slice()), Options { as_of }, &progress));
            documents.push((found.file_name().to_owned(), bytes));
        }
        Ok(Checked { outcome: work::judge(&self.planned, files), documents })
    }
}

impl Checked {
    /// Sender, receiver and serial, when the names tell them.
    pub(in crate::commands) fn route(&self) -> Option<(String, String, String)> {
        let key = self.outcome.key?;
        Some((key.sender.to_string(), key.receiver.to_string(), key.serial.to_string()))
    }

    /// The service month `YYYYMM`.
    pub(in crate::commands) fn month(&self) -> Option<String> {
        self.outcome.month().map(|month| format!("{:04}{:02}", month.year(), month.month()))
    }

    /// Number of errors and warnings.
    pub(in crate::commands) fn counts(&self) -> (u64, u64) {
        let totals = self.outcome.totals();
        (totals.errors + totals.unreadable as u64, totals.warnings)
    }

    /// Writes the findings and the summary as `renkei check` does.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub(in crate::commands) fn show(&self, out: &mut dyn Write, columns: usize, colour: bool) -> io::Result<()> {
        Human::new(Lang::Ja, columns, colour, false).set(out, &self.outcome)
    }
}
