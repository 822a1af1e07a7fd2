//! Maintenance windows, each with its notice.

use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::id::{MaintenanceId, NoticeId};
use exchange::notice::{Fate, Maintenance, Notice};
use exchange::store::{Maintenances, StoreFuture};
use exchange::{Act, Instant, OperatorId};
use rusqlite::{Connection, Row};

use super::SqliteStore;
use super::error::Fault;
use super::notices;
use super::row::{every, first, id, instant, maybe_id, maybe_instant, text, value};
use super::write::Work;

impl Maintenances for SqliteStore {
    fn plan_maintenance(&self, maintenance: Maintenance, notice: Notice, act: Act) -> StoreFuture<'_, ()> {
        self.write("plan_maintenance", move |work| plan(work, &maintenance, &notice, &act))
    }

    fn cancel_maintenance(&self, id: MaintenanceId, told: Notice, act: Act) -> StoreFuture<'_, bool> {
        self.write("cancel_maintenance", move |work| {
            let sql = "UPDATE maintenance SET cancelled_at = ?2
                 WHERE id = ?1 AND cancelled_at IS NULL AND ended_at IS NULL AND begins > ?2 RETURNING notice";
            close(work, id, sql, &told, &act, AuditKind::MaintenanceCancelled)
        })
    }

    fn end_maintenance(&self, id: MaintenanceId, told: Notice, act: Act) -> StoreFuture<'_, bool> {
        self.write("end_maintenance", move |work| {
            let sql = "UPDATE maintenance SET ended_at = ?2
                 WHERE id = ?1 AND cancelled_at IS NULL AND ended_at IS NULL AND begins <= ?2 AND ends > ?2
                 RETURNING notice";
            close(work, id, sql, &told, &act, AuditKind::MaintenanceEnded)
        })
    }

    fn move_maintenance(&self, id: MaintenanceId, new: Maintenance, told: Notice, act: Act) -> StoreFuture<'_, bool> {
        self.write("move_maintenance", move |work| {
            let sql = "UPDATE maintenance SET cancelled_at = ?2
                 WHERE id = ?1 AND cancelled_at IS NULL AND ended_at IS NULL AND ends > ?2 RETURNING notice";
            let done = close(work, id, sql, &told, &act, AuditKind::MaintenanceMoved)?;
            if done {
                insert(work, &new)?;
                let sql = "UPDATE maintenance SET moved_to = ?2 WHERE id = ?1";
                work.run(sql, (id.as_bytes(), new.id.as_bytes()))?;
            }
            Ok(done)
        })
    }

    fn next_maintenance(&self, at: Instant, until: Instant) -> StoreFuture<'_, Option<Maintenance>> {
        self.glance(move |connection| {
            let sql = format!(
                "SELECT {COLUMNS} FROM maintenance WHERE cancelled_at IS NULL AND ends > ?1 AND ended_at IS NULL
                 AND (begins <= ?1 OR begins < ?2) ORDER BY begins > ?1, begins LIMIT 1"
            );
            first(&mut connection.prepare_cached(&sql)?.query((at.millis(), until.millis()))?, maintenance)
        })
    }

    fn maintenance(&self, id: MaintenanceId) -> StoreFuture<'_, Option<Maintenance>> {
        self.read(move |connection| one(connection, id))
    }

    fn maintenances(&self) -> StoreFuture<'_, Vec<Maintenance>> {
        self.read(|connection| {
            let sql = format!("SELECT {COLUMNS} FROM maintenance ORDER BY id DESC LIMIT 20");
            every(&mut connection.prepare_cached(&sql)?.query([])?, maintenance)
        })
    }
}

const COLUMNS: &str = "id, begins, ends, text, notice, planned_by, goes_on, cancelled_at, ended_at, moved_to";

fn one(connection: &Connection, id: MaintenanceId) -> Result<Option<Maintenance>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM maintenance WHERE id = ?1");
    first(&mut connection.prepare_cached(&sql)?.query([id.as_bytes()])?, maintenance)
}

fn maintenance(row: &Row<'_>) -> Result<Maintenance, Fault> {
    let (cancelled, ended) = (maybe_instant(row, 7)?, maybe_instant(row, 8)?);
    let moved = maybe_id(row, 9, MaintenanceId::from_bytes)?;
    Ok(Maintenance {
        id: id(row, 0, MaintenanceId::from_bytes)?,
        begins: instant(row, 1)?,
        ends: instant(row, 2)?,
        text: value(row, 3)?,
        notice: id(row, 4, NoticeId::from_bytes)?,
        planned_by: text(row, 5, "an operator", OperatorId::parse)?,
        goes_on: value(row, 6)?,
        fate: match (cancelled, ended, moved) {
            (Some(at), _, Some(to)) => Fate::Moved { at, to },
            (Some(at), _, None) => Fate::Cancelled(at),
            (None, Some(at), _) => Fate::Ended(at),
            (None, None, _) => Fate::Stands,
        },
    })
}

fn plan(work: &Work<'_>, new: &Maintenance, notice: &Notice, act: &Act) -> Result<(), Fault> {
    notices::store(work, notice, act)?;
    insert(work, new)?;
    work.audit(&AuditLeaf::new(act, AuditKind::MaintenancePlanned, &Subject::new("maintenance", new.id), None, None))
}

fn insert(work: &Work<'_>, new: &Maintenance) -> Result<(), Fault> {
    work.run(
        "INSERT INTO maintenance (id, begins, ends, text, notice, planned_by, goes_on)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (
            new.id.as_bytes(),
            new.begins.millis(),
            new.ends.millis(),
            &new.text,
            new.notice.as_bytes(),
            new.planned_by.as_str(),
            new.goes_on,
        ),
    )
    .map(|_| ())
}

/// Closes a window by the statement, which gives its notice: that one goes, `told` comes.
fn close(
    work: &Work<'_>,
    id: MaintenanceId,
    sql: &str,
    told: &Notice,
    act: &Act,
    kind: AuditKind,
) -> Result<bool, Fault> {
    let mut statement = work.prepare(sql)?;
    let notice = first(&mut statement.query((id.as_bytes(), act.at.millis()))?, |row| value::<Vec<u8>>(row, 0))?;
    drop(statement);
    let Some(notice) = notice else { return Ok(false) };
    let notice = NoticeId::from_bytes(&notice).map_err(|_| Fault::Damaged("an id"))?;
    notices::withdraw(work, notice, act)?;
    notices::store(work, told, act)?;
    work.audit(&AuditLeaf::new(act, kind, &Subject::new("maintenance", id), None, None))?;
    Ok(true)
}
