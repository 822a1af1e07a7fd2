//! Deeds that wait for a second operator; the yes and the deed are one transaction.

use exchange::account::CredentialName;
use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::id::ApprovalId;
use exchange::instant::DAY;
use exchange::operator::{Approval, DecisionRefused};
use exchange::store::{Approvals, PasswordChange, StoreFuture};
use exchange::{Act, Actor, Instant, OperatorId};
use rusqlite::{Connection, Row};

use super::SqliteStore;
use super::accounts;
use super::error::Fault;
use super::own_secrets;
use super::row::{every, first, id, instant, maybe_instant, maybe_text, office, text, value};
use super::write::Work;

impl Approvals for SqliteStore {
    fn ask_approval(&self, approval: Approval, act: Act) -> StoreFuture<'_, ()> {
        self.write("ask_approval", move |work| ask(work, &approval, &act))
    }

    fn open_approvals(&self, at: Instant) -> StoreFuture<'_, Vec<Approval>> {
        self.read(move |connection| {
            let sql = format!(
                "SELECT {COLUMNS} FROM approval WHERE decided_at IS NULL AND asked_at > ?1 ORDER BY asked_at LIMIT 200"
            );
            every(&mut connection.prepare_cached(&sql)?.query([at.minus(7 * DAY).millis()])?, approval)
        })
    }

    fn approval(&self, id: ApprovalId) -> StoreFuture<'_, Option<Approval>> {
        self.read(move |connection| by_id(connection, id))
    }

    fn decide_approval(
        &self,
        id: ApprovalId,
        password: Option<PasswordChange>,
        act: Act,
    ) -> StoreFuture<'_, Result<(), DecisionRefused>> {
        self.write("decide_approval", move |work| decide(work, id, password.as_ref(), &act))
    }
}

const COLUMNS: &str = "id, office, name, asked_by, asked_at, reason, decided_by, decided_at, approved";

fn approval(row: &Row<'_>) -> Result<Approval, Fault> {
    let decided = maybe_text(row, 6, "an operator", OperatorId::parse)?.zip(maybe_instant(row, 7)?);
    let approved: Option<bool> = value(row, 8)?;
    Ok(Approval {
        id: id(row, 0, ApprovalId::from_bytes)?,
        office: office(row, 1)?,
        name: text(row, 2, "a sign-in name", CredentialName::parse)?,
        asked_by: text(row, 3, "an operator", OperatorId::parse)?,
        asked_at: instant(row, 4)?,
        reason: value(row, 5)?,
        decided: decided.zip(approved).map(|((by, at), yes)| (by, at, yes)),
    })
}

fn by_id(connection: &Connection, id: ApprovalId) -> Result<Option<Approval>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM approval WHERE id = ?1");
    first(&mut connection.prepare_cached(&sql)?.query([id.as_bytes()])?, approval)
}

fn ask(work: &Work<'_>, new: &Approval, act: &Act) -> Result<(), Fault> {
    let sql = "SELECT id FROM approval WHERE name = ?1 AND decided_at IS NULL";
    let open = every(&mut work.prepare(sql)?.query([new.name.as_str()])?, |row| id(row, 0, ApprovalId::from_bytes))?;
    for old in open {
        close(work, old, false, act)?;
    }
    work.run(
        "INSERT INTO approval (id, office, name, asked_by, asked_at, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            new.id.as_bytes(),
            new.office.as_str(),
            new.name.as_str(),
            new.asked_by.as_str(),
            new.asked_at.millis(),
            &new.reason,
        ),
    )?;
    let hidden = Some(new.reason.as_bytes());
    work.audit(&AuditLeaf::new(act, AuditKind::ApprovalAsked, &Subject::new("approval", new.id), None, hidden))
}

fn decide(
    work: &Work<'_>,
    id: ApprovalId,
    password: Option<&PasswordChange>,
    act: &Act,
) -> Result<Result<(), DecisionRefused>, Fault> {
    let Actor::Operator(by) = &act.actor else { return Ok(Err(DecisionRefused::NotOpen)) };
    let Some(approval) = by_id(work.connection(), id)? else { return Ok(Err(DecisionRefused::NotOpen)) };
    if let Err(refused) = approval.admits(by, password.is_some(), act.at) {
        return Ok(Err(refused));
    }
    if let Some(change) = password {
        // Another name's password cannot be set by this yes.
        if change.name != approval.name || !accounts::set(work, change, act)? {
            return Ok(Err(DecisionRefused::NotOpen));
        }
        if matches!(approval.name, CredentialName::Account(_)) {
            own_secrets::answered_by_reset(work, approval.office, act)?;
        }
    }
    close(work, id, password.is_some(), act)?;
    Ok(Ok(()))
}

fn close(work: &Work<'_>, id: ApprovalId, yes: bool, act: &Act) -> Result<(), Fault> {
    let by = match &act.actor {
        Actor::Operator(by) => by.as_str(),
        _ => return Err(Fault::Damaged("who decides")),
    };
    work.run(
        "UPDATE approval SET decided_by = ?2, decided_at = ?3, approved = ?4 WHERE id = ?1",
        (id.as_bytes(), by, act.at.millis(), yes),
    )?;
    let kind = if yes { AuditKind::ApprovalGiven } else { AuditKind::ApprovalRefused };
    work.audit(&AuditLeaf::new(act, kind, &Subject::new("approval", id), None, None))
}
