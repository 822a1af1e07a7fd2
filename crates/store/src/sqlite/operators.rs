//! Operators: certificates, passkeys and sessions; what is stopped lets in no more.

use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::certificate::CertificateKey;
use exchange::instant::DAY;
use exchange::operator::{
    KeptPasskey, NewOperator, Operator, OperatorCertificate, OperatorDoor, OperatorSession, OperatorView, Passkey,
    PasskeyRemoval, Registration, Role, StopOutcome,
};
use exchange::store::{Operators, StoreFuture};
use exchange::{Act, Instant, OperatorId, Sha256};
use rusqlite::{Connection, Row};

use super::SqliteStore;
use super::error::Fault;
use super::passkeys;
use super::row::{digest, every, first, fixed, instant, maybe_bytes, maybe_instant, text, value};
use super::write::Work;

impl Operators for SqliteStore {
    fn add_operator(&self, new: NewOperator, act: Act) -> StoreFuture<'_, bool> {
        self.write("add_operator", move |work| add(work, &new, &act))
    }

    fn renew_operator(&self, new: NewOperator, act: Act) -> StoreFuture<'_, bool> {
        self.write("renew_operator", move |work| renew(work, &new, &act))
    }

    fn recode_operator(&self, id: OperatorId, registration: Registration, act: Act) -> StoreFuture<'_, bool> {
        self.write("recode_operator", move |work| passkeys::recode(work, &id, &registration, &act))
    }

    fn stop_operator(&self, id: OperatorId, act: Act) -> StoreFuture<'_, StopOutcome> {
        self.write("stop_operator", move |work| stop(work, &id, &act))
    }

    fn operators(&self) -> StoreFuture<'_, Vec<Operator>> {
        self.read(|connection| {
            let sql = "SELECT id, name, role, state, added_at FROM operator ORDER BY id";
            every(&mut connection.prepare_cached(sql)?.query([])?, |row| operator(row, 0))
        })
    }

    fn operators_until(&self) -> StoreFuture<'_, Vec<(OperatorId, Instant)>> {
        self.read(|connection| {
            let sql = "SELECT o.id, max(c.not_after) FROM operator o JOIN operator_certificate c ON c.operator = o.id
                 WHERE o.state = 'active' AND c.revoked_at IS NULL GROUP BY o.id";
            every(&mut connection.prepare_cached(sql)?.query([])?, |row| {
                Ok((text(row, 0, "an operator", OperatorId::parse)?, instant(row, 1)?))
            })
        })
    }

    fn operator_door(&self, thumbprint: Sha256) -> StoreFuture<'_, Option<OperatorDoor>> {
        self.glance(move |connection| door(connection, &thumbprint))
    }

    fn revoked_operator_certificates(&self, at: Instant) -> StoreFuture<'_, Vec<(CertificateKey, Instant)>> {
        self.read(move |connection| {
            let sql = "SELECT key, revoked_at FROM operator_certificate
                 WHERE revoked_at IS NOT NULL AND not_after >= ?1 ORDER BY key";
            every(&mut connection.prepare_cached(sql)?.query([at.millis()])?, |row| {
                Ok((key(row, 0)?, instant(row, 1)?))
            })
        })
    }

    fn register_passkey(&self, id: OperatorId, code: Sha256, passkey: Passkey, act: Act) -> StoreFuture<'_, bool> {
        self.write("register_passkey", move |work| register(work, &id, &code, &passkey, &act))
    }

    fn passkeys_of(&self, id: OperatorId) -> StoreFuture<'_, Vec<KeptPasskey>> {
        self.read(move |connection| passkeys::of(connection, &id))
    }

    fn add_passkey(&self, id: OperatorId, passkey: Passkey, name: String, act: Act) -> StoreFuture<'_, bool> {
        self.write("add_passkey", move |work| passkeys::add(work, &id, &passkey, &name, &act))
    }

    fn name_passkey(&self, id: OperatorId, passkey: Vec<u8>, name: String, act: Act) -> StoreFuture<'_, bool> {
        self.write("name_passkey", move |work| passkeys::rename(work, &id, &passkey, &name, &act))
    }

    fn remove_passkey(
        &self,
        id: OperatorId,
        passkey: Vec<u8>,
        kept: Sha256,
        act: Act,
    ) -> StoreFuture<'_, PasskeyRemoval> {
        self.write("remove_passkey", move |work| passkeys::remove(work, &id, &passkey, &kept, &act))
    }

    fn open_operator_session(&self, session: OperatorSession, passkey: Passkey, act: Act) -> StoreFuture<'_, bool> {
        self.write("open_operator_session", move |work| open(work, &session, &passkey, &act))
    }

    fn operator_session(&self, token: Sha256) -> StoreFuture<'_, Option<OperatorView>> {
        self.glance(move |connection| view(connection, &token))
    }

    fn touch_operator_session(&self, token: Sha256, at: Instant) -> StoreFuture<'_, ()> {
        self.write("touch_operator_session", move |work| {
            let sql = "UPDATE operator_session SET last_used_at = max(last_used_at, ?2) WHERE token = ?1";
            work.run(sql, (token.0, at.millis())).map(|_| ())
        })
    }

    fn prove_operator_session(&self, token: Sha256, passkey: Passkey, at: Instant) -> StoreFuture<'_, bool> {
        self.write("prove_operator_session", move |work| prove(work, &token, &passkey, at))
    }

    fn end_operator_session(&self, token: Sha256, act: Act) -> StoreFuture<'_, bool> {
        self.write("end_operator_session", move |work| end(work, &token, &act))
    }
}

