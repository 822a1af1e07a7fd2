//! The outbox folder: what care software exported is checked, sent, and moved out of the way.

use super::settle::{Seen, Settling};
use crate::commands::check::engine::{self, Candidate};
use crate::commands::context::Done;
use crate::commands::send::{Wishes, mistaken, new_set};
use crate::refusal::Refusal;
use crate::store::OutboxState;
use crate::transfer::{Prepared, Workplace};
use crate::{Terminal, today};
use standard::types::NameReading;
use std::collections::HashMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{fs, iter};

/// Where sent files go, inside the outbox folder.
const SENT: &str = "送信済み";
/// Where files go that cannot be sent.
const FAILED: &str = "エラー";
const MOST_COPIES: u32 = 10_000;

/// What is known of the outbox folder.
#[derive(Debug)]
pub(super) struct Outgoing {
    folder: PathBuf,
    message: String,
    settling: Settling,
    /// Ids of sets that are in the outbox, by their files.
    prepared: HashMap<Vec<Seen>, String>,
}

impl Outgoing {
    pub(super) fn new(folder: PathBuf, message: String) -> Self {
        Self { folder, message, settling: Settling::default(), prepared: HashMap::new() }
    }

    /// Puts finished sets into the outbox of the store. A set that was put there before a crash is found again.
    pub(super) fn collect(&mut self, workplace: &mut Workplace, terminal: &mut Terminal<'_>) -> Done<()> {
        let now = workplace.surroundings.timestamp().unix();
        let seen = list(&self.folder).map_err(|error| Refusal::of_file(&self.folder, &error))?;
        let paths: Vec<PathBuf> = seen.iter().map(|seen| seen.path.clone()).collect();
        self.settling.look(seen, now);
        let (candidates, _) = engine::plan(&paths);
        let mut still = HashMap::new();
        for candidate in candidates {
            if !candidate.paths().all(|path| self.settling.is_settled(path, now)) {
                continue;
            }
            let files: Vec<Seen> = candidate.paths().filter_map(|path| self.settling.seen(path).cloned()).collect();
            let known = self.prepared.get(&files).cloned();
            match known.map_or_else(|| self.prepare(&candidate, workplace), |id| Ok(Some(id))) {
                Ok(Some(id)) => {
                    still.insert(files, id);
                }
                Ok(None) => {}
                Err(refusal) => self.put_aside(&files, &refusal, terminal)?,
            }
        }
        self.prepared = still;
        Ok(())
    }

    /// `None`: not now.
    fn prepare(&self, candidate: &Candidate, workplace: &mut Workplace) -> Result<Option<String>, Box<Refusal>> {
        let Some(as_of) = today::in_japan((workplace.surroundings.now)()) else { return Ok(None) };
        // A file that care software still holds, or that a person just took away.
        let Ok(checked) = candidate.check(as_of) else { return Ok(None) };
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
        let set = new_set(checked, Wishes { own: &own, to: None, message: &self.message })?;
        match workplace.prepare(&set, false) {
            Ok(Prepared::New(id)) => Ok(Some(id)),
            Ok(Prepared::Known(item)) => Ok(Some(item.id)),
            Err(refusal) => Err(Box::new(refusal)),
        }
    }

    /// A set was sealed anew under another id.
    pub(super) fn forget(&mut self, id: &str) {
        self.prepared.retain(|_, known| known != id);
    }

    /// Moves the files of sets whose fate is known.
    pub(super) fn clear(&mut self, workplace: &Workplace, terminal: &mut Terminal<'_>) -> Done<()> {
        for (files, id) in self.prepared.clone() {
            let Some(item) = workplace.store.outbox_item(&id)? else {
                self.forget(&id);
                continue;
            };
            match item.state {
                OutboxState::Accepted => {
                    self.put_away(&files, SENT)?;
                    self.prepared.remove(&files);
                }
                OutboxState::Refused | OutboxState::Withdrawn => {
                    let taken_back =
                        || Refusal::new("この送信は取り消されました。", "", "必要なら、もう一度出力してください。", "");
                    let refusal = item.problem.unwrap_or_else(taken_back);
                    self.put_aside(&files, &refusal, terminal)?;
                    self.prepared.remove(&files);
                }
                OutboxState::Prepared | OutboxState::Sending => {}
            }
        }
        Ok(())
    }

