//! Saves what came where the care software reads it. Each for itself: what cannot be saved does not hold up the others.

use super::Seat;
use super::arrival::is_over;
use super::inbox::shown;
use super::sender::Line;
use crate::refusal::Refusal;
use desk::mailbox::Saved;
use desk::{Trouble, TroubleKind};
use evidence::container::Container;
use protocol::TransmissionSummary;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// A person waits so many seconds until the senders are told; later it is done by itself.
const TELLING: u64 = 10;

impl Seat {
    pub(super) fn save(&mut self, ids: &[String]) -> Result<Saved, Trouble> {
        let folder = self.save_folder()?;
        let mut saved = Saved { folder: shown(&folder.to_string_lossy()), ..Saved::default() };
        let (mut line, mut away) = (None, None);
        for id in ids {
            match self.save_one(id, &folder, &mut line, away.as_ref()) {
                Ok(files) => {
                    saved.transmissions += 1;
                    saved.files += files;
                }
                Err(trouble) => {
                    // Not every one of a hundred waits for a hub that is away.
                    if trouble.kind == TroubleKind::Away {
                        away = Some(trouble.clone());
                    }
                    saved.failed.push((id.clone(), trouble));
                }
            }
        }
        if saved.transmissions > 0 {
            drop(self.did(format!("受信したデータを{}件保存しました。", saved.transmissions)));
        }
        if away.is_none() && !self.is_away() {
            // The files are on disk; who cannot be told now is told with the next news.
            drop(self.wait(TELLING, async |place| {
                let client = place.client().await?;
                place.acknowledge_owed(&client).await
            }));
        }
        Ok(saved)
    }

    /// Number of files of one transmission that lie in the folder now.
    fn save_one(
        &mut self,
        id: &str,
        folder: &Path,
        line: &mut Option<Line>,
        away: Option<&Trouble>,
    ) -> Result<u64, Trouble> {
        let known = self.place.store.inbox_item(id)?;
        let item = match (known, away) {
            (Some(item), _) => item,
            (None, Some(away)) => return Err(away.clone()),
            (None, None) => self.received(id)?,
        };
        let kept = self.place.kept(id).map_err(Refusal::from)?;
        let container = match (kept, away) {
            (Some(container), _) => container,
            (None, Some(away)) => return Err(away.clone()),
            (None, None) => self.fetched_over(line, &item.summary)?,
        };
        let saved = self.place.put_away(&item.summary, &container, folder, self.place.store.preferences()?.layout())?;
        Ok(saved.files.len() as u64)
    }

    /// From the hub, over one line for all.
    fn fetched_over(&mut self, line: &mut Option<Line>, summary: &TransmissionSummary) -> Result<Container, Trouble> {
        if let Some(trouble) = is_over(summary.state) {
            return Err(trouble);
        }
        let open = match line.take() {
            Some(open) => open,
            None => self.reach_hub()?,
        };
        self.fetched(line.insert(open), summary)
    }

    /// The folder of the settings, when it can be written to.
    pub(super) fn save_folder(&self) -> Result<PathBuf, Trouble> {
        let folder = self.place.store.preferences()?.save_folder;
        if folder.trim().is_empty() {
            let title = "保存先のフォルダーがまだ決まっていません。";
            return Err(unusable(
                title.to_owned(),
                "",
                "「設定」で、受信したファイルを保存するフォルダーを選んでください。",
            ));
        }
        let path = PathBuf::from(&folder);
        match may_write(&path) {
            Ok(()) => Ok(path),
            Err(error) => Err(not_writable(&folder, &error)),
        }
    }
}

/// A folder that has gone is not made anew: it may be a drive that is not connected.
fn may_write(folder: &Path) -> io::Result<()> {
    if !fs::metadata(folder)?.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    let trial = folder.join(".renkei-trial");
    match File::create_new(&trial) {
        Ok(_) => fs::remove_file(&trial),
        // Another window tries at the same time, or was killed while it did.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

fn not_writable(folder: &str, error: &io::Error) -> Trouble {
    let (why, cure) = match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => (
            "このフォルダーが見つかりません。名前が変わったか、つながっていないドライブにあります。",
            "フォルダーがあるか、ドライブがつながっているかを確かめるか、「設定」で別のフォルダーを選んでください。",
        ),
        io::ErrorKind::StorageFull => {
            ("ディスクの空きがありません。", "要らないファイルを消して空きを作ってから、もう一度お試しください。")
        }
        _ => (
            "このフォルダーに書きこむ権限がないか、使えない状態です。",
            "「設定」で、書きこめるフォルダーを選んでください。",
        ),
    };
    unusable(format!("保存先のフォルダー「{}」に保存できません。", shown(folder)), why, cure)
}

fn unusable(title: String, why: &str, cure: &str) -> Trouble {
    let trouble = Trouble::new(TroubleKind::Failed, title, why, cure);
    trouble.leaving("まだ何も保存していません。受信したデータは残っています。").with_manual("receive")
}
