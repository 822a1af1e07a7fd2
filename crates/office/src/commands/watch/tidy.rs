//! Moves files out of the watched folder. Killed at any step, the next run moves the rest.

use crate::Terminal;
use crate::commands::context::Done;
use crate::refusal::Refusal;
use crate::store::Watched;
use crate::transfer::Workplace;
use evidence::Sha256;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{fs, iter};

/// Where sent files go, inside the outbox folder.
pub(super) const SENT: &str = "送信済み";
/// Where files go that cannot be sent.
const FAILED: &str = "エラー";
const MOST_COPIES: u32 = 10_000;

/// The watched folder.
#[derive(Debug)]
pub(super) struct Tidying {
    folder: PathBuf,
}

impl Tidying {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Moves files that arrived.
    pub(super) fn put_away(&self, watched: &Watched, workplace: &Workplace) -> Done<()> {
        self.put(watched, SENT)?;
        Ok(workplace.store.forget_watched(&watched.key)?)
    }

    /// Moves files that cannot be sent, with a text beside them that says why and what to do.
    pub(super) fn put_aside(
        &self,
        watched: &Watched,
        reason: Option<&Refusal>,
        workplace: &Workplace,
        terminal: &mut Terminal<'_>,
    ) -> Done<()> {
        let taken_back = taken_back();
        let reason = reason.unwrap_or(&taken_back);
        let names: Vec<&str> = watched.files.names.iter().map(|(name, _)| name.as_str()).collect();
        let first = names.first().copied().unwrap_or_default();
        let stem = first.rsplit_once('.').map_or(first, |(stem, _)| stem);
        let text = format!("{reason}\n\nファイル:\n  {}\n", names.join("\n  ")).replace('\n', "\r\n");
        let folder = self.folder.join(FAILED);
        let written =
            fs::create_dir_all(&folder).and_then(|()| explain(&folder, &format!("{stem} 送れなかった理由.txt"), &text));
        written.map_err(|error| Refusal::of_file(&folder, &error))?;
        self.put(watched, FAILED)?;
        writeln!(terminal.output, "送れません: {first}")?;
        let what = reason.what.replace('\n', " ");
        writeln!(terminal.output, "  {what} くわしくは「{FAILED}」フォルダーの説明を見てください。")?;
        Ok(workplace.store.forget_watched(&watched.key)?)
    }

    /// On disk when this returns. A file of the same name with other bytes is a new one and stays.
    fn put(&self, watched: &Watched, into: &str) -> Done<()> {
        let folder = self.folder.join(into);
        fs::create_dir_all(&folder).map_err(|error| Refusal::of_file(&folder, &error))?;
        for (name, digest) in &watched.files.names {
            let from = self.folder.join(name);
            let moved = match fs::read(&from) {
                Ok(bytes) if Sha256::of(&bytes).to_string() == *digest => {
                    free(&folder, name).and_then(|to| fs::rename(&from, to))
                }
                Ok(_) => Ok(()),
                // Moved before, or a person was faster.
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                Err(error) => Err(error),
            };
            moved.map_err(|error| Refusal::of_file(&from, &error))?;
        }
        for path in [&folder, &self.folder] {
            sync_folder(path).map_err(|error| Refusal::of_file(path, &error))?;
        }
        Ok(())
    }
}

fn taken_back() -> Refusal {
    let cure = "必要なら、介護ソフトからもう一度出力してください。";
    Refusal::new("この送信は取り消されました。", "", cure, "相手には届いていません。")
}

/// Writes the text, unless a run that was killed has.
fn explain(folder: &Path, name: &str, text: &str) -> io::Result<()> {
    match fs::read(folder.join(name)) {
        Ok(bytes) if bytes == text.as_bytes() => Ok(()),
        _ => fs::write(free(folder, name)?, text),
    }
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moved_files_never_take_a_name_that_is_there() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(free(folder.path(), "a.CSV").unwrap(), folder.path().join("a.CSV"));
        fs::write(folder.path().join("a.CSV"), b"").unwrap();
        assert_eq!(free(folder.path(), "a.CSV").unwrap(), folder.path().join("a (2).CSV"));
    }
}
