//! Restoring a backup into a folder that has no hub in it.

use super::manifest::{Entry, FILE, FORMAT, Manifest};
use super::{BackupError, failed};
use crate::data_folder::DataFolder;
use crate::fail_points::fail_point;
use crate::surroundings::Surroundings;
use exchange::Instant;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use store::{begin_epoch, copy_facts, master_key_name};

/// What was restored.
#[derive(Debug)]
pub struct Restored {
    /// The backup's manifest.
    pub manifest: Manifest,
    /// Files that the hub needs, that no backup has, and that are not in the folder yet.
    pub missing: Vec<PathBuf>,
}

/// Restores a backup. Every file is compared with the manifest first; the database comes last, and begins another epoch:
/// by it offices see that what they did since the backup is lost here.
///
/// # Errors
/// [`BackupError`]; the folder has no database then.
pub fn restore(folder: &DataFolder, from: &Path, surroundings: &Surroundings) -> Result<Restored, BackupError> {
    let manifest = read(from)?;
    // A log that was left behind would be played into the restored database.
    let database = folder.database();
    let beside = |end: &str| folder.path().join(format!("hub.db{end}"));
    if database.exists() || ["-wal", "-shm"].iter().any(|end| beside(end).exists()) {
        return Err(BackupError::Living(folder.path().to_owned()));
    }
    expect_key(folder, &manifest)?;
    for entry in &manifest.files {
        if Entry::of(from, &entry.name)? != *entry {
            return Err(BackupError::Changed(entry.name.clone()));
        }
    }
    let facts = copy_facts(&from.join("hub.db"))?;
    if (facts.transmissions, facts.audit_entries) != (manifest.transmissions, manifest.audit_entries) {
        return Err(BackupError::Changed("hub.db".to_owned()));
    }
    let mut builder = fs::DirBuilder::new();
    std::os::unix::fs::DirBuilderExt::mode(builder.recursive(true), 0o700);
    builder.create(folder.path()).map_err(|source| failed(folder.path(), source))?;
    for entry in manifest.files.iter().filter(|entry| entry.name != "hub.db") {
        copy(from, folder.path(), &entry.name)?;
    }
    fail_point!("hub.restore.files-copied");
    let now = Instant::from_millis(i64::try_from(surroundings.milliseconds()).unwrap_or(i64::MAX));
    let anew = |copy: &Path| Ok(begin_epoch(copy, surroundings.random(), now)?);
    copy_changed(from, folder.path(), "hub.db", anew)?;
    fail_point!("hub.restore.database-copied");
    let needed = [folder.master_key(), folder.pepper(), folder.authority()];
    Ok(Restored { manifest, missing: needed.into_iter().filter(|file| !file.exists()).collect() })
}

fn read(from: &Path) -> Result<Manifest, BackupError> {
    let none = || BackupError::NoBackup(from.to_owned());
    let bytes = fs::read(from.join(FILE)).map_err(|_| none())?;
    let manifest: Manifest = serde_json::from_slice(&bytes).map_err(|_| none())?;
    let plain = |entry: &Entry| !entry.name.contains(['/', '\\']) && !entry.name.starts_with('.');
    if manifest.format == FORMAT && manifest.files.iter().all(plain) { Ok(manifest) } else { Err(none()) }
}

/// A key that was put into the folder first must be one of those that are needed.
fn expect_key(folder: &DataFolder, manifest: &Manifest) -> Result<(), BackupError> {
    let Ok(bytes) = fs::read(folder.master_key()) else { return Ok(()) };
    let name = <[u8; 32]>::try_from(bytes.as_slice()).map(|key| master_key_name(&key));
    match manifest.master_keys.last() {
        Some(needed) if !name.is_ok_and(|name| manifest.master_keys.contains(&name)) => {
            Err(BackupError::OtherKey(needed.clone()))
        }
        _ => Ok(()),
    }
}

/// Copies a file: wholly or not at all, on disk when it returns.
fn copy(from: &Path, to: &Path, name: &str) -> Result<(), BackupError> {
    copy_changed(from, to, name, |_| Ok(()))
}

/// The same, with a change that is made before the copy has its name.
fn copy_changed(
    from: &Path,
    to: &Path,
    name: &str,
    change: impl FnOnce(&Path) -> Result<(), BackupError>,
) -> Result<(), BackupError> {
    let (beside, place) = (to.join(format!("{name}.new")), to.join(name));
    fs::copy(from.join(name), &beside).map_err(|source| failed(&beside, source))?;
    change(&beside)?;
    let durable = || -> std::io::Result<()> {
        fs::set_permissions(&beside, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
        File::open(&beside)?.sync_all()?;
        fs::rename(&beside, &place)?;
        File::open(to)?.sync_all()
    };
    durable().map_err(|source| failed(&place, source))
}
