//! Offices: the directory, adding and importing, closing and freezing.

use exchange::Act;
use exchange::account::SessionEnd;
use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::mail::MailKind;
use exchange::office::{
    NewOffice, OfficeEntry, OfficeQuery, OfficeRecord, OfficeState, OfficeStop, PostAddress, Prefecture, SearchKey,
    StopKind,
};
use exchange::page::{Limit, Page};
use exchange::store::{OfficeChange, Offices, PutOutcome, StoreFuture};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};
use standard::{OfficeNumber, ServiceType};

use super::SqliteStore;
use super::error::Fault;
use super::licences::campaigns;
use super::mails::queue;
use super::row::{count, every, first, instant, maybe_instant, maybe_office, office, text, value};
use super::sessions::end_all;
use super::write::Work;
use super::{office_stops, office_words, without_account};

impl Offices for SqliteStore {
    fn office(&self, number: OfficeNumber) -> StoreFuture<'_, Option<OfficeRecord>> {
        self.read(move |connection| record(connection, number))
    }

    fn search(&self, query: OfficeQuery) -> StoreFuture<'_, Page<OfficeEntry, OfficeNumber>> {
        self.read(move |connection| search(connection, &query))
    }

    fn count_offices(&self, prefecture: Option<Prefecture>) -> StoreFuture<'_, u64> {
        self.read(move |connection| {
            let sql = "SELECT coalesce(sum(offices), 0) FROM office_total WHERE ?1 IS NULL OR prefecture = ?1";
            let code = prefecture.map(Prefecture::code);
            Ok(first(&mut connection.prepare_cached(sql)?.query([code])?, |row| count(row, 0))?.unwrap_or(0))
        })
    }

    fn without_account(
        &self,
        prefecture: Option<Prefecture>,
        after: Option<OfficeNumber>,
        limit: Limit,
    ) -> StoreFuture<'_, Page<OfficeRecord, OfficeNumber>> {
        self.read(move |connection| without_account::page(connection, prefecture, after, limit))
    }

    fn put_offices(&self, offices: Vec<NewOffice>, act: Act) -> StoreFuture<'_, Vec<PutOutcome>> {
        self.write("put_offices", move |work| put_all(work, &offices, &act))
    }

    fn change_office(&self, number: OfficeNumber, change: OfficeChange, act: Act) -> StoreFuture<'_, bool> {
        self.write("change_office", move |work| change_state(work, number, &change, &act))
    }

    fn stops_of(&self, number: OfficeNumber) -> StoreFuture<'_, Vec<OfficeStop>> {
        self.read(move |connection| office_stops::of(connection, number))
    }

    fn merged_into(&self, number: OfficeNumber) -> StoreFuture<'_, Vec<OfficeNumber>> {
        self.read(move |connection| {
            let sql = "SELECT number FROM office WHERE successor = ?1 ORDER BY number LIMIT 50";
            every(&mut connection.prepare_cached(sql)?.query([number.as_str()])?, |row| office(row, 0))
        })
    }
}

/// The state in three columns beside each other: the word, the successor, and until when a closed office reads.
pub(super) fn state(row: &Row<'_>, word: usize) -> Result<OfficeState, Fault> {
    let (successor, reads_until) = (maybe_office(row, word + 1)?, maybe_instant(row, word + 2)?);
    text(row, word, "an office's state", |word| match word {
        "active" => Some(OfficeState::Active),
        "frozen" => Some(OfficeState::Frozen),
        "closed" => Some(OfficeState::Closed { successor, reads_until }),
        _ => None,
    })
}

/// True when the office is there and not closed.
pub(super) fn is_open(connection: &Connection, number: OfficeNumber) -> Result<bool, Fault> {
    let found = record(connection, number)?;
    Ok(found.is_some_and(|office| !matches!(office.state, OfficeState::Closed { .. })))
}

/// An office with its services.
pub(super) fn record(connection: &Connection, number: OfficeNumber) -> Result<Option<OfficeRecord>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT name, kana, prefecture, state, successor, reads_until, added_at, changed_at, postcode, address
         FROM office WHERE number = ?1",
    )?;
    let services = services(connection, number)?;
    first(&mut statement.query([number.as_str()])?, |row| {
        let (name, kana) = (value(row, 0)?, value(row, 1)?);
        let office = NewOffice { number, name, kana, prefecture: prefecture(row, 2)?, services, post: post(row)? };
        Ok(OfficeRecord { office, state: state(row, 3)?, added_at: instant(row, 6)?, changed_at: instant(row, 7)? })
    })
}

fn post(row: &Row<'_>) -> Result<Option<PostAddress>, Fault> {
    let parts = value::<Option<String>>(row, 8)?.zip(value::<Option<String>>(row, 9)?);
    let read = |(postcode, address): (String, String)| PostAddress::parse(&postcode, &address);
    parts.map(read).transpose().map_err(|_| Fault::Damaged("a postal address"))
}

