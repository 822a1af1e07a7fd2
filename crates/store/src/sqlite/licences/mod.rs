//! Licence ledgers: lines are only added; periods, charges and wishes that remain are derived beside them.

pub(super) mod campaigns;
mod charges;
mod row;

use exchange::Act;
use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::id::{CampaignId, LicenceEntryId};
use exchange::instant::Day;
use exchange::licence::{Agreement, Campaign, Ledger, LicenceDeed, LicenceEntry, Origin, PaymentOutcome};
use exchange::mail::MailKind;
use exchange::page::Page;
use exchange::store::{
    Append, CampaignOutcome, ChargeEntry, ChargeQuery, LedgerOutcome, Licences, RenewalQuery, StoreFuture,
};
use exchange::transmission::OfficeMatter;
use rusqlite::Connection;
use standard::OfficeNumber;

use super::SqliteStore;
use super::agreements;
use super::deductions::settled;
use super::error::Fault;
use super::mails::queue;
use super::office_events::tell;
use super::offices::{is_open, state_of};
use super::reminders;
use super::row::every;
use super::write::Work;

impl Licences for SqliteStore {
    fn ledger(&self, office: OfficeNumber) -> StoreFuture<'_, Ledger> {
        self.read(move |connection| ledger(connection, office))
    }

    fn append_licence(&self, append: Append, act: Act) -> StoreFuture<'_, LedgerOutcome> {
        self.write("append_licence", move |work| write_all(work, &append, &act))
    }

    fn append_licences(&self, appends: Vec<Append>, act: Act) -> StoreFuture<'_, Vec<LedgerOutcome>> {
        self.write("append_licences", move |work| appends.iter().map(|append| write_all(work, append, &act)).collect())
    }

    fn licence_notes(&self, office: OfficeNumber) -> StoreFuture<'_, Vec<(LicenceEntryId, String)>> {
        self.read(move |connection| {
            let sql =
                "SELECT e.id, n.text FROM licence_entry e JOIN licence_note n ON n.entry = e.id WHERE e.office = ?1
                ORDER BY e.position";
            every(&mut connection.prepare_cached(sql)?.query([office.as_str()])?, |row| {
                Ok((super::row::id(row, 0, LicenceEntryId::from_bytes)?, super::row::value(row, 1)?))
            })
        })
    }

    fn agreements(&self, office: OfficeNumber) -> StoreFuture<'_, Vec<Agreement>> {
        self.read(move |connection| agreements::of_office(connection, office))
    }

    fn charges(&self, query: ChargeQuery) -> StoreFuture<'_, Page<ChargeEntry, LicenceEntryId>> {
        self.read(move |connection| charges::page(connection, &query))
    }

    fn due_renewals(&self, query: RenewalQuery) -> StoreFuture<'_, Vec<OfficeNumber>> {
        self.read(move |connection| charges::due_renewals(connection, &query))
    }

    fn closed_with_licence(
        &self,
        today: Day,
        after: Option<OfficeNumber>,
        most: u32,
    ) -> StoreFuture<'_, Vec<OfficeNumber>> {
        self.read(move |connection| charges::closed(connection, today, after, most))
    }

    fn campaigns(&self) -> StoreFuture<'_, Vec<Campaign>> {
        self.read(campaigns::all)
    }

    fn add_campaign(&self, campaign: Campaign, act: Act) -> StoreFuture<'_, CampaignOutcome> {
        self.write("add_campaign", move |work| campaigns::add(work, &campaign, &act))
    }

    fn end_campaign(&self, id: CampaignId, last: Day, act: Act) -> StoreFuture<'_, bool> {
        self.write("end_campaign", move |work| campaigns::end(work, id, last, &act))
    }
}

fn ledger(connection: &Connection, office: OfficeNumber) -> Result<Ledger, Fault> {
    let sql = format!("SELECT {} FROM licence_entry WHERE office = ?1 ORDER BY position", row::COLUMNS);
    every(&mut connection.prepare_cached(&sql)?.query([office.as_str()])?, row::entry).map(Ledger)
}

/// All lines or none: what is refused is found out before the first is written.
fn write_all(work: &mut Work<'_>, append: &Append, act: &Act) -> Result<LedgerOutcome, Fault> {
    let begins = |deed| {
        use LicenceDeed as L;
        matches!(deed, L::Apply { .. } | L::Grant { .. } | L::Renewal { .. } | L::Resume { .. })
    };
    let takes_part = if append.entries.iter().any(|entry| begins(entry.deed)) {
        is_open(work.connection(), append.office)?
    } else {
        state_of(work.connection(), append.office)?.is_some()
    };
    if !takes_part {
        return Ok(LedgerOutcome::NoOffice);
    }
    let outcome = write_lines(work, append, act)?;
    if outcome == LedgerOutcome::Written {
        tell_of(work, append, act)?;
    }
    Ok(outcome)
}

/// Tells the office of what was written.
fn tell_of(work: &mut Work<'_>, append: &Append, act: &Act) -> Result<(), Fault> {
    let matters =
        |deed| matches!(deed, LicenceDeed::Grant { .. } | LicenceDeed::Cancel { .. } | LicenceDeed::Resume { .. });
    // The first licence is there before anybody of the office can look.
    let is_first = ledger(work.connection(), append.office)?.0.len() == append.entries.len();
    if !is_first && append.entries.iter().any(|entry| matters(entry.deed)) {
        tell(work, append.office, OfficeMatter::Licence, act.at)?;
    }
    match append.entries.iter().find_map(|entry| told(entry.deed)) {
        Some(kind) => queue(work, append.office, kind, act),
        None => Ok(()),
    }
}

