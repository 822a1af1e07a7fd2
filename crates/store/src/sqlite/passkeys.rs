//! The passkeys of an operator as a list: added, named and removed by their operator, all of them taken by a new code.

use exchange::audit::AuditKind;
use exchange::operator::{KeptPasskey, Passkey, PasskeyRemoval, Registration};
use exchange::{Act, OperatorId, Sha256};
use rusqlite::Connection;

use super::error::Fault;
use super::operators::note;
use super::row::{every, first, instant, maybe_instant, value};
use super::write::Work;

pub(super) fn of(connection: &Connection, id: &OperatorId) -> Result<Vec<KeptPasskey>, Fault> {
    let sql = "SELECT id, name, added_at, used_at FROM operator_passkey WHERE operator = ?1 ORDER BY added_at, id";
    every(&mut connection.prepare_cached(sql)?.query([id.as_str()])?, |row| {
        let (added_at, used_at) = (instant(row, 2)?, maybe_instant(row, 3)?);
        Ok(KeptPasskey { id: value(row, 0)?, name: value(row, 1)?, added_at, used_at })
    })
}

pub(super) fn recode(work: &Work<'_>, id: &OperatorId, new: &Registration, act: &Act) -> Result<bool, Fault> {
    let sql = "UPDATE operator SET code = ?2, code_until = ?3 WHERE id = ?1 AND state = 'active'";
    if work.run(sql, (id.as_str(), new.hash.0, new.until.millis()))? == 0 {
        return Ok(false);
    }
    work.run("DELETE FROM operator_passkey WHERE operator = ?1", [id.as_str()])?;
    work.run("DELETE FROM operator_session WHERE operator = ?1", [id.as_str()])?;
    note(work, AuditKind::OperatorCodeMade, id, act)?;
    Ok(true)
}

pub(super) fn add(work: &Work<'_>, id: &OperatorId, new: &Passkey, name: &str, act: &Act) -> Result<bool, Fault> {
    let added = work.run(
        "INSERT INTO operator_passkey (id, operator, data, added_at, name)
         SELECT ?1, id, ?3, ?4, ?5 FROM operator WHERE id = ?2 AND state = 'active' ON CONFLICT DO NOTHING",
        (&new.id, id.as_str(), &new.data, new.added_at.millis(), name),
    )?;
    if added == 0 {
        return Ok(false);
    }
    note(work, AuditKind::PasskeyAdded, id, act)?;
    Ok(true)
}

pub(super) fn rename(work: &Work<'_>, id: &OperatorId, key: &[u8], name: &str, act: &Act) -> Result<bool, Fault> {
    let sql = "UPDATE operator_passkey SET name = ?3 WHERE id = ?1 AND operator = ?2";
    if work.run(sql, (key, id.as_str(), name))? == 0 {
        return Ok(false);
    }
    note(work, AuditKind::PasskeyNamed, id, act)?;
    Ok(true)
}

pub(super) fn remove(
    work: &Work<'_>,
    id: &OperatorId,
    key: &[u8],
    kept: &Sha256,
    act: &Act,
) -> Result<PasskeyRemoval, Fault> {
    let sql = "SELECT count(*), count(CASE WHEN id = ?2 THEN 1 END) FROM operator_passkey WHERE operator = ?1";
    let mut statement = work.prepare(sql)?;
    let counted =
        first(&mut statement.query((id.as_str(), key))?, |row| Ok((value::<i64>(row, 0)?, value::<i64>(row, 1)?)))?;
    match counted {
        Some((1, 1)) => return Ok(PasskeyRemoval::Last),
        Some((_, 1)) => {}
        _ => return Ok(PasskeyRemoval::Unknown),
    }
    work.run("DELETE FROM operator_passkey WHERE id = ?1", [key])?;
    work.run("DELETE FROM operator_session WHERE operator = ?1 AND token <> ?2", (id.as_str(), kept.0))?;
    note(work, AuditKind::PasskeyRemoved, id, act)?;
    Ok(PasskeyRemoval::Removed)
}
