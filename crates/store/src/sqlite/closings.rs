//! Closings of offices: each step one transaction, with who is told of it.

mod tell;

use exchange::Act;
use exchange::Instant;
use exchange::account::SessionEnd;
use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::certificate::RevocationReason;
use exchange::instant::Day;
use exchange::mail::MailKind;
use exchange::office::{ClosedPartner, Closing, ClosingEnd, ClosingFacts, OfficeState, StopKind, Why};
use exchange::store::{
    CloseNow, CloseOutcome, ClosingPlan, ClosingTold, Closings, LedgerOutcome, Revocation, StoreFuture, TakeBack,
};
use exchange::{Actor, Sha256};
use rusqlite::{Connection, Row};
use standard::OfficeNumber;

use super::SqliteStore;
use super::certificates::{revoke, standing};
use super::error::Fault;
use super::licences::write_lines;
use super::mails::queue;
use super::office_stops;
use super::offices::state_of;
use super::row::{count, day, every, first, instant, maybe_instant, maybe_office, maybe_text, office, text, value};
use super::sessions::{end_all, revoke_all_tokens};
use super::write::Work;

/// A chain of successors is followed so far.
const LONGEST_CHAIN: u32 = 20;

impl Closings for SqliteStore {
    fn closing(&self, office: OfficeNumber) -> StoreFuture<'_, Option<Closing>> {
        self.read(move |connection| newest(connection, office))
    }

    fn closing_facts(&self, office: OfficeNumber, at: Instant) -> StoreFuture<'_, ClosingFacts> {
        self.read(move |connection| facts(connection, office, at))
    }

    fn plan_closing(&self, plan: ClosingPlan, tell: ClosingTold, act: Act) -> StoreFuture<'_, bool> {
        self.write("plan_closing", move |work| plan_for(work, &plan, &tell, &act))
    }

    fn drop_closing(&self, office: OfficeNumber, tell: ClosingTold, act: Act) -> StoreFuture<'_, bool> {
        self.write("drop_closing", move |work| drop_plan(work, office, &tell, &act))
    }

    fn close_office(&self, closing: CloseNow, tell: ClosingTold, act: Act) -> StoreFuture<'_, CloseOutcome> {
        self.write("close_office", move |work| close(work, &closing, &tell, &act))
    }

    fn take_back_closing(&self, back: TakeBack, tell: ClosingTold, act: Act) -> StoreFuture<'_, CloseOutcome> {
        self.write("take_back_closing", move |work| take_back(work, &back, &tell, &act))
    }

    fn due_closings(&self, today: Day, most: u32) -> StoreFuture<'_, Vec<Closing>> {
        self.read(move |connection| {
            let condition = "counts_since IS NULL AND ended_at IS NULL AND from_day <= ?1 ORDER BY office LIMIT ?2";
            let sql = format!("SELECT {COLUMNS} FROM closing WHERE {condition}");
            every(&mut connection.prepare_cached(&sql)?.query((today.number(), most))?, closing)
        })
    }

    fn read_out_closings(&self, at: Instant, most: u32) -> StoreFuture<'_, Vec<OfficeNumber>> {
        self.read(move |connection| {
            let sql = "SELECT office FROM closing WHERE ended_at IS NULL AND reads_until IS NOT NULL
                AND reads_until <= ?1 ORDER BY office LIMIT ?2";
            every(&mut connection.prepare_cached(sql)?.query((at.millis(), most))?, |row| office(row, 0))
        })
    }

    fn end_reading(&self, office: OfficeNumber, act: Act) -> StoreFuture<'_, bool> {
        self.write("end_reading", move |work| end_reading(work, office, &act))
    }

    fn closed_partners(&self, partner: OfficeNumber) -> StoreFuture<'_, Vec<ClosedPartner>> {
        self.read(move |connection| {
            let sql = "SELECT office FROM closing_told WHERE partner = ?1 ORDER BY at DESC LIMIT 200";
            let told = every(&mut connection.prepare_cached(sql)?.query([partner.as_str()])?, |row| office(row, 0))?;
            let each = told.into_iter().map(|office| as_told(connection, office));
            Ok(each.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
        })
    }

    fn closed_office(&self, office: OfficeNumber) -> StoreFuture<'_, Option<ClosedPartner>> {
        self.read(move |connection| as_told(connection, office))
    }
}

const COLUMNS: &str =
    "office, successor, from_day, note, decided_at, decided_by, counts_since, reads_until, end, ended_at, told";

fn closing(row: &Row<'_>) -> Result<Closing, Fault> {
    Ok(Closing {
        office: office(row, 0)?,
        successor: maybe_office(row, 1)?,
        from: day(row, 2)?,
        why: Why { note: value(row, 3)?, told: value(row, 10)? },
        decided_at: instant(row, 4)?,
        decided_by: text(row, 5, "an actor", Actor::parse)?,
        counts_since: maybe_instant(row, 6)?,
        reads_until: maybe_instant(row, 7)?,
        ended: maybe_text(row, 8, "an end of a closing", ClosingEnd::parse)?.zip(maybe_instant(row, 9)?),
    })
}

