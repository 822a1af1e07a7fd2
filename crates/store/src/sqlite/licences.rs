//! Licence ledgers: lines are only added; the periods that remain are derived beside them.

use exchange::Act;
use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::id::LicenceEntryId;
use exchange::instant::Day;
use exchange::licence::{Agreement, Ledger, LicenceDeed, LicenceEntry, Payment};
use exchange::store::{LedgerOutcome, Licences, StoreFuture};
use exchange::transmission::OfficeMatter;
use rusqlite::{Connection, Row};
use standard::OfficeNumber;

use super::SqliteStore;
use super::agreements;
use super::error::Fault;
use super::office_events::tell;
use super::offices::is_open;
use super::row::{day, every, id, instant, maybe_bytes, office, text, value};
use super::write::Work;

impl Licences for SqliteStore {
    fn ledger(&self, office: OfficeNumber) -> StoreFuture<'_, Ledger> {
        self.read(move |connection| ledger(connection, office))
    }

    fn append_licence(&self, entry: LicenceEntry, act: Act) -> StoreFuture<'_, LedgerOutcome> {
        self.write("append_licence", move |work| append(work, &entry, &act))
    }

    fn apply_licence(&self, agreement: Agreement, entry: LicenceEntry, act: Act) -> StoreFuture<'_, LedgerOutcome> {
        self.write("apply_licence", move |work| {
            let outcome = append(work, &entry, &act)?;
            if outcome == LedgerOutcome::Written {
                agreements::write(work, &agreement, &act)?;
            }
            Ok(outcome)
        })
    }

    fn agreements(&self, office: OfficeNumber) -> StoreFuture<'_, Vec<Agreement>> {
        self.read(move |connection| agreements::of_office(connection, office))
    }
}

fn ledger(connection: &Connection, office: OfficeNumber) -> Result<Ledger, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT id, office, at, cancels, cancelled_from, first_day, last_day, payment, fee
         FROM licence_entry WHERE office = ?1 ORDER BY position",
    )?;
    every(&mut statement.query([office.as_str()])?, entry).map(Ledger)
}

fn entry(row: &Row<'_>) -> Result<LicenceEntry, Fault> {
    let deed = match maybe_bytes(row, 3)? {
        Some(cancels) => {
            let entry = LicenceEntryId::from_bytes(&cancels).map_err(|_| Fault::Damaged("an id"))?;
            LicenceDeed::Cancel { entry, from: day(row, 4)? }
        }
        None => {
            let payment = text(row, 7, "a way of payment", Payment::parse)?;
            LicenceDeed::Grant { first: day(row, 5)?, last: day(row, 6)?, payment, fee: value(row, 8)? }
        }
    };
    Ok(LicenceEntry {
        id: id(row, 0, LicenceEntryId::from_bytes)?,
        office: office(row, 1)?,
        deed,
        at: instant(row, 2)?,
    })
}

fn append(work: &mut Work<'_>, new: &LicenceEntry, act: &Act) -> Result<LedgerOutcome, Fault> {
    if !is_open(work.connection(), new.office)? {
        return Ok(LedgerOutcome::NoOffice);
    }
    let mut lines = ledger(work.connection(), new.office)?;
    if lines.0.iter().any(|line| line.id == new.id) {
        return Ok(LedgerOutcome::Same);
    }
    if let Err(refusal) = lines.admits(new) {
        return Ok(LedgerOutcome::Refused(refusal));
    }
    write(work, new, lines.0.len() + 1)?;
    // The first licence is there before anybody of the office can look.
    if !lines.0.is_empty() {
        tell(work, new.office, OfficeMatter::Licence, act.at)?;
    }
    lines.0.push(*new);
    derive(work, new.office, &lines)?;
    let kind = match new.deed {
        LicenceDeed::Grant { .. } => AuditKind::LicenceGranted,
        LicenceDeed::Cancel { .. } => AuditKind::LicenceCancelled,
    };
    work.audit(&AuditLeaf::new(act, kind, &Subject::new("licence", format!("{}/{}", new.office, new.id)), None, None))?;
    Ok(LedgerOutcome::Written)
}

fn write(work: &Work<'_>, new: &LicenceEntry, position: usize) -> Result<(), Fault> {
    let (grant, cancel) = match new.deed {
        LicenceDeed::Grant { first, last, payment, fee } => (Some((first, last, payment, fee)), None),
        LicenceDeed::Cancel { entry, from } => (None, Some((entry, from))),
    };
    work.run(
        "INSERT INTO licence_entry (id, office, position, at, first_day, last_day, payment, fee, cancels,
            cancelled_from) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        rusqlite::params![
            new.id.as_bytes(),
            new.office.as_str(),
            i64::try_from(position).unwrap_or(i64::MAX),
            new.at.millis(),
            grant.map(|(first, ..)| first.number()),
            grant.map(|(_, last, ..)| last.number()),
            grant.map(|(_, _, payment, _)| payment.as_str()),
            grant.map(|(.., fee)| fee),
            cancel.map(|(entry, _)| *entry.as_bytes()),
            cancel.map(|(_, from)| from.number()),
        ],
    )
    .map(|_| ())
}

/// Rewrites the periods of an office from its ledger.
fn derive(work: &Work<'_>, office: OfficeNumber, lines: &Ledger) -> Result<(), Fault> {
    work.run("DELETE FROM licence_period WHERE office = ?1", [office.as_str()])?;
    for (id, first, last) in lines.periods() {
        let days = (office.as_str(), Day::number(last), Day::number(first), id.as_bytes());
        work.run("INSERT INTO licence_period (office, last_day, first_day, entry) VALUES (?1, ?2, ?3, ?4)", days)?;
    }
    Ok(())
}
