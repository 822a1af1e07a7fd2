//! How much offices send and are sent, counted after the fact: accepting a transmission stays as it is.

use exchange::Instant;
use exchange::instant::Day;
use exchange::store::{MonthSum, MonthUsage, StoreFuture, Usage};
use rusqlite::Connection;
use standard::OfficeNumber;
use std::collections::BTreeMap;

use super::SqliteStore;
use super::error::Fault;
use super::row::{count, day, every, first, instant, office, stored, value};
use super::write::Work;

impl Usage for SqliteStore {
    fn count_usage(&self, most: u32, at: Instant) -> StoreFuture<'_, u64> {
        self.write("count_usage", move |work| add_up(work, most, at))
    }

    fn usage_of(&self, office: OfficeNumber, from: Day) -> StoreFuture<'_, (Vec<MonthUsage>, Option<Instant>)> {
        self.read(move |connection| Ok((months(connection, office, from)?, counted_at(connection)?)))
    }

    fn usage_sums(&self, from: Day) -> StoreFuture<'_, Vec<MonthSum>> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT month, sum(sent), sum(sent > 0) FROM usage_month WHERE month >= ?1 GROUP BY month
                 ORDER BY month DESC",
            )?;
            every(&mut statement.query([from.number()])?, |row| {
                Ok(MonthSum { month: day(row, 0)?, transmissions: count(row, 1)?, senders: count(row, 2)? })
            })
        })
    }
}

/// Adds up what comes after the last one that is counted, and remembers the new last one, in one transaction.
fn add_up(work: &Work<'_>, most: u32, at: Instant) -> Result<u64, Fault> {
    let seen =
        first(&mut work.prepare("SELECT max(n) FROM usage_seen")?.query([])?, |row| value::<Option<i64>>(row, 0))?;
    let newest =
        first(&mut work.prepare("SELECT max(n) FROM transmission")?.query([])?, |row| value::<Option<i64>>(row, 0))?;
    let (seen, newest) = (seen.flatten().unwrap_or(0), newest.flatten().unwrap_or(0));
    // A store from which everything was removed numbers anew.
    let seen = if seen > newest { 0 } else { seen };
    let mut statement =
        work.prepare("SELECT n, sender, recipient, accepted_at FROM transmission WHERE n > ?1 ORDER BY n LIMIT ?2")?;
    let found = every(&mut statement.query((seen, most))?, |row| {
        Ok((value::<i64>(row, 0)?, office(row, 1)?, office(row, 2)?, instant(row, 3)?))
    })?;
    drop(statement);
    let Some((last, ..)) = found.last() else { return Ok(0) };
    let mut sums: BTreeMap<(OfficeNumber, Day), (u64, u64)> = BTreeMap::new();
    for (_, sender, recipient, accepted) in &found {
        let month = accepted.day_in_japan().month_begins();
        sums.entry((*sender, month)).or_default().0 += 1;
        sums.entry((*recipient, month)).or_default().1 += 1;
    }
    for ((office, month), (sent, received)) in sums {
        work.run(
            "INSERT INTO usage_month (office, month, sent, received) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (office, month) DO UPDATE SET sent = sent + ?3, received = received + ?4",
            (office.as_str(), month.number(), stored(sent), stored(received)),
        )?;
    }
    work.run("DELETE FROM usage_seen", [])?;
    work.run("INSERT INTO usage_seen (n, at) VALUES (?1, ?2)", (*last, at.millis()))?;
    Ok(u64::try_from(found.len()).unwrap_or(u64::MAX))
}

fn months(connection: &Connection, number: OfficeNumber, from: Day) -> Result<Vec<MonthUsage>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT month, sent, received FROM usage_month WHERE office = ?1 AND month >= ?2 ORDER BY month DESC",
    )?;
    every(&mut statement.query((number.as_str(), from.number()))?, |row| {
        Ok(MonthUsage { month: day(row, 0)?, sent: count(row, 1)?, received: count(row, 2)? })
    })
}

fn counted_at(connection: &Connection) -> Result<Option<Instant>, Fault> {
    first(&mut connection.prepare_cached("SELECT at FROM usage_seen")?.query([])?, |row| instant(row, 0))
}