fn newest(connection: &Connection, number: OfficeNumber) -> Result<Option<Closing>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM closing WHERE office = ?1 ORDER BY line DESC LIMIT 1");
    first(&mut connection.prepare_cached(&sql)?.query([number.as_str()])?, closing)
}

/// The closing that has not ended.
fn open(connection: &Connection, number: OfficeNumber) -> Result<Option<Closing>, Fault> {
    Ok(newest(connection, number)?.filter(|closing| closing.ended.is_none()))
}

fn facts(connection: &Connection, office: OfficeNumber, at: Instant) -> Result<ClosingFacts, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT (SELECT count(*) FROM transmission WHERE recipient = ?1 AND state = 'accepted'),
            (SELECT count(DISTINCT sender) FROM transmission WHERE recipient = ?1 AND state = 'accepted'),
            (SELECT count(*) FROM transmission WHERE sender = ?1 AND state = 'accepted'),
            (SELECT count(*) FROM certificate WHERE office = ?1 AND revoked_at IS NULL AND not_after > ?2),
            (SELECT count(*) FROM terminal_token WHERE office = ?1 AND revoked_at IS NULL AND until > ?2)",
    )?;
    let found = first(&mut statement.query((office.as_str(), at.millis()))?, |row| {
        Ok(ClosingFacts {
            waiting: count(row, 0)?,
            senders: count(row, 1)?,
            unfetched: count(row, 2)?,
            certificates: count(row, 3)?,
            tokens: count(row, 4)?,
        })
    })?;
    Ok(found.unwrap_or_default())
}

/// The closing as others are told of it; none when the office goes on.
fn as_told(connection: &Connection, number: OfficeNumber) -> Result<Option<ClosedPartner>, Fault> {
    let goes_on = |closing: &Closing| closing.ended.is_some_and(|(end, _)| end.lets_go_on());
    let Some(closing) = newest(connection, number)?.filter(|closing| !goes_on(closing)) else { return Ok(None) };
    let name = name(connection, number)?.unwrap_or_default();
    let mut successor = closing.successor;
    // Whoever is told to ask an office that was closed itself would not get far.
    for _ in 0..LONGEST_CHAIN {
        let Some(next) = successor else { break };
        match state_of(connection, next)? {
            Some(OfficeState::Closed { successor: Some(later), .. }) if later != number => successor = Some(later),
            _ => break,
        }
    }
    let successor = match successor {
        Some(next) => self::name(connection, next)?.map(|name| (next, name)),
        None => None,
    };
    Ok(Some(ClosedPartner { office: number, name, from: closing.from, reads_until: closing.reads_until, successor }))
}

fn name(connection: &Connection, number: OfficeNumber) -> Result<Option<String>, Fault> {
    let sql = "SELECT name FROM office WHERE number = ?1";
    first(&mut connection.prepare_cached(sql)?.query([number.as_str()])?, |row| value(row, 0))
}

fn note(work: &Work<'_>, kind: AuditKind, office: OfficeNumber, reason: &str, act: &Act) -> Result<(), Fault> {
    let hidden = Some(reason.as_bytes()).filter(|reason| !reason.is_empty());
    work.audit(&AuditLeaf::new(act, kind, &Subject::new("office", office), None, hidden))
}

fn end(work: &Work<'_>, office: OfficeNumber, end: ClosingEnd, at: Instant) -> Result<bool, Fault> {
    let sql = "UPDATE closing SET end = ?2, ended_at = ?3 WHERE office = ?1 AND ended_at IS NULL";
    Ok(work.run(sql, (office.as_str(), end.as_str(), at.millis()))? == 1)
}

/// Writes a decision down; the plan that it takes the place of ends.
fn decide(work: &Work<'_>, plan: &ClosingPlan, act: &Act) -> Result<(), Fault> {
    end(work, plan.office, ClosingEnd::Dropped, act.at)?;
    work.run(
        "INSERT INTO closing (office, line, successor, from_day, note, told, decided_at, decided_by)
         VALUES (?1, (SELECT count(*) + 1 FROM closing WHERE office = ?1), ?2, ?3, ?4, ?5, ?6, ?7)",
        (
            plan.office.as_str(),
            plan.successor.as_ref().map(OfficeNumber::as_str),
            plan.from.number(),
            plan.why.note.trim(),
            plan.why.told.trim(),
            act.at.millis(),
            act.actor.to_string(),
        ),
    )
    .map(|_| ())
}

fn plan_for(work: &mut Work<'_>, plan: &ClosingPlan, told: &ClosingTold, act: &Act) -> Result<bool, Fault> {
    if state_of(work.connection(), plan.office)?.is_none_or(OfficeState::is_closed) {
        return Ok(false);
    }
    decide(work, plan, act)?;
    note(work, AuditKind::ClosingPlanned, plan.office, plan.why.note.trim(), act)?;
    queue(work, plan.office, MailKind::ClosingPlanned, act)?;
    tell::everybody(work, plan.office, told, act)?;
    Ok(true)
}

