//! Maintenance windows, each with its notice.

use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::id::{MaintenanceId, NoticeId};
use exchange::notice::{Maintenance, Notice};
use exchange::store::{Maintenances, StoreFuture};
use exchange::{Act, Instant, OperatorId};
use rusqlite::Row;

use super::SqliteStore;
use super::error::Fault;
use super::notices;
use super::row::{every, first, id, instant, maybe_instant, text, value};
use super::write::Work;

impl Maintenances for SqliteStore {
    fn plan_maintenance(&self, maintenance: Maintenance, notice: Notice, act: Act) -> StoreFuture<'_, ()> {
        self.write("plan_maintenance", move |work| plan(work, &maintenance, &notice, &act))
    }

    fn cancel_maintenance(&self, id: MaintenanceId, act: Act) -> StoreFuture<'_, bool> {
        self.write("cancel_maintenance", move |work| cancel(work, id, &act))
    }

    fn maintenance_at(&self, at: Instant) -> StoreFuture<'_, Option<Maintenance>> {
        self.glance(move |connection| {
            let sql = format!(
                "SELECT {COLUMNS} FROM maintenance WHERE cancelled_at IS NULL AND ends > ?1 AND begins <= ?1 ORDER BY ends LIMIT 1"
            );
            first(&mut connection.prepare_cached(&sql)?.query([at.millis()])?, maintenance)
        })
    }

    fn maintenances(&self) -> StoreFuture<'_, Vec<Maintenance>> {
        self.read(|connection| {
            let sql = format!("SELECT {COLUMNS} FROM maintenance ORDER BY id DESC LIMIT 20");
            every(&mut connection.prepare_cached(&sql)?.query([])?, maintenance)
        })
    }
}

const COLUMNS: &str = "id, begins, ends, text, notice, planned_by, cancelled_at";

fn maintenance(row: &Row<'_>) -> Result<Maintenance, Fault> {
    Ok(Maintenance {
        id: id(row, 0, MaintenanceId::from_bytes)?,
        begins: instant(row, 1)?,
        ends: instant(row, 2)?,
        text: value(row, 3)?,
        notice: id(row, 4, NoticeId::from_bytes)?,
        planned_by: text(row, 5, "an operator", OperatorId::parse)?,
        cancelled_at: maybe_instant(row, 6)?,
    })
}

fn plan(work: &Work<'_>, new: &Maintenance, notice: &Notice, act: &Act) -> Result<(), Fault> {
    notices::store(work, notice, act)?;
    work.run(
        "INSERT INTO maintenance (id, begins, ends, text, notice, planned_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            new.id.as_bytes(),
            new.begins.millis(),
            new.ends.millis(),
            &new.text,
            new.notice.as_bytes(),
            new.planned_by.as_str(),
        ),
    )?;
    work.audit(&AuditLeaf::new(act, AuditKind::MaintenancePlanned, &Subject::new("maintenance", new.id), None, None))
}

fn cancel(work: &Work<'_>, id: MaintenanceId, act: &Act) -> Result<bool, Fault> {
    let sql = "UPDATE maintenance SET cancelled_at = ?2 WHERE id = ?1 AND cancelled_at IS NULL AND ends > ?2
         RETURNING notice";
    let mut statement = work.prepare(sql)?;
    let notice = first(&mut statement.query((id.as_bytes(), act.at.millis()))?, |row| value::<Vec<u8>>(row, 0))?;
    let Some(notice) = notice else { return Ok(false) };
    let notice = NoticeId::from_bytes(&notice).map_err(|_| Fault::Damaged("an id"))?;
    notices::withdraw(work, notice, act)?;
    work.audit(&AuditLeaf::new(act, AuditKind::MaintenanceCancelled, &Subject::new("maintenance", id), None, None))?;
    Ok(true)
}
