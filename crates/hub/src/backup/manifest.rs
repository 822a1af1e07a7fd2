//! What a backup holds, and the digests that prove it.

use super::{BackupError, failed};
use aws_lc_rs::digest::{Context, SHA256};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Name of the manifest; it is written last, so that its presence says that the backup is whole.
pub(super) const FILE: &str = "manifest.json";
/// The form of the manifest.
pub(super) const FORMAT: &str = "renkei-hub-backup/1";

/// The manifest of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Manifest {
    /// `renkei-hub-backup/1`.
    pub format: String,
    /// When it was made, UTC, RFC 3339.
    pub made_at: String,
    /// Name of the network.
    pub network: String,
    /// Version of the database's schema.
    pub version: i64,
    /// Transmissions in the database.
    pub transmissions: i64,
    /// Entries of the audit log in the database.
    pub audit_entries: i64,
    /// Names of the master keys that are needed to read it. The keys themselves are never in a backup.
    pub master_keys: Vec<String>,
    /// The files.
    pub files: Vec<Entry>,
}

/// A file of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 over its bytes, hexadecimal.
    pub sha256: String,
}

impl Entry {
    /// Of a file in a folder.
    pub(super) fn of(folder: &Path, name: &str) -> Result<Self, BackupError> {
        let path = folder.join(name);
        let (size, sha256) = digest(&path).map_err(|source| failed(&path, source))?;
        Ok(Self { name: name.to_owned(), size, sha256 })
    }
}

fn digest(path: &Path) -> std::io::Result<(u64, String)> {
    let (mut file, mut context) = (File::open(path)?, Context::new(&SHA256));
    let (mut buffer, mut size) = (vec![0; 1 << 20], 0);
    loop {
        let length = file.read(&mut buffer)?;
        if length == 0 {
            return Ok((size, crate::authority::to_hex(context.finish().as_ref())));
        }
        size += length as u64;
        context.update(buffer.get(..length).unwrap_or_default());
    }
}
