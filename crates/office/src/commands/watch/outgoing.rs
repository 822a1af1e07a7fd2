//! The outbox folder: what care software exported is checked, put into the outbox of the store, and moved out of the way
//! once its fate is known.

use super::tidy::Tidying;
use crate::commands::check::engine::{self, Candidate};
use crate::commands::context::Done;
use crate::commands::send::{Wishes, mistaken, new_set};
use crate::exports::{Seen, Settling, list};
use crate::refusal::Refusal;
use crate::sabotage::{self, Sabotage};
use crate::store::{OutboxState, Watched, WatchedFiles};
use crate::transfer::Workplace;
use crate::{Terminal, today};
use evidence::Sha256;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// What is known of the outbox folder.
#[derive(Debug)]
pub(super) struct Outgoing {
    folder: PathBuf,
    message: String,
    settling: Settling,
    tidying: Tidying,
    /// Files as they were seen that the store knows already: they only wait to be moved.
    taken: HashSet<Seen>,
}

impl Outgoing {
    pub(super) fn new(folder: PathBuf, message: String) -> Self {
        let (settling, tidying) = (Settling::default(), Tidying::new(folder.clone()));
        Self { folder, message, settling, tidying, taken: HashSet::new() }
    }

    /// Puts finished sets into the outbox of the store. What the store knows already, from this run or from one that was
    /// killed, is left alone.
    pub(super) fn collect(&mut self, workplace: &mut Workplace) -> Done<()> {
        let now = workplace.surroundings.timestamp().unix();
        let seen = list(&self.folder).map_err(|error| Refusal::of_file(&self.folder, &error))?;
        self.settling.look(seen.clone(), now);
        self.taken.retain(|known| seen.contains(known));
        let waiting = self.waiting(workplace)?;
        let mut paths = Vec::new();
        for one in seen {
            let is_settled = self.settling.is_settled(&one.path, now);
            if !is_settled || !self.is_taken(&one, &waiting) {
                paths.push(one.path);
            }
        }
        for candidate in engine::plan(&paths).0 {
            if candidate.paths().all(|path| self.settling.is_settled(path, now)) {
                self.take(&candidate, workplace)?;
            }
        }
        Ok(())
    }

    /// Moves the files whose fate is known.
    pub(super) fn clear(&mut self, workplace: &Workplace, terminal: &mut Terminal<'_>) -> Done<()> {
        for watched in self.waiting(workplace)? {
            let Some(id) = &watched.item else {
                self.tidying.put_aside(&watched, watched.files.reason.as_ref(), workplace, terminal)?;
                continue;
            };
            match workplace.store.outbox_item(id)? {
                None => workplace.store.forget_watched(&watched.key)?,
                Some(item) => match item.state {
                    OutboxState::Accepted => self.tidying.put_away(&watched, workplace)?,
                    OutboxState::Refused | OutboxState::Withdrawn => {
                        self.tidying.put_aside(&watched, item.problem.as_ref(), workplace, terminal)?;
                    }
                    OutboxState::Prepared | OutboxState::Sending => {}
                },
            }
        }
        Ok(())
    }

    /// What the store knows of this folder.
    fn waiting(&self, workplace: &Workplace) -> Done<Vec<Watched>> {
        let mut all = workplace.store.watched()?;
        all.retain(|one| Path::new(&one.files.folder) == self.folder);
        Ok(all)
    }

    /// The store knows a file of this name with these bytes. Each file is read for this once.
    fn is_taken(&mut self, seen: &Seen, waiting: &[Watched]) -> bool {
        if self.taken.contains(seen) {
            return true;
        }
        let name = seen.path.file_name().unwrap_or_default().to_string_lossy();
        let mut known = waiting.iter().flat_map(|one| &one.files.names).filter(|(known, _)| *known == name).peekable();
        if known.peek().is_none() {
            return false;
        }
        let Ok(bytes) = std::fs::read(&seen.path) else { return false };
        let digest = Sha256::of(&bytes).to_string();
        let is_taken = known.any(|(_, of)| *of == digest);
        if is_taken {
            self.taken.insert(seen.clone());
        }
        is_taken
    }

    /// Checks a set and puts it into the outbox, or finds why it cannot be sent.
    fn take(&self, candidate: &Candidate, workplace: &mut Workplace) -> Done<()> {
        let Some(as_of) = today::in_japan((workplace.surroundings.now)()) else { return Ok(()) };
        // A file that care software still holds, or that a person just took away: not now.
        let Ok(checked) = candidate.check(as_of) else { return Ok(()) };
        let digest = |(name, bytes): &(String, Vec<u8>)| (name.clone(), Sha256::of(bytes).to_string());
        let names = checked.documents.iter().map(digest).collect();
        let folder = self.folder.to_string_lossy().into_owned();
        let (item, reason) = match prepare(checked, &self.message, workplace) {
            Ok(id) => (Some(id), None),
            Err(refusal) => (None, Some(*refusal)),
        };
        if Sabotage::NoFingerprint.is_on() {
            sabotage::linger();
        }
        Ok(workplace.store.keep_watched(item.as_deref(), &WatchedFiles { folder, names, reason })?)
    }
}

/// The id under which the set is in the outbox, from now or from before.
fn prepare(checked: engine::Checked, message: &str, workplace: &mut Workplace) -> Result<String, Box<Refusal>> {
    let (errors, _) = checked.counts();
    if errors > 0 {
        let name = checked.documents.first().map(|(name, _)| name.clone()).unwrap_or_default();
        let mut findings = Vec::new();
        // Writing into memory does not fail.
        let _ = checked.show(&mut findings, 80, false);
        let refusal = mistaken(&name, errors);
        let why = format!("{}\n\n{}", refusal.why, String::from_utf8_lossy(&findings));
        return Err(Box::new(Refusal { why: why.into(), ..refusal }));
    }
    let own = workplace.settings.office.clone();
    let set = new_set(checked, Wishes { own: &own, to: None, message })?;
    Ok(workplace.prepare(&set, false).map_err(Box::new)?.id().to_owned())
}