fn drop_plan(work: &mut Work<'_>, office: OfficeNumber, told: &ClosingTold, act: &Act) -> Result<bool, Fault> {
    if !open(work.connection(), office)?.is_some_and(|closing| closing.is_planned()) {
        return Ok(false);
    }
    end(work, office, ClosingEnd::Dropped, act.at)?;
    note(work, AuditKind::ClosingDropped, office, "", act)?;
    queue(work, office, MailKind::ClosingDropped, act)?;
    tell::everybody(work, office, told, act)?;
    Ok(true)
}

fn close(work: &mut Work<'_>, now: &CloseNow, told: &ClosingTold, act: &Act) -> Result<CloseOutcome, Fault> {
    let (office, plan) = (now.plan.office, &now.plan);
    let state = state_of(work.connection(), office)?;
    let Some(state) = state.filter(|state| !state.is_closed()) else { return Ok(CloseOutcome::NotPossible) };
    if let Some(outcome) = ledger(work, &now.lines, act)? {
        return Ok(outcome);
    }
    // The job brings the plan itself to count; a person's decision takes its place.
    if act.actor != Actor::Hub || open(work.connection(), office)?.is_none() {
        decide(work, plan, act)?;
    }
    work.run(
        "UPDATE closing SET counts_since = ?2, reads_until = ?3, was_frozen = ?4 WHERE office = ?1 AND ended_at IS NULL",
        (office.as_str(), act.at.millis(), now.reads_until.millis(), state == OfficeState::Frozen),
    )?;
    work.run(
        "UPDATE office SET state = 'closed', successor = ?2, reads_until = ?3, changed_at = ?4 WHERE number = ?1",
        (office.as_str(), plan.successor.as_ref().map(OfficeNumber::as_str), now.reads_until.millis(), act.at.millis()),
    )?;
    office_stops::write(work, office, StopKind::Closed, Some(&plan.why), act)?;
    note(work, AuditKind::OfficeClosed, office, plan.why.note.trim(), act)?;
    queue(work, office, MailKind::OfficeClosed, act)?;
    tell::everybody(work, office, told, act)?;
    Ok(CloseOutcome::Done)
}

/// Writes the lines, when there are any; gives why nothing is done.
fn ledger(work: &Work<'_>, lines: &exchange::store::Append, act: &Act) -> Result<Option<CloseOutcome>, Fault> {
    if lines.entries.is_empty() {
        return Ok(None);
    }
    Ok(match write_lines(work, lines, act)? {
        LedgerOutcome::Written | LedgerOutcome::Same => None,
        LedgerOutcome::Moved => Some(CloseOutcome::Moved),
        LedgerOutcome::NoOffice | LedgerOutcome::Refused(_) => Some(CloseOutcome::NotPossible),
    })
}

fn take_back(work: &mut Work<'_>, back: &TakeBack, told: &ClosingTold, act: &Act) -> Result<CloseOutcome, Fault> {
    let counts = open(work.connection(), back.office)?;
    if !counts.is_some_and(|closing| closing.can_be_taken_back(act.at)) {
        return Ok(CloseOutcome::NotPossible);
    }
    if let Some(outcome) = ledger(work, &back.lines, act)? {
        return Ok(outcome);
    }
    work.run(
        "UPDATE office SET state = CASE (SELECT was_frozen FROM closing WHERE office = ?1 AND ended_at IS NULL)
            WHEN 1 THEN 'frozen' ELSE 'active' END,
            successor = NULL, reads_until = NULL, changed_at = ?2 WHERE number = ?1",
        (back.office.as_str(), act.at.millis()),
    )?;
    end(work, back.office, ClosingEnd::TakenBack, act.at)?;
    office_stops::write(work, back.office, StopKind::Reopened, Some(&Why::note(&back.reason)), act)?;
    note(work, AuditKind::ClosingTakenBack, back.office, &back.reason, act)?;
    queue(work, back.office, MailKind::ClosingTakenBack, act)?;
    tell::everybody(work, back.office, told, act)?;
    Ok(CloseOutcome::Done)
}

fn end_reading(work: &mut Work<'_>, office: OfficeNumber, act: &Act) -> Result<bool, Fault> {
    let counts = open(work.connection(), office)?;
    let is_over = counts.and_then(|closing| closing.reads_until).is_some_and(|until| until <= act.at);
    if !is_over {
        return Ok(false);
    }
    for key in standing(work, office, act.at)? {
        revoke(work, &Revocation { key, office: None, reason: RevocationReason::CessationOfOperation }, act)?;
    }
    end_all(work, office, SessionEnd::OfficeStopped, act)?;
    revoke_all_tokens(work, office, act)?;
    end(work, office, ClosingEnd::Over, act.at)?;
    tell::no_longer(work, office)?;
    note(work, AuditKind::ClosingOver, office, "", act)?;
    Ok(true)
}

/// Ten bytes that follow from a deed and what it is about: the same deed makes the same id.
fn derived(act: &Act, about: &[&str]) -> [u8; 10] {
    let mut bytes = act.salt.to_vec();
    for part in about {
        bytes.extend_from_slice(part.as_bytes());
        bytes.push(0);
    }
    Sha256::of(&bytes).0.first_chunk::<10>().copied().unwrap_or_default()
}
