//! Watch mode: what the care software writes is laid on the work table by itself. Nothing is sent without a person, and
//! no file is moved or removed.

use super::Seat;
use crate::exports::{Seen, list};
use crate::refusal::Refusal;
use desk::Trouble;
use desk::batch::{BatchAction, BatchChange};
use desk::sorting::OfferedFile;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Under which the files are kept that lie on the table or lay there.
const LAID: &str = "laid exports";

/// A file as it was laid on the table; written again it is another one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct Laid {
    path: PathBuf,
    size: u64,
    /// Milliseconds since 1970.
    modified: u128,
}

impl From<&Seen> for Laid {
    fn from(seen: &Seen) -> Self {
        let modified = seen.modified.and_then(|at| at.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        Self { path: seen.path.clone(), size: seen.size, modified: modified.as_millis() }
    }
}

impl Seat {
    /// Lays finished files on the table, when this office wants that.
    ///
    /// # Errors
    /// When folder or store cannot be read.
    pub(in crate::app) fn lay_exports(&mut self) -> Result<(), Trouble> {
        let preferences = self.place.store.preferences()?;
        if !preferences.watch_send_folder || preferences.send_folder.is_empty() {
            return Ok(());
        }
        let folder = PathBuf::from(preferences.send_folder);
        let seen = list(&folder).map_err(|error| Refusal::of_file(&folder, &error))?;
        let new = self.finished(&seen)?;
        if new.is_empty() {
            return Ok(());
        }
        let offered = new.iter().map(|file| offered(&file.path)).collect::<Result<_, _>>()?;
        let (own, today) = (self.place.settings.office.clone(), self.today()?);
        let change = BatchChange { typed: Vec::new(), selected: None, action: BatchAction::Add(offered) };
        self.with_table(|table, shelf| table.apply(change, &own, today, shelf))??;
        let here: HashSet<Laid> = seen.iter().map(Laid::from).collect();
        let mut laid: HashSet<Laid> = self.place.store.single(LAID)?.unwrap_or_default();
        laid.retain(|file| here.contains(file));
        laid.extend(new);
        self.place.store.keep_single(LAID, &laid)?;
        self.look_up_receivers()
    }

    /// The new files, once all are finished: a set must not be laid in halves.
    fn finished(&self, seen: &[Seen]) -> Result<Vec<Laid>, Trouble> {
        let now = self.place.surroundings.timestamp().unix();
        let mut settling = self.shared.exports();
        settling.look(seen.to_vec(), now);
        if seen.iter().any(|file| !settling.is_settled(&file.path, now)) {
            return Ok(Vec::new());
        }
        let laid: HashSet<Laid> = self.place.store.single(LAID)?.unwrap_or_default();
        Ok(seen.iter().map(Laid::from).filter(|file| !laid.contains(file)).collect())
    }
}

fn offered(path: &Path) -> Result<OfferedFile, Refusal> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let bytes = fs::read(path).map_err(|error| Refusal::of_file(path, &error))?;
    Ok(OfferedFile::new(&name, bytes))
}
