//! Sessions of the portals: a row while one lasts, gone when it ends.

use exchange::account::{AccountId, PortalSession, PortalView};
use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::instant::DAY;
use exchange::office::OfficeState;
use exchange::store::{Portals, ProvenPassword, StoreFuture};
use exchange::{Act, Instant, Sha256};
use rusqlite::{Connection, Row};
use standard::OfficeNumber;

use super::SqliteStore;
use super::accounts::are_still;
use super::error::Fault;
use super::offices::{state, state_of};
use super::row::{digest, every, first, instant, maybe_instant, office, text};
use super::write::Work;

impl Portals for SqliteStore {
    fn open_portal_session(&self, session: PortalSession, proven: ProvenPassword, act: Act) -> StoreFuture<'_, bool> {
        self.write("open_portal_session", move |work| {
            let active = state_of(work.connection(), session.office)? == Some(OfficeState::Active);
            let stands = active && are_still(work.connection(), std::slice::from_ref(&proven))?;
            if stands {
                open(work, &session, &act)?;
            }
            Ok(stands)
        })
    }

    fn portal_session(&self, token: Sha256) -> StoreFuture<'_, Option<PortalView>> {
        self.read(move |connection| view(connection, &token))
    }

    fn touch_portal_session(&self, token: Sha256, at: Instant) -> StoreFuture<'_, ()> {
        self.write("touch_portal_session", move |work| {
            let sql = "UPDATE portal_session SET last_used_at = max(last_used_at, ?2) WHERE token = ?1";
            work.run(sql, (token.0, at.millis())).map(|_| ())
        })
    }

    fn prove_portal_session(&self, token: Sha256, at: Instant) -> StoreFuture<'_, ()> {
        self.write("prove_portal_session", move |work| {
            let sql = "UPDATE portal_session SET proven_at = max(proven_at, ?2) WHERE token = ?1";
            work.run(sql, (token.0, at.millis())).map(|_| ())
        })
    }

    fn end_portal_sessions(&self, office: OfficeNumber, token: Option<Sha256>, act: Act) -> StoreFuture<'_, u64> {
        self.write("end_portal_sessions", move |work| end(work, office, token.as_ref(), &act))
    }
}

fn open(work: &Work<'_>, session: &PortalSession, act: &Act) -> Result<(), Fault> {
    // What nobody signed out of is over after a day at the latest.
    work.run("DELETE FROM portal_session WHERE started_at < ?1", [act.at.minus(DAY).millis()])?;
    work.run(
        "INSERT INTO portal_session (token, office, account, started_at, last_used_at, proven_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            session.token.0,
            session.office.as_str(),
            session.account.as_str(),
            session.started_at.millis(),
            session.last_used_at.millis(),
            session.proven_at.millis(),
        ),
    )?;
    record(work, AuditKind::SignedIn, session.office, &session.token, act)
}

fn view(connection: &Connection, token: &Sha256) -> Result<Option<PortalView>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT p.token, p.office, p.account, p.started_at, p.last_used_at, p.proven_at, c.first_until, o.state,
            o.successor, o.reads_until, c.changed_at
         FROM portal_session p JOIN office o ON o.number = p.office JOIN credential c ON c.name = p.account
         WHERE p.token = ?1",
    )?;
    first(&mut statement.query([token.0])?, |row| {
        Ok(PortalView {
            session: session(row)?,
            first_until: maybe_instant(row, 6)?,
            office: state(row, 7)?,
            changed_at: instant(row, 10)?,
        })
    })
}

fn session(row: &Row<'_>) -> Result<PortalSession, Fault> {
    Ok(PortalSession {
        token: digest(row, 0)?,
        office: office(row, 1)?,
        account: text(row, 2, "a sign-in name", |name| AccountId::parse(name).ok())?,
        started_at: instant(row, 3)?,
        last_used_at: instant(row, 4)?,
        proven_at: instant(row, 5)?,
    })
}

/// Ends sessions of an office, each with its audit entry.
pub(super) fn end(work: &Work<'_>, office: OfficeNumber, token: Option<&Sha256>, act: &Act) -> Result<u64, Fault> {
    let sql = "SELECT token FROM portal_session WHERE office = ?1 AND (?2 IS NULL OR token = ?2)";
    let values = (office.as_str(), token.map(|token| token.0));
    let ended = every(&mut work.prepare(sql)?.query(values)?, |row| digest(row, 0))?;
    for token in &ended {
        work.run("DELETE FROM portal_session WHERE token = ?1", [token.0])?;
        record(work, AuditKind::SessionEnded, office, token, act)?;
    }
    Ok(u64::try_from(ended.len()).unwrap_or(u64::MAX))
}

/// In the log a session is named by its office and the beginning of its token's hash: its row goes when it ends.
fn record(work: &Work<'_>, kind: AuditKind, office: OfficeNumber, token: &Sha256, act: &Act) -> Result<(), Fault> {
    let name: String = token.to_string().chars().take(16).collect();
    let subject = Subject::new("portal-session", format!("{office}/{name}"));
    work.audit(&AuditLeaf::new(act, kind, &subject, None, None))
}