/// Writes the lines and what is derived from them, and tells nobody. Whether the office takes part is the caller's to ask.
pub(super) fn write_lines(work: &Work<'_>, append: &Append, act: &Act) -> Result<LedgerOutcome, Fault> {
    if append.entries.iter().any(|entry| entry.office != append.office) {
        return Ok(LedgerOutcome::NoOffice);
    }
    let mut lines = ledger(work.connection(), append.office)?;
    let known = lines.0.len();
    if append.entries.first().is_some_and(|new| lines.0.iter().any(|line| line.id == new.id)) {
        return Ok(LedgerOutcome::Same);
    }
    if append.seen.is_some_and(|seen| seen != known) {
        return Ok(LedgerOutcome::Moved);
    }
    for new in &append.entries {
        if let Err(refusal) = lines.admits(new) {
            return Ok(LedgerOutcome::Refused(refusal));
        }
        lines.0.push(*new);
    }
    for (at, new) in append.entries.iter().enumerate() {
        row::write(work, new, known + at + 1)?;
        let note = append.note.as_deref().filter(|_| at == 0);
        if let Some(note) = note {
            work.run("INSERT INTO licence_note (entry, text) VALUES (?1, ?2)", (new.id.as_bytes(), note))?;
        }
        let subject = Subject::new("licence", format!("{}/{}", new.office, new.id));
        work.audit(&AuditLeaf::new(act, kind(new.deed), &subject, None, note.map(str::as_bytes)))?;
    }
    if let Some(agreement) = &append.agreement {
        agreements::write(work, agreement, act)?;
    }
    for new in &append.entries {
        beside(work, new, act)?;
    }
    derive(work, append.office, &lines)?;
    reminders::settle(work, (append.office, &lines), &append.entries, act)?;
    Ok(LedgerOutcome::Written)
}

/// What is kept beside a line so that lists over many ledgers need not count.
fn beside(work: &Work<'_>, new: &LicenceEntry, act: &Act) -> Result<(), Fault> {
    match new.deed {
        LicenceDeed::Grant { campaign: Some(campaign), .. } => campaigns::used(work, campaign, "grant", new),
        LicenceDeed::Waive { campaign, .. } => campaigns::used(work, campaign, "waive", new),
        LicenceDeed::Result { request, outcome, day, .. } => settled(work, request, outcome, day),
        LicenceDeed::Defer { request, .. } => reminders::begin_anew(work, request, act),
        _ => Ok(()),
    }
}

/// What the office is told by mail.
const fn told(deed: LicenceDeed) -> Option<MailKind> {
    match deed {
        LicenceDeed::Grant { origin: Origin::Applied | Origin::Operator, .. } => Some(MailKind::LicenceGranted),
        LicenceDeed::Grant { .. } => Some(MailKind::LicenceRenewed),
        LicenceDeed::Cancel { .. } => Some(MailKind::LicenceCancelled),
        LicenceDeed::Resume { .. } => Some(MailKind::LicenceResumed),
        LicenceDeed::Result { outcome: PaymentOutcome::Paid, .. } => Some(MailKind::PaymentRecorded),
        LicenceDeed::Refund { .. } => Some(MailKind::MoneyReturned),
        _ => None,
    }
}

const fn kind(deed: LicenceDeed) -> AuditKind {
    match deed {
        LicenceDeed::Apply { .. } => AuditKind::LicenceApplied,
        LicenceDeed::Grant { .. } => AuditKind::LicenceGranted,
        LicenceDeed::Cancel { .. } => AuditKind::LicenceCancelled,
        LicenceDeed::Resume { .. } => AuditKind::LicenceResumed,
        LicenceDeed::Renewal { .. } => AuditKind::RenewalSet,
        LicenceDeed::Invoice { .. } => AuditKind::InvoiceMade,
        LicenceDeed::Defer { .. } => AuditKind::PaymentDeferred,
        LicenceDeed::Deduction { .. } => AuditKind::DeductionAsked,
        LicenceDeed::Result { .. } => AuditKind::PaymentRecorded,
        LicenceDeed::Reversal { .. } => AuditKind::PaymentReversed,
        LicenceDeed::Waive { .. } => AuditKind::LicenceWaived,
        LicenceDeed::Refund { .. } => AuditKind::RefundRecorded,
    }
}

/// Rewrites what is derived from the ledger of an office.
fn derive(work: &Work<'_>, office: OfficeNumber, lines: &Ledger) -> Result<(), Fault> {
    work.run("DELETE FROM licence_period WHERE office = ?1", [office.as_str()])?;
    let end = lines.periods().map(|(_, _, last)| last).max();
    for (id, first, last) in lines.periods() {
        let row = (office.as_str(), Day::number(last), Day::number(first), id.as_bytes(), Some(last) == end);
        let sql =
            "INSERT INTO licence_period (office, last_day, first_day, entry, is_last) VALUES (?1, ?2, ?3, ?4, ?5)";
        work.run(sql, row)?;
    }
    work.run("DELETE FROM licence_automatic WHERE office = ?1", [office.as_str()])?;
    if lines.automatic().is_some() {
        work.run("INSERT INTO licence_automatic (office) VALUES (?1)", [office.as_str()])?;
    }
    charges::derive(work, office, lines)
}