/// The state of an office, which is all that a request is judged by.
pub(super) fn state_of(connection: &Connection, number: OfficeNumber) -> Result<Option<OfficeState>, Fault> {
    let mut statement =
        connection.prepare_cached("SELECT state, successor, reads_until FROM office WHERE number = ?1")?;
    first(&mut statement.query([number.as_str()])?, |row| state(row, 0))
}

fn services(connection: &Connection, number: OfficeNumber) -> Result<Vec<ServiceType>, Fault> {
    let mut statement =
        connection.prepare_cached("SELECT service FROM office_service WHERE office = ?1 ORDER BY service")?;
    every(&mut statement.query([number.as_str()])?, |row| {
        text(row, 0, "a service", |text| ServiceType::parse(text).ok())
    })
}

pub(super) fn prefecture(row: &Row<'_>, column: usize) -> Result<Prefecture, Fault> {
    Prefecture::new(value(row, column)?).ok_or(Fault::Damaged("a prefecture"))
}

fn search(connection: &Connection, query: &OfficeQuery) -> Result<Page<OfficeEntry, OfficeNumber>, Fault> {
    let Some(key) = office_words::asked(query) else {
        return Ok(Page::cut(entries(connection, query)?, query.limit, |entry| entry.number));
    };
    let mut found = Vec::new();
    for number in office_words::find(connection, key, query.after, query.limit.get() + 1)? {
        let one = OfficeQuery { number: Some(number.as_str().to_owned()), text: None, after: None, ..query.clone() };
        found.extend(entries(connection, &one)?);
    }
    Ok(Page::cut(found, query.limit, |entry| entry.number))
}

fn entries(connection: &Connection, query: &OfficeQuery) -> Result<Vec<OfficeEntry>, Fault> {
    let (sql, values) = statement(query);
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    every(&mut rows, |row| {
        let number = office(row, 0)?;
        Ok(OfficeEntry {
            number,
            name: value(row, 1)?,
            kana: value(row, 2)?,
            prefecture: prefecture(row, 3)?,
            services: services(connection, number)?,
            state: state(row, 4)?,
            licensed: value(row, 7)?,
        })
    })
}

/// The statement of a search; its text depends on which parts are asked, never on their values.
fn statement(query: &OfficeQuery) -> (String, Vec<Value>) {
    let licensed = "EXISTS (SELECT 1 FROM licence_period p
        WHERE p.office = o.number AND p.last_day >= ?1 AND p.first_day <= ?1)";
    let mut sql = format!(
        "SELECT o.number, o.name, o.kana, o.prefecture, o.state, o.successor, o.reads_until, {licensed} FROM office o WHERE true"
    );
    let mut values = vec![Value::Integer(query.licensed_on.number())];
    let mut also = |condition: &str, value: Value| {
        sql.push_str(" AND ");
        sql.push_str(condition);
        values.push(value);
    };
    let text = |text: &str| Value::Text(text.to_owned());
    if let Some(after) = query.after {
        also("o.number > ?", text(after.as_str()));
    }
    if let Some(begin) = query.number.as_deref() {
        also("o.number >= ?", text(begin));
        also("o.number < ?", Value::Text(format!("{begin}\u{7f}")));
    }
    if let Some(key) = &query.text {
        also("instr(o.search, ?) > 0", text(key.as_str()));
    }
    if let Some(prefecture) = query.prefecture {
        also("o.prefecture = ?", Value::Integer(i64::from(prefecture.code())));
    }
    if let Some(service) = query.service {
        let given = "EXISTS (SELECT 1 FROM office_service s WHERE s.office = o.number AND s.service = ?)";
        also(given, text(service.as_str()));
    }
    if query.stopped_only {
        sql.push_str(" AND o.state <> 'active'");
    }
    if query.licensed_only {
        sql.push_str(&format!(" AND {licensed}"));
    }
    sql.push_str(" ORDER BY o.number LIMIT ?");
    values.push(Value::Integer(i64::from(query.limit.get()) + 1));
    (sql, values)
}

/// Adds or changes offices; one outcome each, in their order.
pub(super) fn put_all(work: &Work<'_>, offices: &[NewOffice], act: &Act) -> Result<Vec<PutOutcome>, Fault> {
    let mut words = Vec::new();
    let outcomes = offices.iter().map(|new| put(work, new, act, &mut words)).collect::<Result<Vec<_>, Fault>>()?;
    // In the order of its rows the index is written in one go; else it is folded at every step back.
    words.sort_by_key(|(number, ..)| *number);
    words.iter().try_for_each(|(number, key, is_new)| office_words::keep(work, *number, key, *is_new))?;
    Ok(outcomes)
}

/// An office's number and its words, and whether it had none before.
type Words = (OfficeNumber, SearchKey, bool);

/// An office as it is known, and as it will be: services in order, and what is not told stays.
pub(super) fn beside(connection: &Connection, new: &NewOffice) -> Result<(Option<OfficeRecord>, NewOffice), Fault> {
    let (old, mut new) = (record(connection, new.number)?, new.clone());
    new.services.sort_unstable();
    new.services.dedup();
    new.post = new.post.or_else(|| old.as_ref().and_then(|old| old.office.post.clone()));
    Ok((old, new))
}

