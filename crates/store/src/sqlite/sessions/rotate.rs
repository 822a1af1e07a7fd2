//! Exchanging a refresh token for new tokens; a token seen twice ends its session.

use exchange::Act;
use exchange::account::{Session, SessionEnd};
use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::store::{Rotation, RotationOutcome};

use super::row::{COLUMNS, session};
use super::{by_refresh, end_where};
use crate::sqlite::error::Fault;
use crate::sqlite::row::first;
use crate::sqlite::write::Work;

/// Rotates, or ends what a thief and its owner share.
pub(super) fn rotate(work: &Work<'_>, rotation: &Rotation, act: &Act) -> Result<RotationOutcome, Fault> {
    if let Some(mut session) = used_by(work, rotation)? {
        if session.ended.is_none() {
            let key = (session.id.as_bytes(), session.office.as_str());
            end_where(work, "id = ?1 AND office = ?2", key, SessionEnd::RefreshReused, act)?;
            session.ended = Some((SessionEnd::RefreshReused, act.at));
        }
        return Ok(RotationOutcome::Reused(session));
    }
    let open = by_refresh(work, &rotation.refresh)?.filter(|session| {
        session.ended.is_none()
            && session.certificate == rotation.certificate
            && act.at < session.refresh_until
            && session.last_used_at > rotation.idle_before
    });
    let Some(mut session) = open else { return Ok(RotationOutcome::Unknown) };
    work.run("INSERT INTO used_refresh (hash, session) VALUES (?1, ?2)", (session.refresh.0, session.id.as_bytes()))?;
    session.access = rotation.new_access;
    session.access_until = rotation.access_until.min(session.refresh_until);
    session.refresh = rotation.new_refresh;
    session.last_used_at = act.at;
    store(work, &session)?;
    work.audit(&AuditLeaf::new(act, AuditKind::SessionRefreshed, &Subject::new("session", session.id), None, None))?;
    Ok(RotationOutcome::Rotated(session))
}

fn used_by(work: &Work<'_>, rotation: &Rotation) -> Result<Option<Session>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM session WHERE id = (SELECT session FROM used_refresh WHERE hash = ?1)");
    let found = first(&mut work.prepare(&sql)?.query([rotation.refresh.0])?, session)?;
    // Another certificate's holder learns nothing and ends nothing.
    Ok(found.filter(|session| session.certificate == rotation.certificate))
}

fn store(work: &Work<'_>, session: &Session) -> Result<(), Fault> {
    work.run(
        "UPDATE session SET access = ?2, access_until = ?3, refresh = ?4, last_used_at = ?5 WHERE id = ?1",
        (
            session.id.as_bytes(),
            session.access.0,
            session.access_until.millis(),
            session.refresh.0,
            session.last_used_at.millis(),
        ),
    )
    .map(|_| ())
}
