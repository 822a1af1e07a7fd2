//! The file that an export writes: readable by its owner only, and never in place of another.

use super::context::{AtHome, Done, Failure};
use crate::refusal::Refusal;
use clap::Args;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::PathBuf;

/// Where an export goes, and out of which data folder.
#[derive(Debug, Args)]
pub(super) struct NewFile {
    /// The file.
    #[arg(long)]
    pub(super) to: PathBuf,
    #[command(flatten)]
    pub(super) at: AtHome,
}

impl NewFile {
    /// Writes the file; on disk when this returns.
    pub(super) fn write(&self, bytes: &[u8]) -> Done<()> {
        let path = &self.to;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let written = options.open(path).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        written.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Failure::Unusable(Box::new(Refusal::new(
                format!("「{}」はすでにあります。", path.display()),
                "上書きはしません。",
                "別の名前を指定してください。",
                "ファイルは書き出していません。",
            ))),
            _ => Refusal::of_file(path, &error).into(),
        })
    }
}
