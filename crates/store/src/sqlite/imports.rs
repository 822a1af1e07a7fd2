//! Imports of offices: what is kept of a file until it is stored, part by part.

use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::id::ImportId;
use exchange::office::{
    ImportCounts, ImportFinding, ImportPart, ImportState, LineChange, LineKind, NewOffice, OfficeImport,
};
use exchange::page::{Limit, Page};
use exchange::store::{Imports, PutOutcome, StoreFuture};
use exchange::{Act, OperatorId};
use rusqlite::{Connection, Row};

use super::SqliteStore;
use super::error::Fault;
use super::import_lines;
use super::offices::put_all;
use super::row::{count, every, first, id, instant, stored, text, value};
use super::write::Work;

/// Imports that are remembered.
const REMEMBERED: u32 = 20;

impl Imports for SqliteStore {
    fn begin_import(&self, import: OfficeImport) -> StoreFuture<'_, ()> {
        self.write("begin_import", move |work| begin(work, &import))
    }

    fn keep_import_part(&self, part: ImportPart) -> StoreFuture<'_, bool> {
        self.write("keep_import_part", move |work| keep(work, &part))
    }

    fn end_import_check(&self, id: ImportId, wrong: u64, findings: Vec<ImportFinding>) -> StoreFuture<'_, bool> {
        self.write("end_import_check", move |work| end_check(work, id, wrong, &findings))
    }

    fn approve_import(&self, id: ImportId, act: Act) -> StoreFuture<'_, bool> {
        self.write("approve_import", move |work| approve(work, id, &act))
    }

    fn drop_import(&self, id: ImportId) -> StoreFuture<'_, bool> {
        self.write("drop_import", move |work| {
            let sql = "UPDATE office_import SET state = 'dropped' WHERE id = ?1 AND state IN ('checking', 'checked')";
            let dropped = work.run(sql, [id.as_bytes()])? == 1;
            if dropped {
                forget_parts(work, id)?;
                import_lines::forget(work, id)?;
            }
            Ok(dropped)
        })
    }

    fn store_import_part(&self, id: ImportId, act: Act) -> StoreFuture<'_, Option<OfficeImport>> {
        self.write("store_import_part", move |work| store_part(work, id, &act))
    }

    fn import(&self, id: ImportId) -> StoreFuture<'_, Option<OfficeImport>> {
        self.read(move |connection| by_id(connection, id))
    }

    fn import_lines(
        &self,
        id: ImportId,
        kind: LineKind,
        after: Option<u64>,
        limit: Limit,
    ) -> StoreFuture<'_, Page<LineChange, u64>> {
        self.read(move |connection| import_lines::page(connection, id, kind, after, limit))
    }

    fn imports(&self) -> StoreFuture<'_, Vec<OfficeImport>> {
        self.read(|connection| {
            let sql = format!("SELECT {COLUMNS} FROM office_import ORDER BY id DESC LIMIT {REMEMBERED}");
            every(&mut connection.prepare_cached(&sql)?.query([])?, import)
        })
    }
}

const COLUMNS: &str = "id, operator, file, at, state, total, done, added, changed, same, closed, wrong, findings";

fn import(row: &Row<'_>) -> Result<OfficeImport, Fault> {
    let findings: String = value(row, 12)?;
    let finding = |line: &str| {
        let (number, text) = line.split_once('\t')?;
        Some(ImportFinding { line: number.parse().ok()?, text: text.to_owned() })
    };
    Ok(OfficeImport {
        id: id(row, 0, ImportId::from_bytes)?,
        operator: text(row, 1, "an operator", OperatorId::parse)?,
        file: value(row, 2)?,
        at: instant(row, 3)?,
        state: text(row, 4, "an import's state", ImportState::parse)?,
        total: count(row, 5)?,
        done: count(row, 6)?,
        counts: ImportCounts {
            added: count(row, 7)?,
            changed: count(row, 8)?,
            same: count(row, 9)?,
            closed: count(row, 10)?,
        },
        wrong: count(row, 11)?,
        findings: findings.lines().map(finding).collect::<Option<_>>().ok_or(Fault::Damaged("a finding"))?,
    })
}

fn by_id(connection: &Connection, id: ImportId) -> Result<Option<OfficeImport>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM office_import WHERE id = ?1");
    first(&mut connection.prepare_cached(&sql)?.query([id.as_bytes()])?, import)
}

fn begin(work: &Work<'_>, new: &OfficeImport) -> Result<(), Fault> {
    let old = format!(
        "SELECT id FROM office_import WHERE state <> 'storing' AND id NOT IN
            (SELECT id FROM office_import ORDER BY id DESC LIMIT {})",
        REMEMBERED - 1
    );
    let old = every(&mut work.prepare(&old)?.query([])?, |row| id(row, 0, ImportId::from_bytes))?;
    for old in old {
        forget_parts(work, old)?;
        import_lines::forget(work, old)?;
        work.run("DELETE FROM office_import WHERE id = ?1", [old.as_bytes()])?;
    }
    // Who looks at the lines of an import looks at the last one.
    let sql = "DELETE FROM office_import_line WHERE import IN (SELECT id FROM office_import WHERE state = 'done')";
    work.run(sql, [])?;
    work.run(
        "INSERT INTO office_import (id, operator, file, at, state, total, done, added, changed, same, closed, wrong,
            findings) VALUES (?1, ?2, ?3, ?4, 'checking', ?5, 0, 0, 0, 0, 0, 0, '')",
        (new.id.as_bytes(), new.operator.as_str(), &new.file, new.at.millis(), stored(new.total)),
    )
    .map(|_| ())
}

