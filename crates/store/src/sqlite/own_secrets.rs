//! 証明書発行用パスワード, and requests for IDs and passwords that were lost.

use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::id::RecoveryId;
use exchange::mail::MailKind;
use exchange::notice::Notice;
use exchange::office::Prefecture;
use exchange::page::{Limit, Page};
use exchange::ports::PasswordHash;
use exchange::store::{CertificatePasswords, Lost, Recoveries, Recovery, StoreFuture};
use exchange::{Act, Actor, Instant};
use rusqlite::{Connection, Row};
use standard::OfficeNumber;

use super::SqliteStore;
use super::error::Fault;
use super::mails::queue;
use super::notices;
use super::offices::is_open;
use super::row::{every, first, id, instant, office, text, value};
use super::write::Work;

impl CertificatePasswords for SqliteStore {
    fn certificate_password(&self, office: OfficeNumber) -> StoreFuture<'_, Option<(PasswordHash, Instant)>> {
        self.read(move |connection| {
            let sql = "SELECT hash, set_at FROM certificate_password WHERE office = ?1";
            first(&mut connection.prepare_cached(sql)?.query([office.as_str()])?, |row| {
                Ok((PasswordHash(value(row, 0)?), instant(row, 1)?))
            })
        })
    }

    fn set_certificate_password(&self, office: OfficeNumber, hash: PasswordHash, act: Act) -> StoreFuture<'_, bool> {
        self.write("set_certificate_password", move |work| set(work, office, &hash, &act))
    }
}

impl Recoveries for SqliteStore {
    fn ask_recovery(&self, recovery: Recovery, act: Act) -> StoreFuture<'_, bool> {
        self.write("ask_recovery", move |work| ask(work, &recovery, &act))
    }

    fn open_recoveries(
        &self,
        prefecture: Option<Prefecture>,
        after: Option<RecoveryId>,
        limit: Limit,
    ) -> StoreFuture<'_, Page<Recovery, RecoveryId>> {
        self.read(move |connection| open(connection, prefecture, after, limit))
    }

    fn open_recovery(&self, id: RecoveryId) -> StoreFuture<'_, Option<Recovery>> {
        self.read(move |connection| {
            let sql = format!("SELECT {COLUMNS} FROM recovery r WHERE r.done_at IS NULL AND r.id = ?1");
            first(&mut connection.prepare_cached(&sql)?.query([id.as_bytes()])?, recovery)
        })
    }

    fn end_recovery(&self, id: RecoveryId, refused: Option<String>, told: Notice, act: Act) -> StoreFuture<'_, bool> {
        self.write("end_recovery", move |work| {
            let ended = end(work, id, refused.as_deref(), &act)?;
            if ended {
                tell(work, id, refused.is_some(), &told, &act)?;
            }
            Ok(ended)
        })
    }
}

const COLUMNS: &str = "r.id, r.office, r.lost, r.at";

fn recovery(row: &Row<'_>) -> Result<Recovery, Fault> {
    Ok(Recovery {
        id: id(row, 0, RecoveryId::from_bytes)?,
        office: office(row, 1)?,
        lost: text(row, 2, "what was lost", Lost::parse)?,
        at: instant(row, 3)?,
    })
}

fn end(work: &Work<'_>, id: RecoveryId, refused: Option<&str>, act: &Act) -> Result<bool, Fault> {
    let sql = "UPDATE recovery SET done_at = ?2, refused = ?3 WHERE id = ?1 AND done_at IS NULL";
    let done = work.run(sql, (id.as_bytes(), act.at.millis(), refused))? == 1;
    if done {
        let kind = if refused.is_some() { AuditKind::RecoveryRefused } else { AuditKind::RecoveryEnded };
        let hidden = refused.map(str::as_bytes);
        work.audit(&AuditLeaf::new(act, kind, &Subject::new("recovery", id), None, hidden))?;
    }
    Ok(done)
}

/// The office is told by a notice that is the hub's own, so that no other office and no list of news shows it.
fn tell(work: &Work<'_>, id: RecoveryId, is_refused: bool, told: &Notice, act: &Act) -> Result<(), Fault> {
    let sql = "SELECT office FROM recovery WHERE id = ?1";
    let asked = first(&mut work.prepare(sql)?.query([id.as_bytes()])?, |row| office(row, 0))?;
    let number = asked.ok_or(Fault::Damaged("a request without its office"))?;
    if !notices::store(work, told, &Act { actor: Actor::Hub, ..act.clone() })? {
        return Err(Fault::Damaged("a notice's id that is taken"));
    }
    let kind = if is_refused { MailKind::RecoveryRefused } else { MailKind::RecoveryAnswered };
    queue(work, number, kind, act)
}

/// A new first password answers what an office asked for because it had lost its own.
pub(super) fn answered_by_reset(work: &Work<'_>, number: OfficeNumber, act: &Act) -> Result<(), Fault> {
    let sql = format!("SELECT {COLUMNS} FROM recovery r WHERE r.office = ?1 AND r.lost = ?2 AND r.done_at IS NULL");
    let open = every(&mut work.prepare(&sql)?.query([number.as_str(), Lost::Password.as_str()])?, recovery)?;
    open.iter().try_for_each(|recovery| end(work, recovery.id, None, act).map(|_| ()))
}

fn set(work: &Work<'_>, office: OfficeNumber, hash: &PasswordHash, act: &Act) -> Result<bool, Fault> {
    if !is_open(work.connection(), office)? {
        return Ok(false);
    }
    work.run(
        "INSERT INTO certificate_password (office, hash, set_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (office) DO UPDATE SET hash = ?2, set_at = ?3",
        (office.as_str(), &hash.0, act.at.millis()),
    )?;
    queue(work, office, MailKind::CertificatePassword, act)?;
    let subject = Subject::new("office", office);
    work.audit(&AuditLeaf::new(act, AuditKind::CertificatePasswordSet, &subject, None, None))?;
    Ok(true)
}

fn ask(work: &Work<'_>, recovery: &Recovery, act: &Act) -> Result<bool, Fault> {
    if !is_open(work.connection(), recovery.office)? {
        return Ok(false);
    }
    let written = work.run(
        "INSERT INTO recovery (id, office, lost, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
        (recovery.id.as_bytes(), recovery.office.as_str(), recovery.lost.as_str(), recovery.at.millis()),
    )?;
    if written == 1 {
        let subject = Subject::new("recovery", format!("{}/{}", recovery.office, recovery.id));
        work.audit(&AuditLeaf::new(act, AuditKind::RecoveryAsked, &subject, None, None))?;
    }
    Ok(written == 1)
}

fn open(
    connection: &Connection,
    prefecture: Option<Prefecture>,
    after: Option<RecoveryId>,
    limit: Limit,
) -> Result<Page<Recovery, RecoveryId>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM recovery r JOIN office o ON o.number = r.office
         WHERE r.done_at IS NULL AND r.id > ?1 AND (?2 IS NULL OR o.prefecture = ?2) ORDER BY r.id LIMIT ?3"
    );
    let after = after.map(|id| id.as_bytes().to_vec()).unwrap_or_default();
    let values = (after, prefecture.map(Prefecture::code), limit.get() + 1);
    let entries = every(&mut connection.prepare_cached(&sql)?.query(values)?, recovery)?;
    Ok(Page::cut(entries, limit, |recovery| recovery.id))
}
