//! Sessions and terminal tokens.

mod rotate;
mod row;
mod terminal;

use exchange::account::{Session, SessionEnd, TerminalToken};
use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::id::{SessionId, TerminalTokenId};
use exchange::office::OfficeState;
use exchange::store::{
    Ending, ProvenPassword, Rotation, RotationOutcome, SessionView, Sessions, StoreFuture, TerminalView,
};
use exchange::{Act, Instant, Sha256};
use standard::OfficeNumber;

use super::accounts::are_still;
use super::error::Fault;
use super::row::{every, first, id};
use super::write::Work;
use super::{SqliteStore, certificates, offices};
use row::{COLUMNS, session};

impl Sessions for SqliteStore {
    fn open_session(&self, session: Session, proven: Vec<ProvenPassword>, act: Act) -> StoreFuture<'_, bool> {
        self.write("open_session", move |work| {
            let stands = lets_in(work, session.office, &session.certificate, Some(act.at))?
                && are_still(work.connection(), &proven)?;
            if stands {
                row::insert(work, &session, &act)?;
            }
            Ok(stands)
        })
    }

    fn session_by_access(&self, access: Sha256) -> StoreFuture<'_, Option<SessionView>> {
        self.glance(move |connection| row::view(connection, &access))
    }

    fn rotate_session(&self, rotation: Rotation, act: Act) -> StoreFuture<'_, RotationOutcome> {
        self.write("rotate_session", move |work| rotate::rotate(work, &rotation, &act))
    }

    fn touch_session(&self, id: SessionId, at: Instant) -> StoreFuture<'_, ()> {
        self.write("touch_session", move |work| {
            let sql = "UPDATE session SET last_used_at = max(last_used_at, ?2) WHERE id = ?1";
            work.run(sql, (id.as_bytes(), at.millis())).map(|_| ())
        })
    }

    fn sessions_of(&self, office: OfficeNumber, at: Instant) -> StoreFuture<'_, Vec<Session>> {
        self.read(move |connection| {
            let sql = format!(
                "SELECT {COLUMNS} FROM session WHERE office = ?1 AND ended_at IS NULL AND refresh_until > ?2
                 ORDER BY started_at DESC LIMIT 200"
            );
            every(&mut connection.prepare_cached(&sql)?.query((office.as_str(), at.millis()))?, session)
        })
    }

    fn end_sessions(&self, ending: Ending, act: Act) -> StoreFuture<'_, u64> {
        self.write("end_sessions", move |work| match ending.session {
            None => end_all(work, ending.office, ending.end, &act),
            Some(id) => {
                end_where(work, "office = ?1 AND id = ?2", (ending.office.as_str(), id.as_bytes()), ending.end, &act)
            }
        })
    }

    fn make_terminal_token(&self, token: TerminalToken, by: SessionId, act: Act) -> StoreFuture<'_, bool> {
        self.write("make_terminal_token", move |work| {
            let sql = "SELECT 1 FROM session WHERE id = ?1 AND office = ?2 AND ended_at IS NULL";
            let stands = lets_in(work, token.office, &token.certificate, None)?
                && work.prepare(sql)?.exists((by.as_bytes(), token.office.as_str()))?;
            if stands {
                terminal::insert(work, &token, &act)?;
            }
            Ok(stands)
        })
    }

    fn terminal_by_hash(&self, hash: Sha256) -> StoreFuture<'_, Option<TerminalView>> {
        self.glance(move |connection| terminal::view(connection, &hash))
    }

    fn touch_terminal_token(&self, id: TerminalTokenId, at: Instant) -> StoreFuture<'_, ()> {
        self.write("touch_terminal_token", move |work| terminal::touch(work, id, at))
    }

    fn terminal_tokens_of(&self, office: OfficeNumber) -> StoreFuture<'_, Vec<TerminalToken>> {
        self.read(move |connection| terminal::of_office(connection, office))
    }

    fn revoke_terminal_token(&self, id: TerminalTokenId, office: OfficeNumber, act: Act) -> StoreFuture<'_, bool> {
        self.write("revoke_terminal_token", move |work| {
            let sql = "id = ?1 AND office = ?2";
            terminal::revoke_where(work, sql, (id.as_bytes(), office.as_str()), &act).map(|revoked| revoked > 0)
        })
    }
}

/// Whether certificate and office let in now, within the transaction that opens something for them; `reading` is the time
/// when a closed office that can still read is let in too.
fn lets_in(
    work: &Work<'_>,
    office: OfficeNumber,
    thumbprint: &Sha256,
    reading: Option<Instant>,
) -> Result<bool, Fault> {
    let certificate = certificates::by_thumbprint(work.connection(), thumbprint)?;
    let office = offices::state_of(work.connection(), office)?
        .is_some_and(|state| state == OfficeState::Active || reading.is_some_and(|at| state.is_reading(at)));
    Ok(certificate.is_some_and(|known| known.revoked.is_none()) && office)
}

/// Ends every open session of an office.
pub(super) fn end_all(work: &Work<'_>, office: OfficeNumber, end: SessionEnd, act: &Act) -> Result<u64, Fault> {
    end_where(work, "office = ?1 AND ?2 = ?2", (office.as_str(), 0), end, act)
}

/// Revokes every terminal token of an office.
pub(super) fn revoke_all_tokens(work: &Work<'_>, office: OfficeNumber, act: &Act) -> Result<u64, Fault> {
    terminal::revoke_where(work, "office = ?1 AND ?2 = ?2", (office.as_str(), 0), act)
}

/// Ends everything that is bound to a certificate: sessions and terminal tokens.
pub(super) fn end_of_certificate(work: &Work<'_>, thumbprint: &Sha256, act: &Act) -> Result<(), Fault> {
    let values = (thumbprint.0, 0);
    end_where(work, "certificate = ?1 AND ?2 = ?2", values, SessionEnd::CertificateRevoked, act)?;
    terminal::revoke_where(work, "certificate = ?1 AND ?2 = ?2", values, act).map(|_| ())
}

/// Ends the open sessions that a condition of two values names, each with an audit entry.
fn end_where(
    work: &Work<'_>,
    condition: &'static str,
    values: impl rusqlite::Params + Copy,
    end: SessionEnd,
    act: &Act,
) -> Result<u64, Fault> {
    let sql = format!("SELECT id FROM session WHERE {condition} AND ended_at IS NULL");
    let open = every(&mut work.prepare(&sql)?.query(values)?, |row| id(row, 0, SessionId::from_bytes))?;
    for session in &open {
        work.run(
            "UPDATE session SET ended_at = ?2, end = ?3 WHERE id = ?1",
            (session.as_bytes(), act.at.millis(), end.as_str()),
        )?;
        work.audit(&AuditLeaf::new(act, AuditKind::SessionEnded, &Subject::new("session", session), None, None))?;
    }
    Ok(u64::try_from(open.len()).unwrap_or(u64::MAX))
}

/// A session by its refresh token.
fn by_refresh(work: &Work<'_>, refresh: &Sha256) -> Result<Option<Session>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM session WHERE refresh = ?1");
    first(&mut work.prepare(&sql)?.query([refresh.0])?, session)
}