fn operator(row: &Row<'_>, column: usize) -> Result<Operator, Fault> {
    Ok(Operator {
        id: text(row, column, "an operator", OperatorId::parse)?,
        name: value(row, column + 1)?,
        role: text(row, column + 2, "a role", Role::parse)?,
        is_active: text(row, column + 3, "an operator's state", |word| match word {
            "active" => Some(true),
            "stopped" => Some(false),
            _ => None,
        })?,
        added_at: instant(row, column + 4)?,
    })
}

fn key(row: &Row<'_>, column: usize) -> Result<CertificateKey, Fault> {
    CertificateKey::from_bytes(&fixed::<52>(row, column)?).ok_or(Fault::Damaged("a certificate's key"))
}

fn certificate(row: &Row<'_>, column: usize) -> Result<OperatorCertificate, Fault> {
    Ok(OperatorCertificate {
        key: key(row, column)?,
        thumbprint: digest(row, column + 1)?,
        not_before: instant(row, column + 2)?,
        not_after: instant(row, column + 3)?,
        revoked_at: maybe_instant(row, column + 4)?,
    })
}

fn door(connection: &Connection, thumbprint: &Sha256) -> Result<Option<OperatorDoor>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT o.id, o.name, o.role, o.state, o.added_at, c.key, c.thumbprint, c.not_before, c.not_after,
            c.revoked_at, o.code, o.code_until
         FROM operator_certificate c JOIN operator o ON o.id = c.operator WHERE c.thumbprint = ?1",
    )?;
    let found = first(&mut statement.query([thumbprint.0])?, |row| {
        let code = maybe_bytes(row, 10)?.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok()).map(Sha256);
        let registration = code.zip(maybe_instant(row, 11)?).map(|(hash, until)| Registration { hash, until });
        Ok((operator(row, 0)?, certificate(row, 5)?, registration))
    })?;
    let Some((operator, certificate, registration)) = found else { return Ok(None) };
    let sql = "SELECT id, data, added_at FROM operator_passkey WHERE operator = ?1 ORDER BY added_at";
    let passkeys = every(&mut connection.prepare_cached(sql)?.query([operator.id.as_str()])?, |row| {
        Ok(Passkey { id: value(row, 0)?, data: value(row, 1)?, added_at: instant(row, 2)? })
    })?;
    Ok(Some(OperatorDoor { operator, certificate, registration, passkeys }))
}