/// What storing does.
pub(super) fn outcome(old: Option<&OfficeRecord>, new: &NewOffice) -> PutOutcome {
    match old {
        Some(old) if matches!(old.state, OfficeState::Closed { .. }) => PutOutcome::Closed,
        Some(old) if old.office == *new => PutOutcome::Same,
        Some(_) => PutOutcome::Changed,
        None => PutOutcome::Added,
    }
}

/// More or fewer offices in a prefecture.
fn counted(work: &Work<'_>, prefecture: Prefecture, more: i64) -> Result<(), Fault> {
    let sql = "INSERT INTO office_total (prefecture, offices) VALUES (?1, ?2)
         ON CONFLICT (prefecture) DO UPDATE SET offices = offices + ?2";
    work.run(sql, (prefecture.code(), more)).map(|_| ())
}

fn put(work: &Work<'_>, new: &NewOffice, act: &Act, words: &mut Vec<Words>) -> Result<PutOutcome, Fault> {
    let (old, new) = beside(work.connection(), new)?;
    let was = old.as_ref().map(|old| old.office.prefecture).filter(|was| *was != new.prefecture);
    let outcome = match outcome(old.as_ref(), &new) {
        unchanged @ (PutOutcome::Closed | PutOutcome::Same) => return Ok(unchanged),
        outcome => outcome,
    };
    let key = SearchKey::of(&format!("{} {}", new.name, new.kana));
    work.run(
        "INSERT INTO office (number, name, kana, search, prefecture, state, added_at, changed_at, postcode, address)
         VALUES (?1, ?2, ?3, ?4, ?5, 'active', ?6, ?6, ?7, ?8)
         ON CONFLICT (number) DO UPDATE SET name = ?2, kana = ?3, search = ?4, prefecture = ?5, changed_at = ?6,
            postcode = ?7, address = ?8",
        (
            new.number.as_str(),
            &new.name,
            &new.kana,
            key.as_str(),
            new.prefecture.code(),
            act.at.millis(),
            new.post.as_ref().map(PostAddress::postcode),
            new.post.as_ref().map(PostAddress::address),
        ),
    )?;
    if outcome == PutOutcome::Added || was.is_some() {
        counted(work, new.prefecture, 1)?;
    }
    if let Some(was) = was {
        counted(work, was, -1)?;
        let moved = "UPDATE licence_charge SET prefecture = ?2 WHERE office = ?1 AND prefecture <> ?2";
        work.run(moved, (new.number.as_str(), new.prefecture.code()))?;
        campaigns::moved(work, new.number, was, new.prefecture)?;
    }
    words.push((new.number, key, outcome == PutOutcome::Added));
    let sql = "INSERT INTO mailbox (office, feed_last) SELECT ?1, max(feed_base) FROM epoch WHERE true ON CONFLICT DO NOTHING";
    work.run(sql, [new.number.as_str()])?;
    work.run("DELETE FROM office_service WHERE office = ?1", [new.number.as_str()])?;
    for service in &new.services {
        let row = (new.number.as_str(), service.as_str());
        work.run("INSERT INTO office_service (office, service) VALUES (?1, ?2)", row)?;
    }
    let kind = if outcome == PutOutcome::Added { AuditKind::OfficeAdded } else { AuditKind::OfficeChanged };
    work.audit(&AuditLeaf::new(act, kind, &Subject::new("office", new.number), None, None))?;
    Ok(outcome)
}

fn change_state(work: &Work<'_>, number: OfficeNumber, change: &OfficeChange, act: &Act) -> Result<bool, Fault> {
    let Some(office) = record(work.connection(), number)? else { return Ok(false) };
    let (word, successor, kind, stop, why) = match (change, office.state) {
        (OfficeChange::Freeze { why }, OfficeState::Active) => {
            ("frozen", None, AuditKind::OfficeFrozen, StopKind::Frozen, Some(why))
        }
        (OfficeChange::Thaw, OfficeState::Frozen) => ("active", None, AuditKind::OfficeThawed, StopKind::Thawed, None),
        _ => return Ok(false),
    };
    let successor = successor.as_ref().map(OfficeNumber::as_str);
    work.run(
        "UPDATE office SET state = ?2, successor = ?3, changed_at = ?4 WHERE number = ?1",
        (number.as_str(), word, successor, act.at.millis()),
    )?;
    if word != "active" {
        end_all(work, number, SessionEnd::OfficeStopped, act)?;
    }
    office_stops::write(work, number, stop, why, act)?;
    let mail = if word == "active" { MailKind::OfficeThawed } else { MailKind::OfficeFrozen };
    queue(work, number, mail, act)?;
    let hidden = why.map(|why| why.note.as_bytes());
    work.audit(&AuditLeaf::new(act, kind, &Subject::new("office", number), None, hidden))?;
    Ok(true)
}
