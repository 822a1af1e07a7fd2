//! Rotation of the master key (S42): resumable after an end at any step, while everything runs.
//!
//! The next key lies beside the present one until every data key is wrapped by it; then the present one is kept apart, for
//! older backups, and the next takes its place. As long as there is a next key, both are opened and the work goes on.

use crate::authority::write_whole;
use crate::data_folder::DataFolder;
use crate::fail_points::fail_point;
use crate::hub::Hub;
use crate::surroundings::Surroundings;
use exchange::Instant;
use exchange::store::{Store, StoreError};
use exchange::usecases::Context;
use exchange::usecases::upkeep::rotate_master_key;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;
use zeroize::Zeroizing;

/// Why a rotation did not come to its end. It goes on at the next start, or when it is asked for again.
#[derive(Debug, Error)]
pub enum RotationError {
    /// A key file.
    #[error("{file} を読み書きできません。フォルダーの権限と空きを確かめて、もう一度行ってください")]
    File {
        /// The file.
        file: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// A key file that has not 32 bytes.
    #[error("{0} は鍵のファイルではありません。控えから戻してください")]
    Form(PathBuf),
    /// The store.
    #[error("データベースに書き込めません。空きを確かめて、もう一度行ってください")]
    Store(#[from] StoreError),
    /// The hub stops.
    #[error("停止の途中のため、鍵の交換を中断しました。次に動かしたときに続きを行います")]
    Stopped,
}

/// True when a rotation has begun and is not finished.
pub fn is_under_way(folder: &DataFolder) -> bool {
    folder.master_key_next().exists()
}

/// Rotates the master key, or goes on with a rotation that has begun; gives the name of the new key.
///
/// # Errors
/// [`RotationError`].
pub async fn rotate(
    folder: &DataFolder,
    store: &dyn Store,
    surroundings: &Surroundings,
    go_on: impl Fn() -> bool,
) -> Result<String, RotationError> {
    if !is_under_way(folder) {
        let key = Zeroizing::new(surroundings.random::<32>());
        write(&folder.master_key_next(), key.as_slice())?;
    }
    fail_point!("hub.rotate.key-written");
    let next = read(&folder.master_key_next())?;
    let at = Instant::from_millis(i64::try_from(surroundings.milliseconds()).unwrap_or(i64::MAX));
    let context = Context { store, randomness: surroundings, at, invoice_days: None };
    if !rotate_master_key(context, next.clone(), go_on).await? {
        return Err(RotationError::Stopped);
    }
    fail_point!("hub.rotate.rewrapped");
    keep_old(folder)?;
    fail_point!("hub.rotate.old-kept");
    promote(folder)?;
    fail_point!("hub.rotate.promoted");
    Ok(store::master_key_name(&next))
}

/// Older backups need the key that they were made under.
fn keep_old(folder: &DataFolder) -> Result<(), RotationError> {
    let old = read(&folder.master_key())?;
    let retired = folder.retired_keys();
    let mut builder = fs::DirBuilder::new();
    std::os::unix::fs::DirBuilderExt::mode(builder.recursive(true), 0o700);
    builder.create(&retired).map_err(|source| failed(&retired, source))?;
    write(&retired.join(format!("master-{}.key", store::master_key_name(&old))), old.as_slice())
}

fn promote(folder: &DataFolder) -> Result<(), RotationError> {
    let file = folder.master_key();
    fs::rename(folder.master_key_next(), &file).map_err(|source| failed(&file, source))?;
    fs::File::open(folder.path()).and_then(|open| open.sync_all()).map_err(|source| failed(folder.path(), source))
}

fn read(file: &Path) -> Result<Zeroizing<[u8; 32]>, RotationError> {
    let bytes = Zeroizing::new(fs::read(file).map_err(|source| failed(file, source))?);
    <[u8; 32]>::try_from(bytes.as_slice()).map(Zeroizing::new).map_err(|_| RotationError::Form(file.to_owned()))
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), RotationError> {
    write_whole(file, bytes).map_err(|source| failed(file, source))
}

fn failed(file: &Path, source: io::Error) -> RotationError {
    RotationError::File { file: file.to_owned(), source }
}

impl Hub {
    /// Rotates the master key while everything runs; a second call waits for the first.
    ///
    /// # Errors
    /// [`RotationError`].
    pub async fn rotate_key(&self) -> Result<String, RotationError> {
        let _alone = self.rotating.lock().await;
        let name = rotate(&self.folder, &*self.store, &self.surroundings, || !*self.stop.borrow()).await?;
        tracing::info!(key = name, "the master key was rotated");
        Ok(name)
    }
}
