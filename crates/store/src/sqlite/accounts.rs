//! Sign-in names, password hashes and throttling.

use exchange::Act;
use exchange::account::{CredentialName, SessionEnd, ThrottleKey, ThrottleState};
use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::mail::MailKind;
use exchange::ports::PasswordHash;
use exchange::store::{
    Accounts, CreateOutcome, Credential, NewCredential, PasswordChange, ProvenPassword, StoreFuture,
};
use rusqlite::{Connection, Row};
use standard::OfficeNumber;

use super::SqliteStore;
use super::error::Fault;
use super::mails::queue;
use super::offices::is_open;
use super::row::{every, first, instant, maybe_instant, office, text, value};
use super::sessions::{end_all, revoke_all_tokens};
use super::without_account;
use super::write::Work;

impl Accounts for SqliteStore {
    fn credential(&self, name: CredentialName) -> StoreFuture<'_, Option<Credential>> {
        self.read(move |connection| credential(connection, &name))
    }

    fn credentials_of(&self, office: OfficeNumber) -> StoreFuture<'_, Vec<Credential>> {
        self.read(move |connection| {
            let sql = format!("SELECT {COLUMNS} FROM credential WHERE office = ?1 ORDER BY name");
            every(&mut connection.prepare_cached(&sql)?.query([office.as_str()])?, read)
        })
    }

    fn create_credential(&self, new: NewCredential, act: Act) -> StoreFuture<'_, CreateOutcome> {
        self.write("create_credential", move |work| create(work, &new, &act))
    }

    fn set_password(&self, change: PasswordChange, act: Act) -> StoreFuture<'_, bool> {
        self.write("set_password", move |work| set(work, &change, &act))
    }

    fn throttle(&self, keys: Vec<ThrottleKey>) -> StoreFuture<'_, Vec<Option<ThrottleState>>> {
        self.read(move |connection| keys.iter().map(|key| throttle(connection, key)).collect())
    }

    fn count_failure(&self, keys: Vec<ThrottleKey>, act: Act) -> StoreFuture<'_, ()> {
        self.write("count_failure", move |work| keys.iter().try_for_each(|key| count(work, key, &act)))
    }

    fn forget_failures(&self, keys: Vec<ThrottleKey>) -> StoreFuture<'_, ()> {
        self.write("forget_failures", move |work| {
            keys.iter().try_for_each(|key| work.run("DELETE FROM throttle WHERE key = ?1", [key.text()]).map(|_| ()))
        })
    }
}

const COLUMNS: &str = "name, office, password, first_until, changed_at";

fn read(row: &Row<'_>) -> Result<Credential, Fault> {
    Ok(Credential {
        name: text(row, 0, "a sign-in name", CredentialName::parse)?,
        office: office(row, 1)?,
        password: PasswordHash(value(row, 2)?),
        first_until: maybe_instant(row, 3)?,
        changed_at: instant(row, 4)?,
    })
}

fn credential(connection: &Connection, name: &CredentialName) -> Result<Option<Credential>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM credential WHERE name = ?1");
    first(&mut connection.prepare_cached(&sql)?.query([name.as_str()])?, read)
}

/// Whether each password is still the name's.
pub(super) fn are_still(connection: &Connection, proven: &[ProvenPassword]) -> Result<bool, Fault> {
    for (name, password) in proven {
        if credential(connection, name)?.is_none_or(|known| known.password != *password) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn kind(name: &CredentialName) -> &'static str {
    match name {
        CredentialName::Account(_) => "account",
        CredentialName::System(_) => "system",
    }
}

fn create(work: &Work<'_>, new: &NewCredential, act: &Act) -> Result<CreateOutcome, Fault> {
    let connection = work.connection();
    if !is_open(connection, new.office)? {
        return Ok(CreateOutcome::NoOffice);
    }
    if credential(connection, &new.name)?.is_some() {
        return Ok(CreateOutcome::NameTaken);
    }
    let mut statement = work.prepare("SELECT 1 FROM credential WHERE office = ?1 AND kind = ?2")?;
    if statement.exists((new.office.as_str(), kind(&new.name)))? {
        return Ok(CreateOutcome::HasOne);
    }
    work.run(
        "INSERT INTO credential (name, office, kind, password, first_until, changed_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            new.name.as_str(),
            new.office.as_str(),
            kind(&new.name),
            &new.password.0,
            new.first_until.millis(),
            act.at.millis(),
        ),
    )?;
    if matches!(new.name, CredentialName::Account(_)) {
        without_account::has_one(work, new.office)?;
    }
    record(work, AuditKind::CredentialMade, &new.name, act)?;
    Ok(CreateOutcome::Created)
}

pub(super) fn set(work: &Work<'_>, change: &PasswordChange, act: &Act) -> Result<bool, Fault> {
    let Some(old) = credential(work.connection(), &change.name)? else { return Ok(false) };
    if change.expected.as_ref().is_some_and(|expected| *expected != old.password) {
        return Ok(false);
    }
    let first_until = change.first_until.map(exchange::Instant::millis);
    work.run(
        "UPDATE credential SET password = ?2, first_until = ?3, changed_at = CASE WHEN ?5 THEN ?4 ELSE changed_at END
         WHERE name = ?1",
        (change.name.as_str(), &change.password.0, first_until, act.at.millis(), change.ends_sessions),
    )?;
    if change.ends_sessions {
        end_all(work, old.office, SessionEnd::PasswordChanged, act)?;
        if first_until.is_some() {
            // Whoever lost a password may have lost what was made with it. A change of one's own leaves `watch` running.
            revoke_all_tokens(work, old.office, act)?;
        }
        // The portals are entered with the account's password alone.
        if matches!(change.name, CredentialName::Account(_)) {
            super::portals::end(work, old.office, None, act)?;
        }
        queue(work, old.office, MailKind::PasswordChanged, act)?;
    }
    let kind = if first_until.is_some() { AuditKind::PasswordReset } else { AuditKind::PasswordChanged };
    record(work, kind, &change.name, act)?;
    Ok(true)
}

fn record(work: &Work<'_>, kind: AuditKind, name: &CredentialName, act: &Act) -> Result<(), Fault> {
    work.audit(&AuditLeaf::new(act, kind, &Subject::new("credential", name.as_str()), None, None))
}

fn throttle(connection: &Connection, key: &ThrottleKey) -> Result<Option<ThrottleState>, Fault> {
    let mut statement = connection.prepare_cached("SELECT failures, last_at FROM throttle WHERE key = ?1")?;
    first(&mut statement.query([key.text()])?, |row| {
        Ok(ThrottleState { failures: value(row, 0)?, last: instant(row, 1)? })
    })
}

fn count(work: &Work<'_>, key: &ThrottleKey, act: &Act) -> Result<(), Fault> {
    let state = ThrottleState::after_failure(throttle(work.connection(), key)?, act.at);
    work.run(
        "INSERT INTO throttle (key, failures, last_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (key) DO UPDATE SET failures = ?2, last_at = ?3",
        (key.text(), state.failures, state.last.millis()),
    )?;
    work.audit(&AuditLeaf::new(act, AuditKind::SignInRefused, &Subject::new("throttle", key.text()), None, None))
}