fn add(work: &Work<'_>, new: &NewOperator, act: &Act) -> Result<bool, Fault> {
    let operator = &new.operator;
    let written = work.run(
        "INSERT INTO operator (id, name, role, state, added_at, code, code_until)
         VALUES (?1, ?2, ?3, 'active', ?4, ?5, ?6) ON CONFLICT DO NOTHING",
        (
            operator.id.as_str(),
            &operator.name,
            operator.role.text(),
            operator.added_at.millis(),
            new.registration.hash.0,
            new.registration.until.millis(),
        ),
    )?;
    if written == 0 {
        return Ok(false);
    }
    keep_certificate(work, &operator.id, &new.certificate)?;
    note(work, AuditKind::OperatorAdded, &operator.id, act)?;
    Ok(true)
}

fn renew(work: &Work<'_>, new: &NewOperator, act: &Act) -> Result<bool, Fault> {
    let id = &new.operator.id;
    let written = work.run(
        "UPDATE operator SET code = ?2, code_until = ?3 WHERE id = ?1 AND state = 'active'",
        (id.as_str(), new.registration.hash.0, new.registration.until.millis()),
    )?;
    if written == 0 {
        return Ok(false);
    }
    shut_out(work, id, act)?;
    keep_certificate(work, id, &new.certificate)?;
    note(work, AuditKind::OperatorRenewed, id, act)?;
    Ok(true)
}

fn stop(work: &Work<'_>, id: &OperatorId, act: &Act) -> Result<StopOutcome, Fault> {
    let admins = "SELECT id FROM operator WHERE state = 'active' AND role = 'admin' LIMIT 2";
    let admins = every(&mut work.prepare(admins)?.query([])?, |row| text(row, 0, "an operator", OperatorId::parse))?;
    if admins == [id.clone()] {
        return Ok(StopOutcome::LastAdmin);
    }
    let sql =
        "UPDATE operator SET state = 'stopped', code = NULL, code_until = NULL WHERE id = ?1 AND state = 'active'";
    if work.run(sql, [id.as_str()])? == 0 {
        return Ok(StopOutcome::Unknown);
    }
    shut_out(work, id, act)?;
    note(work, AuditKind::OperatorStopped, id, act)?;
    Ok(StopOutcome::Stopped)
}

/// Whatever let the operator in until now does so no more.
fn shut_out(work: &Work<'_>, id: &OperatorId, act: &Act) -> Result<(), Fault> {
    work.run(
        "UPDATE operator_certificate SET revoked_at = ?2 WHERE operator = ?1 AND revoked_at IS NULL",
        (id.as_str(), act.at.millis()),
    )?;
    work.run("DELETE FROM operator_passkey WHERE operator = ?1", [id.as_str()])?;
    work.run("DELETE FROM operator_session WHERE operator = ?1", [id.as_str()]).map(|_| ())
}

fn keep_certificate(work: &Work<'_>, id: &OperatorId, new: &OperatorCertificate) -> Result<(), Fault> {
    work.run(
        "INSERT INTO operator_certificate (key, thumbprint, operator, not_before, not_after)
         VALUES (?1, ?2, ?3, ?4, ?5)",
        (new.key.to_bytes(), new.thumbprint.0, id.as_str(), new.not_before.millis(), new.not_after.millis()),
    )
    .map(|_| ())
}

fn register(work: &Work<'_>, id: &OperatorId, code: &Sha256, passkey: &Passkey, act: &Act) -> Result<bool, Fault> {
    let used = work.run(
        "UPDATE operator SET code = NULL, code_until = NULL
         WHERE id = ?1 AND state = 'active' AND code = ?2 AND code_until > ?3",
        (id.as_str(), code.0, act.at.millis()),
    )?;
    if used == 0 {
        return Ok(false);
    }
    work.run(
        "INSERT INTO operator_passkey (id, operator, data, added_at) VALUES (?1, ?2, ?3, ?4)",
        (&passkey.id, id.as_str(), &passkey.data, passkey.added_at.millis()),
    )?;
    note(work, AuditKind::PasskeyAdded, id, act)?;
    Ok(true)
}

