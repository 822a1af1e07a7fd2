//! A session's row.

use exchange::account::{AccountId, Session, SessionEnd, SystemId};
use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::id::SessionId;
use exchange::store::SessionView;
use exchange::{Act, Sha256};
use rusqlite::{Connection, Row};

use crate::sqlite::certificates;
use crate::sqlite::error::Fault;
use crate::sqlite::offices;
use crate::sqlite::row::{digest, first, id, instant, maybe_instant, maybe_text, office, text};
use crate::sqlite::write::Work;

/// The columns that [`session`] reads, in its order.
pub(super) const COLUMNS: &str = "id, office, system, account, certificate, access, access_until, refresh, \
     refresh_until, started_at, last_used_at, ended_at, end";

/// Reads the columns of [`COLUMNS`].
pub(super) fn session(row: &Row<'_>) -> Result<Session, Fault> {
    Ok(Session {
        id: id(row, 0, SessionId::from_bytes)?,
        office: office(row, 1)?,
        system: text(row, 2, "a system ID", |text| SystemId::parse(text).ok())?,
        account: text(row, 3, "an account ID", |text| AccountId::parse(text).ok())?,
        certificate: digest(row, 4)?,
        access: digest(row, 5)?,
        access_until: instant(row, 6)?,
        refresh: digest(row, 7)?,
        refresh_until: instant(row, 8)?,
        started_at: instant(row, 9)?,
        last_used_at: instant(row, 10)?,
        ended: maybe_text(row, 12, "an end of a session", SessionEnd::parse)?.zip(maybe_instant(row, 11)?),
    })
}

/// Stores a new session.
pub(super) fn insert(work: &Work<'_>, session: &Session, act: &Act) -> Result<(), Fault> {
    work.run(
        "INSERT INTO session (id, office, system, account, certificate, access, access_until, refresh, refresh_until,
            started_at, last_used_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        rusqlite::params![
            session.id.as_bytes(),
            session.office.as_str(),
            session.system.as_str(),
            session.account.as_str(),
            session.certificate.0,
            session.access.0,
            session.access_until.millis(),
            session.refresh.0,
            session.refresh_until.millis(),
            session.started_at.millis(),
            session.last_used_at.millis(),
        ],
    )?;
    work.audit(&AuditLeaf::new(act, AuditKind::SignedIn, &Subject::new("session", session.id), None, None))
}

/// A session with its certificate and office.
pub(super) fn view(connection: &Connection, access: &Sha256) -> Result<Option<SessionView>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM session WHERE access = ?1");
    let found = first(&mut connection.prepare_cached(&sql)?.query([access.0])?, session)?;
    let Some(session) = found else { return Ok(None) };
    let certificate = certificates::by_thumbprint(connection, &session.certificate)?;
    let office = offices::state_of(connection, session.office)?;
    let parts = certificate.zip(office).ok_or(Fault::Damaged("a session without certificate or office"))?;
    Ok(Some(SessionView { session, certificate: parts.0, office: parts.1 }))
}