fn forget_parts(work: &Work<'_>, id: ImportId) -> Result<(), Fault> {
    work.run("DELETE FROM office_import_part WHERE import = ?1", [id.as_bytes()]).map(|_| ())
}

fn keep(work: &Work<'_>, part: &ImportPart) -> Result<bool, Fault> {
    let counts = import_lines::note(work, part.id, &part.offices)?;
    if !advance(work, part.id, "checking", part.offices.len(), counts)? {
        import_lines::forget(work, part.id)?;
        return Ok(false);
    }
    let lines: Vec<String> = part.offices.iter().map(|line| import_lines::written(&line.office)).collect();
    work.run(
        "INSERT INTO office_import_part (import, part, offices) VALUES (?1, ?2, ?3)",
        (part.id.as_bytes(), part.part, lines.join("\n")),
    )?;
    Ok(true)
}

/// Counts on; `false` when the import is in another state.
fn advance(work: &Work<'_>, id: ImportId, state: &str, more: usize, counts: ImportCounts) -> Result<bool, Fault> {
    let done = work.run(
        "UPDATE office_import SET done = done + ?3, added = added + ?4, changed = changed + ?5, same = same + ?6,
            closed = closed + ?7 WHERE id = ?1 AND state = ?2",
        (
            id.as_bytes(),
            state,
            i64::try_from(more).unwrap_or(i64::MAX),
            stored(counts.added),
            stored(counts.changed),
            stored(counts.same),
            stored(counts.closed),
        ),
    )?;
    Ok(done == 1)
}

fn end_check(work: &Work<'_>, id: ImportId, wrong: u64, findings: &[ImportFinding]) -> Result<bool, Fault> {
    let state = if wrong == 0 { ImportState::Checked } else { ImportState::Refused };
    let plain = |text: &str| text.replace(char::is_control, " ");
    let lines: Vec<String> =
        findings.iter().map(|finding| format!("{}\t{}", finding.line, plain(&finding.text))).collect();
    let done = work.run(
        "UPDATE office_import SET state = ?2, wrong = ?3, findings = ?4 WHERE id = ?1 AND state = 'checking'",
        (id.as_bytes(), state.as_str(), stored(wrong), lines.join("\n")),
    )?;
    if done == 1 && wrong > 0 {
        forget_parts(work, id)?;
        import_lines::forget(work, id)?;
    }
    Ok(done == 1)
}

fn approve(work: &Work<'_>, id: ImportId, act: &Act) -> Result<bool, Fault> {
    let approved = work.run(
        "UPDATE office_import SET state = 'storing', done = 0, added = 0, changed = 0, same = 0, closed = 0
         WHERE id = ?1 AND state = 'checked'",
        [id.as_bytes()],
    )?;
    if approved == 1 {
        work.audit(&AuditLeaf::new(act, AuditKind::ImportBegun, &Subject::new("import", id), None, None))?;
    }
    Ok(approved == 1)
}

fn store_part(work: &Work<'_>, id: ImportId, act: &Act) -> Result<Option<OfficeImport>, Fault> {
    let Some(now) = by_id(work.connection(), id)?.filter(|now| now.state == ImportState::Storing) else {
        return Ok(None);
    };
    let sql = "SELECT part, offices FROM office_import_part WHERE import = ?1 ORDER BY part LIMIT 1";
    let next = first(&mut work.prepare(sql)?.query([id.as_bytes()])?, |row| {
        Ok((value::<i64>(row, 0)?, value::<String>(row, 1)?))
    })?;
    let Some((part, text)) = next else {
        work.run("UPDATE office_import SET state = 'done' WHERE id = ?1", [id.as_bytes()])?;
        work.audit(&AuditLeaf::new(act, AuditKind::ImportDone, &Subject::new("import", id), None, None))?;
        return Ok(Some(OfficeImport { state: ImportState::Done, ..now }));
    };
    let offices: Option<Vec<NewOffice>> = text.lines().map(import_lines::read).collect();
    let offices = offices.ok_or(Fault::Damaged("a part of an import"))?;
    let mut counts = ImportCounts::default();
    for outcome in put_all(work, &offices, act)? {
        match outcome {
            PutOutcome::Added => counts.added += 1,
            PutOutcome::Changed => counts.changed += 1,
            PutOutcome::Same => counts.same += 1,
            PutOutcome::Closed => counts.closed += 1,
        }
    }
    advance(work, id, "storing", offices.len(), counts)?;
    work.run("DELETE FROM office_import_part WHERE import = ?1 AND part = ?2", (id.as_bytes(), part))?;
    let done = now.done.saturating_add(u64::try_from(offices.len()).unwrap_or(u64::MAX));
    Ok(Some(OfficeImport { done, counts: now.counts.plus(counts), ..now }))
}