/// Keeps what the verifier wants remembered of a use; `false` when the passkey is gone.
fn use_passkey(work: &Work<'_>, operator: &str, passkey: &Passkey, at: Instant) -> Result<bool, Fault> {
    let sql = "UPDATE operator_passkey SET data = ?3, used_at = ?4 WHERE id = ?1 AND operator = ?2";
    Ok(work.run(sql, (&passkey.id, operator, &passkey.data, at.millis()))? == 1)
}

fn open(work: &Work<'_>, session: &OperatorSession, passkey: &Passkey, act: &Act) -> Result<bool, Fault> {
    if !use_passkey(work, session.operator.as_str(), passkey, act.at)? {
        return Ok(false);
    }
    // What nobody signed out of is over after a day at the latest.
    work.run("DELETE FROM operator_session WHERE started_at < ?1", [act.at.minus(DAY).millis()])?;
    work.run(
        "INSERT INTO operator_session (token, operator, certificate, started_at, last_used_at, proven_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            session.token.0,
            session.operator.as_str(),
            session.certificate.0,
            session.started_at.millis(),
            session.last_used_at.millis(),
            session.proven_at.millis(),
        ),
    )?;
    record(work, AuditKind::SignedIn, &session.token, act)?;
    Ok(true)
}

fn view(connection: &Connection, token: &Sha256) -> Result<Option<OperatorView>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT o.id, o.name, o.role, o.state, o.added_at, c.key, c.thumbprint, c.not_before, c.not_after,
            c.revoked_at, s.token, s.started_at, s.last_used_at, s.proven_at
         FROM operator_session s JOIN operator o ON o.id = s.operator
         JOIN operator_certificate c ON c.thumbprint = s.certificate AND c.operator = s.operator WHERE s.token = ?1",
    )?;
    first(&mut statement.query([token.0])?, |row| {
        let (operator, certificate) = (operator(row, 0)?, certificate(row, 5)?);
        let session = OperatorSession {
            token: digest(row, 10)?,
            operator: operator.id.clone(),
            certificate: certificate.thumbprint,
            started_at: instant(row, 11)?,
            last_used_at: instant(row, 12)?,
            proven_at: instant(row, 13)?,
        };
        Ok(OperatorView { session, operator, certificate })
    })
}

fn prove(work: &Work<'_>, token: &Sha256, passkey: &Passkey, at: Instant) -> Result<bool, Fault> {
    let sql = "UPDATE operator_session SET proven_at = max(proven_at, ?2) WHERE token = ?1 RETURNING operator";
    let mut statement = work.prepare(sql)?;
    let operator = first(&mut statement.query((token.0, at.millis()))?, |row| value::<String>(row, 0))?;
    operator.map_or(Ok(false), |operator| use_passkey(work, &operator, passkey, at))
}

fn end(work: &Work<'_>, token: &Sha256, act: &Act) -> Result<bool, Fault> {
    if work.run("DELETE FROM operator_session WHERE token = ?1", [token.0])? == 0 {
        return Ok(false);
    }
    record(work, AuditKind::SessionEnded, token, act)?;
    Ok(true)
}

/// In the log a session is named by the beginning of its token's hash.
fn record(work: &Work<'_>, kind: AuditKind, token: &Sha256, act: &Act) -> Result<(), Fault> {
    let name: String = token.to_string().chars().take(16).collect();
    work.audit(&AuditLeaf::new(act, kind, &Subject::new("operator-session", name), None, None))
}

pub(super) fn note(work: &Work<'_>, kind: AuditKind, id: &OperatorId, act: &Act) -> Result<(), Fault> {
    work.audit(&AuditLeaf::new(act, kind, &Subject::new("operator", id.as_str()), None, None))
}
