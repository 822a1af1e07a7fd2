//! Terminal tokens.

use exchange::account::{Scopes, TerminalToken};
use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::id::TerminalTokenId;
use exchange::store::TerminalView;
use exchange::{Act, Instant, Sha256};
use rusqlite::{Connection, Row};
use standard::OfficeNumber;

use crate::sqlite::error::Fault;
use crate::sqlite::row::{digest, every, first, id, instant, maybe_instant, office, value};
use crate::sqlite::write::Work;
use crate::sqlite::{certificates, offices};

const COLUMNS: &str = "id, office, certificate, hash, scopes, label, made_at, until, revoked_at, used_at";

fn token(row: &Row<'_>) -> Result<TerminalToken, Fault> {
    Ok(TerminalToken {
        id: id(row, 0, TerminalTokenId::from_bytes)?,
        office: office(row, 1)?,
        certificate: digest(row, 2)?,
        hash: digest(row, 3)?,
        scopes: Scopes::from_bits(value(row, 4)?),
        label: value(row, 5)?,
        made_at: instant(row, 6)?,
        until: instant(row, 7)?,
        revoked_at: maybe_instant(row, 8)?,
        used_at: maybe_instant(row, 9)?,
    })
}

/// Stores a new token.
pub(super) fn insert(work: &Work<'_>, token: &TerminalToken, act: &Act) -> Result<(), Fault> {
    work.run(
        "INSERT INTO terminal_token (id, office, certificate, hash, scopes, label, made_at, until)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        rusqlite::params![
            token.id.as_bytes(),
            token.office.as_str(),
            token.certificate.0,
            token.hash.0,
            token.scopes.bits(),
            token.label,
            token.made_at.millis(),
            token.until.millis(),
        ],
    )?;
    record(work, AuditKind::TerminalTokenMade, token.id, act)
}

/// A token with its certificate and office.
pub(super) fn view(connection: &Connection, hash: &Sha256) -> Result<Option<TerminalView>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM terminal_token WHERE hash = ?1");
    let Some(token) = first(&mut connection.prepare_cached(&sql)?.query([hash.0])?, token)? else {
        return Ok(None);
    };
    let certificate = certificates::by_thumbprint(connection, &token.certificate)?;
    let office = offices::state_of(connection, token.office)?;
    let parts = certificate.zip(office).ok_or(Fault::Damaged("a token without certificate or office"))?;
    Ok(Some(TerminalView { token, certificate: parts.0, office: parts.1 }))
}

/// Records a use; a clock that went back changes nothing.
pub(super) fn touch(work: &Work<'_>, id: TerminalTokenId, at: Instant) -> Result<(), Fault> {
    let sql = "UPDATE terminal_token SET used_at = max(coalesce(used_at, ?2), ?2) WHERE id = ?1";
    work.run(sql, (id.as_bytes(), at.millis())).map(|_| ())
}

/// The tokens of an office, newest first.
pub(super) fn of_office(connection: &Connection, office: OfficeNumber) -> Result<Vec<TerminalToken>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM terminal_token WHERE office = ?1 ORDER BY made_at DESC LIMIT 200");
    every(&mut connection.prepare_cached(&sql)?.query([office.as_str()])?, token)
}

/// Revokes the tokens that a condition of two values names.
pub(super) fn revoke_where(
    work: &Work<'_>,
    condition: &'static str,
    values: impl rusqlite::Params,
    act: &Act,
) -> Result<u64, Fault> {
    let sql = format!("SELECT id FROM terminal_token WHERE {condition} AND revoked_at IS NULL");
    let open = every(&mut work.prepare(&sql)?.query(values)?, |row| id(row, 0, TerminalTokenId::from_bytes))?;
    for token in &open {
        let sql = "UPDATE terminal_token SET revoked_at = ?2 WHERE id = ?1";
        work.run(sql, (token.as_bytes(), act.at.millis()))?;
        record(work, AuditKind::TerminalTokenRevoked, *token, act)?;
    }
    Ok(u64::try_from(open.len()).unwrap_or(u64::MAX))
}

fn record(work: &Work<'_>, kind: AuditKind, token: TerminalTokenId, act: &Act) -> Result<(), Fault> {
    work.audit(&AuditLeaf::new(act, kind, &Subject::new("terminal-token", token), None, None))
}
