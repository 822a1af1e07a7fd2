//! Rotation of the master key: data keys are wrapped anew, part by part, while everything runs (S42).

use exchange::Act;
use exchange::audit::{AuditKind, AuditLeaf, Subject};

use crate::fail_points::fail_point;
use crate::seal::{KeyRing, WrappedKey};
use crate::sqlite::error::Fault;
use crate::sqlite::row::{every, fixed, value};
use crate::sqlite::write::Work;

/// True when no data key needs the older master keys: their files can go. In memory they stay until the process ends, since
/// a reader may hold what it read before.
pub(super) fn retire(work: &Work<'_>, keys: &KeyRing) -> Result<bool, Fault> {
    let newest = keys.newest()?;
    if work.prepare("SELECT 1 FROM data_key WHERE master < ?1 OR master > ?1 LIMIT 1")?.exists([newest])? {
        return Ok(false);
    }
    fail_point!("store.rotate.retired")?;
    Ok(true)
}

/// Wraps up to `most` data keys by the newest master key; gives how many.
pub(super) fn rewrap(work: &mut Work<'_>, keys: &KeyRing, most: u32, act: &Act) -> Result<u64, Fault> {
    let newest = keys.newest()?;
    let old = every(
        &mut work
            .prepare("SELECT n, part, master, wrapped FROM data_key WHERE master < ?1 OR master > ?1 LIMIT ?2")?
            .query((newest, most))?,
        |row| {
            let wrapped = WrappedKey { master: fixed::<8>(row, 2)?, bytes: value(row, 3)? };
            Ok((value::<i64>(row, 0)?, value::<i64>(row, 1)?, wrapped))
        },
    )?;
    for (n, part, wrapped) in &old {
        let anew = keys.wrap(&keys.unwrap(wrapped)?)?;
        work.run(
            "UPDATE data_key SET master = ?3, wrapped = ?4 WHERE n = ?1 AND part = ?2",
            (n, part, &anew.master, &anew.bytes),
        )?;
    }
    if !old.is_empty() {
        work.empties_log();
        work.audit(&AuditLeaf::new(act, AuditKind::KeysRotated, &Subject::new("data-keys", old.len()), None, None))?;
    }
    fail_point!("store.rotate.rewrapped")?;
    Ok(u64::try_from(old.len()).unwrap_or(u64::MAX))
}
