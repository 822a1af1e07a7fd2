//! Backups (R16): a copy of the database made while everything runs, with a manifest of digests; never a key.

mod make;
mod manifest;
mod restore;

pub use make::make;
pub use manifest::Manifest;
pub use restore::{Restored, restore};

use std::io;
use std::path::{Path, PathBuf};
use store::OpenError;
use thiserror::Error;

/// Why a backup is not made or restored. The texts are the operator's.
#[derive(Debug, Error)]
pub enum BackupError {
    /// The folder has something in it already.
    #[error("{0} は空のフォルダーではありません。新しいフォルダーを指定してください")]
    NotEmpty(PathBuf),
    /// A file cannot be read or written.
    #[error("{file} を読み書きできません。フォルダーの権限と空きを確かめてください")]
    File {
        /// The file.
        file: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// The database cannot be copied, or the copy is not whole.
    #[error("データベースを写せません。renkei-hub verify で、壊れていないか調べてください")]
    Database(#[from] OpenError),
    /// No backup, or one that was cut off.
    #[error("{0} に、最後まで作られた控えがありません。別の控えを指定してください")]
    NoBackup(PathBuf),
    /// A file is not the one that was backed up.
    #[error("控えの {0} が、作ったときのものではありません。別の控えを指定してください")]
    Changed(String),
    /// There is a hub in the folder.
    #[error(
        "{0} にはすでに連携基盤のデータがあります。上書きはしません。空のフォルダーを設定の data に書いて、もう一度行ってください"
    )]
    Living(PathBuf),
    /// The master key that lies in the folder is not the backup's.
    #[error(
        "フォルダーにある master.key は、この控えの鍵ではありません。控えを作ったときの master.key（名前 {0}）を置いてください"
    )]
    OtherKey(String),
}

fn failed(file: &Path, source: io::Error) -> BackupError {
    BackupError::File { file: file.to_owned(), source }
}
