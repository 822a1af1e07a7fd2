//! Figures by day, counted from the audit log beside the writer's work: read on a reader, added in one short change.

use exchange::instant::{DAY, Day, HOUR, Instant, MINUTE};
use exchange::store::{Figure, Figures, StoreFuture};
use rusqlite::Connection;

use super::SqliteStore;
use super::error::Fault;
use super::row::{count, day, every, first, stored, value};
use super::write::Work;

/// Milliseconds by which the clocks of Japan are ahead.
const JAPAN: i64 = 9 * HOUR;

impl Figures for SqliteStore {
    fn count_entries(&self, most: u32) -> StoreFuture<'_, u64> {
        Box::pin(async move {
            let batch = self.read(move |connection| collect(connection, most)).await?;
            let entries = batch.entries;
            if entries > 0 {
                self.write("count_entries", move |work| keep(work, &batch)).await?;
            }
            Ok(entries)
        })
    }

    fn add_figures(&self, day: Day, more: Vec<(String, u64)>) -> StoreFuture<'_, ()> {
        self.write("add_figures", move |work| more.iter().try_for_each(|(name, count)| add(work, day, name, *count)))
    }

    fn take_stock(&self, at: Instant) -> StoreFuture<'_, ()> {
        Box::pin(async move {
            let stock = self.read(move |connection| stock(connection, at)).await?;
            self.write("take_stock", move |work| {
                for (name, count) in &stock {
                    work.run(
                        "INSERT INTO figure (day, name, count) VALUES (?1, ?2, ?3)
                         ON CONFLICT (day, name) DO UPDATE SET count = excluded.count",
                        (at.day_in_japan().number(), name, stored(*count)),
                    )?;
                }
                Ok(())
            })
            .await
        })
    }

    fn figures(&self, from: Day, until: Day) -> StoreFuture<'_, Vec<Figure>> {
        self.read(move |connection| {
            let sql = "SELECT day, name, count FROM figure WHERE day BETWEEN ?1 AND ?2 ORDER BY day, name";
            every(&mut connection.prepare_cached(sql)?.query((from.number(), until.number()))?, |row| {
                Ok(Figure { day: day(row, 0)?, name: value(row, 1)?, count: count(row, 2)? })
            })
        })
    }
}

/// What the next entries add.
struct Batch {
    after: i64,
    last: i64,
    entries: u64,
    more: Vec<(Day, String, u64)>,
}

fn collect(connection: &Connection, most: u32) -> Result<Batch, Fault> {
    let after: i64 = connection.query_row("SELECT entry FROM figure_cursor WHERE one = 1", [], |row| row.get(0))?;
    let (last, entries) = connection.query_row(
        "SELECT coalesce(max(entry), ?1), count(*)
         FROM (SELECT entry FROM audit_entry WHERE entry > ?1 ORDER BY entry LIMIT ?2)",
        (after, most),
        |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)),
    )?;
    let mut batch = Batch { after, last, entries: u64::try_from(entries).unwrap_or(0), more: Vec::new() };
    if entries == 0 {
        return Ok(batch);
    }
    let leaves = "SELECT json_extract(leaf, '$.at') AS at, json_extract(leaf, '$.kind') AS kind,
            json_extract(leaf, '$.subject') AS subject
         FROM (SELECT CAST(leaf AS TEXT) AS leaf FROM audit_entry WHERE entry > ?1 AND entry <= ?2)";
    let kinds = format!("SELECT (at + {JAPAN}) / {DAY}, kind, count(*) FROM ({leaves}) GROUP BY 1, 2");
    // A subject is `transmission:` and the id in its 36 characters.
    let times = format!(
        "SELECT (a.at + {JAPAN}) / {DAY}, a.kind || '/' || CASE
                WHEN a.at - t.accepted_at < {} THEN 0 WHEN a.at - t.accepted_at < {HOUR} THEN 1
                WHEN a.at - t.accepted_at < {DAY} THEN 2 WHEN a.at - t.accepted_at < {} THEN 3 ELSE 4 END, count(*)
         FROM ({leaves}) a JOIN transmission t ON t.id = unhex(replace(substr(a.subject, 14), '-', ''))
         WHERE a.kind IN ('transmission.fetched', 'transmission.received') GROUP BY 1, 2",
        10 * MINUTE,
        3 * DAY
    );
    for sql in [kinds, times] {
        let mut statement = connection.prepare_cached(&sql)?;
        batch.more.extend(every(&mut statement.query((after, last))?, |row| {
            Ok((day(row, 0)?, value(row, 1)?, count(row, 2)?))
        })?);
    }
    Ok(batch)
}

/// Adds a batch, unless another has moved the cursor in the meantime.
fn keep(work: &Work<'_>, batch: &Batch) -> Result<(), Fault> {
    let sql = "UPDATE figure_cursor SET entry = ?2 WHERE one = 1 AND entry = ?1";
    if work.run(sql, (batch.after, batch.last))? == 0 {
        return Ok(());
    }
    batch.more.iter().try_for_each(|(day, name, count)| add(work, *day, name, *count))
}

fn add(work: &Work<'_>, day: Day, name: &str, more: u64) -> Result<(), Fault> {
    work.run(
        "INSERT INTO figure (day, name, count) VALUES (?1, ?2, ?3)
         ON CONFLICT (day, name) DO UPDATE SET count = count + excluded.count",
        (day.number(), name, stored(more)),
    )
    .map(|_| ())
}

fn stock(connection: &Connection, at: Instant) -> Result<Vec<(&'static str, u64)>, Fault> {
    let (day, now) = (at.day_in_japan().number(), at.millis());
    let one = |sql: &str, value: i64| -> Result<u64, Fault> {
        let mut statement = connection.prepare_cached(sql)?;
        Ok(first(&mut statement.query([value])?, |row| count(row, 0))?.unwrap_or(0))
    };
    Ok(vec![
        ("stock/offices", one("SELECT count(*) FROM office WHERE state <> 'closed' AND ?1 IS NOT NULL", now)?),
        (
            "stock/licensed",
            one("SELECT count(DISTINCT office) FROM licence_period WHERE last_day >= ?1 AND first_day <= ?1", day)?,
        ),
        (
            "stock/certificates",
            one(
                "SELECT count(*) FROM certificate WHERE revoked_at IS NULL AND not_after >= ?1 AND not_before <= ?1",
                now,
            )?,
        ),
    ])
}
