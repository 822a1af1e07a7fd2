//! Deeds that wait for a second operator; opening the letter and the password are one transaction.

use exchange::account::CredentialName;
use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::id::ApprovalId;
use exchange::instant::DAY;
use exchange::operator::{Approval, Decision, DecisionRefused};
use exchange::store::{Approvals, PasswordChange, StoreFuture};
use exchange::{Act, Actor, Instant, OperatorId};
use rusqlite::{Connection, Row};
use standard::OfficeNumber;

use super::SqliteStore;
use super::accounts;
use super::error::Fault;
use super::own_secrets;
use super::row::{every, first, id, instant, maybe_instant, maybe_text, office, text, value};
use super::write::Work;

impl Approvals for SqliteStore {
    fn ask_approval(&self, approval: Approval, act: Act) -> StoreFuture<'_, Option<Approval>> {
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

    fn approvals_of(&self, asker: OperatorId) -> StoreFuture<'_, Vec<Approval>> {
        self.read(move |connection| {
            let sql = format!("SELECT {COLUMNS} FROM approval WHERE asked_by = ?1 ORDER BY asked_at DESC LIMIT 50");
            every(&mut connection.prepare_cached(&sql)?.query([asker.as_str()])?, approval)
        })
    }

    fn approvals_for(&self, office: OfficeNumber) -> StoreFuture<'_, Vec<Approval>> {
        self.read(move |connection| {
            let sql = format!("SELECT {COLUMNS} FROM approval WHERE office = ?1 ORDER BY asked_at DESC LIMIT 10");
            every(&mut connection.prepare_cached(&sql)?.query([office.as_str()])?, approval)
        })
    }

    fn approval(&self, id: ApprovalId) -> StoreFuture<'_, Option<Approval>> {
        self.read(move |connection| by_id(connection, id))
    }

    fn decide_approval(
        &self,
        id: ApprovalId,
        decision: Decision,
        act: Act,
    ) -> StoreFuture<'_, Result<(), DecisionRefused>> {
        self.write("decide_approval", move |work| decide(work, id, &decision, &act))
    }

    fn open_letter(
        &self,
        id: ApprovalId,
        password: PasswordChange,
        act: Act,
    ) -> StoreFuture<'_, Result<(), DecisionRefused>> {
        self.write("open_letter", move |work| open(work, id, &password, &act))
    }
}

const COLUMNS: &str =
    "id, office, name, asked_by, asked_at, reason, decided_by, decided_at, approved, answer, opened_at";

fn approval(row: &Row<'_>) -> Result<Approval, Fault> {
    let asked_by = text(row, 3, "an operator", OperatorId::parse)?;
    let decided = maybe_text(row, 6, "an operator", OperatorId::parse)?.zip(maybe_instant(row, 7)?);
    let (approved, answer): (Option<bool>, Option<String>) = (value(row, 8)?, value(row, 9)?);
    let decided = decided.zip(approved).map(|((by, at), yes)| {
        // Nobody refuses what is one's own: a no of the asker took it back.
        let decision = match yes {
            true => Decision::Yes,
            false if by == asked_by => Decision::TakenBack,
            false => Decision::No(answer.unwrap_or_default()),
        };
        (by, at, decision)
    });
    Ok(Approval {
        id: id(row, 0, ApprovalId::from_bytes)?,
        office: office(row, 1)?,
        name: text(row, 2, "a sign-in name", CredentialName::parse)?,
        asked_by,
        asked_at: instant(row, 4)?,
        reason: value(row, 5)?,
        decided,
        opened_at: maybe_instant(row, 10)?,
    })
}

fn by_id(connection: &Connection, id: ApprovalId) -> Result<Option<Approval>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM approval WHERE id = ?1");
    first(&mut connection.prepare_cached(&sql)?.query([id.as_bytes()])?, approval)
}

fn ask(work: &Work<'_>, new: &Approval, act: &Act) -> Result<Option<Approval>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM approval WHERE office = ?1 AND name = ?2 AND asked_at > ?3");
    // Nothing older can still be decided or opened: seven days each.
    let since = act.at.minus(14 * DAY).millis();
    let known = every(&mut work.prepare(&sql)?.query((new.office.as_str(), new.name.as_str(), since))?, approval)?;
    if let Some(first) = known.into_iter().find(|known| known.stands_in_the_way_of(&new.asked_by, act.at)) {
        return Ok(Some(first));
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
    note(work, AuditKind::ApprovalAsked, new.id, Some(&new.reason), act)?;
    Ok(None)
}

fn decide(
    work: &Work<'_>,
    id: ApprovalId,
    decision: &Decision,
    act: &Act,
) -> Result<Result<(), DecisionRefused>, Fault> {
    let Actor::Operator(by) = &act.actor else { return Ok(Err(DecisionRefused::NotOpen)) };
    let Some(approval) = by_id(work.connection(), id)? else { return Ok(Err(DecisionRefused::NotOpen)) };
    if let Err(refused) = approval.admits(by, decision, act.at) {
        return Ok(Err(refused));
    }
    let (kind, answer) = match decision {
        Decision::Yes => (AuditKind::ApprovalGiven, None),
        Decision::No(reason) => (AuditKind::ApprovalRefused, Some(reason)),
        Decision::TakenBack => (AuditKind::ApprovalTakenBack, None),
    };
    work.run(
        "UPDATE approval SET decided_by = ?2, decided_at = ?3, approved = ?4, answer = ?5 WHERE id = ?1",
        (id.as_bytes(), by.as_str(), act.at.millis(), *decision == Decision::Yes, answer),
    )?;
    note(work, kind, id, answer, act)?;
    Ok(Ok(()))
}

fn open(
    work: &Work<'_>,
    id: ApprovalId,
    change: &PasswordChange,
    act: &Act,
) -> Result<Result<(), DecisionRefused>, Fault> {
    let Actor::Operator(by) = &act.actor else { return Ok(Err(DecisionRefused::NotOpen)) };
    let Some(approval) = by_id(work.connection(), id)? else { return Ok(Err(DecisionRefused::NotOpen)) };
    if let Err(refused) = approval.opens(by, act.at) {
        return Ok(Err(refused));
    }
    // Another name's password cannot be set by this yes.
    if change.name != approval.name || !accounts::set(work, change, act)? {
        return Ok(Err(DecisionRefused::NotOpen));
    }
    if matches!(approval.name, CredentialName::Account(_)) {
        own_secrets::answered_by_reset(work, approval.office, act)?;
    }
    work.run("UPDATE approval SET opened_at = ?2 WHERE id = ?1", (id.as_bytes(), act.at.millis()))?;
    note(work, AuditKind::LetterOpened, id, None, act)?;
    Ok(Ok(()))
}

/// A reason stands in the log as its digest only.
fn note(work: &Work<'_>, kind: AuditKind, id: ApprovalId, reason: Option<&String>, act: &Act) -> Result<(), Fault> {
    let hidden = reason.map(String::as_bytes);
    work.audit(&AuditLeaf::new(act, kind, &Subject::new("approval", id), None, hidden))
}