    /// Moves files to `エラー` with a text beside them that says why and what to do.
    fn put_aside(&self, files: &[Seen], refusal: &Refusal, terminal: &mut Terminal<'_>) -> Done<()> {
        let first = files.first().and_then(|seen| seen.path.file_stem()).unwrap_or_default().to_string_lossy();
        let names: Vec<String> = files
            .iter()
            .filter_map(|seen| seen.path.file_name())
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        let text = format!("{refusal}\n\nファイル:\n  {}\n", names.join("\n  ")).replace('\n', "\r\n");
        let folder = self.folder.join(FAILED);
        let written = fs::create_dir_all(&folder)
            .and_then(|()| free(&folder, &format!("{first} 送れなかった理由.txt")))
            .and_then(|path| fs::write(path, text));
        written.map_err(|error| Refusal::of_file(&folder, &error))?;
        self.put_away(files, FAILED)?;
        writeln!(terminal.output, "送れません: {}", names.first().map_or("", String::as_str))?;
        let what = refusal.what.replace('\n', " ");
        Ok(writeln!(terminal.output, "  {what} くわしくは「{FAILED}」フォルダーの説明を見てください。")?)
    }

    fn put_away(&self, files: &[Seen], into: &str) -> Done<()> {
        let folder = self.folder.join(into);
        for seen in files {
            let name = seen.path.file_name().unwrap_or_default().to_string_lossy();
            let moved = fs::create_dir_all(&folder)
                .and_then(|()| free(&folder, &name))
                .and_then(|path| fs::rename(&seen.path, path));
            match moved {
                // A person was faster.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                moved => moved.map_err(|error| Refusal::of_file(&seen.path, &error))?,
            }
        }
        Ok(())
    }
}

/// A path in the folder that nothing has yet. Only this process moves files there.
fn free(folder: &Path, name: &str) -> io::Result<PathBuf> {
    let numbered = (2..MOST_COPIES).map(|copy| match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem} ({copy}).{extension}"),
        None => format!("{name} ({copy})"),
    });
    for name in iter::once(name.to_owned()).chain(numbered) {
        let path = folder.join(name);
        if path.symlink_metadata().is_err() {
            return Ok(path);
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Files of the folder itself that may be sent.
fn list(folder: &Path) -> io::Result<Vec<Seen>> {
    let mut seen = Vec::new();
    for entry in folder.read_dir()? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let Ok(data) = entry.metadata() else { continue };
        if data.is_file() && is_wanted(&name) {
            seen.push(Seen { path: entry.path(), size: data.len(), modified: data.modified().ok() });
        }
    }
    // The serial stands at the end of names: sets go out in its order.
    seen.sort_by_cached_key(|seen| {
        let name = seen.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        (NameReading::read(&name).name.map(|name| name.serial.to_string()), name)
    });
    Ok(seen)
}

fn is_wanted(name: &str) -> bool {
    let reading = NameReading::read(name);
    let is_csv = name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("csv"));
    let hidden = name.starts_with('.') || name.starts_with("~$");
    !hidden && (is_csv || reading.is_attachment() || reading.means_a_document())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_come_in_the_order_of_their_serials() {
        let folder = tempfile::tempdir().unwrap();
        let late = "UPJSK_202505_1370000002_11_1370000001_43_20250602090000.CSV";
        let early = "UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV";
        for name in [late, early, "memo.txt", ".x.CSV", "~$a.CSV"] {
            fs::write(folder.path().join(name), b"").unwrap();
        }
        fs::create_dir(folder.path().join(SENT)).unwrap();
        let names: Vec<_> = list(folder.path()).unwrap().into_iter().map(|seen| seen.path).collect();
        assert_eq!(names, [folder.path().join(early), folder.path().join(late)]);
    }

    #[test]
    fn moved_files_never_take_a_name_that_is_there() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(free(folder.path(), "a.CSV").unwrap(), folder.path().join("a.CSV"));
        fs::write(folder.path().join("a.CSV"), b"").unwrap();
        assert_eq!(free(folder.path(), "a.CSV").unwrap(), folder.path().join("a (2).CSV"));
    }
}
