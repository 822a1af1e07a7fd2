//! Making a backup, beside a hub that runs or without one.

use super::manifest::{Entry, FILE, FORMAT, Manifest};
use super::{BackupError, failed};
use crate::authority::write_whole;
use crate::data_folder::DataFolder;
use crate::fail_points::fail_point;
use evidence::Timestamp;
use std::fs;
use std::path::Path;
use store::copy_database;

/// Makes a backup of a hub's data in a new or empty folder.
///
/// # Errors
/// [`BackupError`].
pub fn make(folder: &DataFolder, network: &str, to: &Path, now: Timestamp) -> Result<Manifest, BackupError> {
    empty(to)?;
    let copy = to.join("hub.db");
    let facts = copy_database(&folder.database(), &copy)?;
    fail_point!("hub.backup.database-copied");
    let mut files = vec![Entry::of(to, "hub.db")?];
    // What is public of the authority; its keys, and those of the hub, have a backup of their own.
    for from in [folder.root(), folder.issuing(), folder.crl()] {
        let Some(name) = from.file_name().and_then(|name| name.to_str()) else { continue };
        let bytes = fs::read(&from).map_err(|source| failed(&from, source))?;
        write_whole(&to.join(name), &bytes).map_err(|source| failed(&to.join(name), source))?;
        files.push(Entry::of(to, name)?);
    }
    let manifest = Manifest {
        format: FORMAT.to_owned(),
        made_at: now.to_string(),
        network: network.to_owned(),
        version: facts.version,
        transmissions: facts.transmissions,
        audit_entries: facts.audit_entries,
        master_keys: facts.master_keys,
        files,
    };
    fail_point!("hub.backup.files-copied");
    let bytes = serde_json::to_vec_pretty(&manifest).map_err(|error| failed(&to.join(FILE), error.into()))?;
    write_whole(&to.join(FILE), &bytes).map_err(|source| failed(&to.join(FILE), source))?;
    Ok(manifest)
}

fn empty(to: &Path) -> Result<(), BackupError> {
    let mut builder = fs::DirBuilder::new();
    std::os::unix::fs::DirBuilderExt::mode(builder.recursive(true), 0o700);
    builder.create(to).map_err(|source| failed(to, source))?;
    let mut entries = fs::read_dir(to).map_err(|source| failed(to, source))?;
    if entries.next().is_some() { Err(BackupError::NotEmpty(to.to_owned())) } else { Ok(()) }
}
