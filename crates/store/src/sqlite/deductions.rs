//! Monthly files of deductions: closed once, line by line from the ledgers, and read with the results that came since.

use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::id::LicenceEntryId;
use exchange::instant::Day;
use exchange::licence::PaymentOutcome;
use exchange::office::Prefecture;
use exchange::page::{Limit, Page};
use exchange::store::{DeductionCounts, DeductionFile, DeductionLine, Deductions, StoreFuture};
use exchange::{Act, OperatorId};
use rusqlite::{Connection, Row};

use super::SqliteStore;
use super::error::Fault;
use super::offices::prefecture as prefecture_of;
use super::row::{count, day, every, first, id, instant, maybe_text, office, stored, text, value};
use super::write::Work;

impl Deductions for SqliteStore {
    fn close_deductions(
        &self,
        month: Day,
        prefecture: Prefecture,
        by: OperatorId,
        act: Act,
    ) -> StoreFuture<'_, Option<DeductionFile>> {
        self.write("close_deductions", move |work| close(work, month, prefecture, &by, &act))
    }

    fn deduction_file(&self, month: Day, prefecture: Prefecture) -> StoreFuture<'_, Option<DeductionFile>> {
        self.read(move |connection| one(connection, month, prefecture))
    }

    fn deduction_files(&self, prefecture: Option<Prefecture>) -> StoreFuture<'_, Vec<DeductionFile>> {
        self.read(move |connection| {
            let sql = format!(
                "SELECT {COLUMNS} FROM deduction_file WHERE ?1 IS NULL OR prefecture = ?1
                 ORDER BY month DESC, prefecture LIMIT 200"
            );
            every(&mut connection.prepare_cached(&sql)?.query([prefecture.map(Prefecture::code)])?, file)
        })
    }

    fn deduction_lines(&self, month: Day, prefecture: Prefecture) -> StoreFuture<'_, Vec<DeductionLine>> {
        self.read(move |connection| lines(connection, month, prefecture))
    }

    fn deduction_counts(&self, month: Day, prefecture: Prefecture) -> StoreFuture<'_, DeductionCounts> {
        self.read(move |connection| counts(connection, month, prefecture))
    }

    fn failed_deductions(
        &self,
        month: Day,
        prefecture: Prefecture,
        after: Option<u64>,
        limit: Limit,
    ) -> StoreFuture<'_, Page<(u64, DeductionLine), u64>> {
        self.read(move |connection| failed(connection, (month, prefecture), after, limit))
    }
}

const COLUMNS: &str = "month, prefecture, made_at, made_by, lines, amount";

fn file(row: &Row<'_>) -> Result<DeductionFile, Fault> {
    Ok(DeductionFile {
        month: day(row, 0)?,
        prefecture: prefecture_of(row, 1)?,
        made_at: instant(row, 2)?,
        made_by: text(row, 3, "an operator", OperatorId::parse)?,
        lines: count(row, 4)?,
        amount: count(row, 5)?,
    })
}

fn one(connection: &Connection, month: Day, prefecture: Prefecture) -> Result<Option<DeductionFile>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM deduction_file WHERE month = ?1 AND prefecture = ?2");
    first(&mut connection.prepare_cached(&sql)?.query((month.number(), prefecture.code()))?, file)
}

/// What [`line()`] reads.
const LINE: &str = "request, office, name, amount, outcome, settled";

fn line(row: &Row<'_>) -> Result<DeductionLine, Fault> {
    let outcome = maybe_text(row, 4, "how a request ended", PaymentOutcome::parse)?;
    Ok(DeductionLine {
        request: id(row, 0, LicenceEntryId::from_bytes)?,
        office: office(row, 1)?,
        name: value(row, 2)?,
        amount: value(row, 3)?,
        result: outcome.zip(value::<Option<i64>>(row, 5)?.map(Day::from_number)),
    })
}

fn lines(connection: &Connection, month: Day, prefecture: Prefecture) -> Result<Vec<DeductionLine>, Fault> {
    let sql = format!("SELECT {LINE} FROM deduction_line WHERE month = ?1 AND prefecture = ?2 ORDER BY line");
    every(&mut connection.prepare_cached(&sql)?.query((month.number(), prefecture.code()))?, line)
}

fn counts(connection: &Connection, month: Day, prefecture: Prefecture) -> Result<DeductionCounts, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT count(*) FILTER (WHERE outcome = 'paid'), count(*) FILTER (WHERE outcome = 'failed'),
            count(*) FILTER (WHERE outcome IS NULL)
         FROM deduction_line INDEXED BY deduction_line_by_outcome WHERE month = ?1 AND prefecture = ?2",
    )?;
    let counted = first(&mut statement.query((month.number(), prefecture.code()))?, |row| {
        Ok(DeductionCounts { paid: count(row, 0)?, failed: count(row, 1)?, waiting: count(row, 2)? })
    })?;
    Ok(counted.unwrap_or_default())
}

fn failed(
    connection: &Connection,
    (month, prefecture): (Day, Prefecture),
    after: Option<u64>,
    limit: Limit,
) -> Result<Page<(u64, DeductionLine), u64>, Fault> {
    let sql = format!(
        "SELECT {LINE}, line FROM deduction_line INDEXED BY deduction_line_by_outcome
         WHERE month = ?1 AND prefecture = ?2 AND outcome = 'failed' AND line > ?3 ORDER BY line LIMIT ?4"
    );
    let values = (month.number(), prefecture.code(), stored(after.unwrap_or(0)), limit.get() + 1);
    let entries = every(&mut connection.prepare_cached(&sql)?.query(values)?, |row| Ok((count(row, 6)?, line(row)?)))?;
    Ok(Page::cut(entries, limit, |(place, _)| *place))
}

/// How a deduction ended is written down beside its line, if it stands in a file.
pub(super) fn settled(work: &Work<'_>, request: LicenceEntryId, outcome: PaymentOutcome, on: Day) -> Result<(), Fault> {
    let sql = "UPDATE deduction_line SET outcome = ?2, settled = ?3 WHERE request = ?1";
    work.run(sql, (request.as_bytes(), outcome.as_str(), on.number())).map(|_| ())
}

fn close(
    work: &Work<'_>,
    month: Day,
    prefecture: Prefecture,
    by: &OperatorId,
    act: &Act,
) -> Result<Option<DeductionFile>, Fault> {
    if let Some(known) = one(work.connection(), month, prefecture)? {
        return Ok(Some(known));
    }
    work.run(
        "INSERT INTO deduction_line (request, month, prefecture, line, office, name, amount, outcome, settled)
         SELECT e.id, ?1, ?2, row_number() OVER (ORDER BY e.office, e.id), e.office, o.name, e.amount, r.outcome, r.day
         FROM office o CROSS JOIN licence_entry e ON e.office = o.number
            LEFT JOIN licence_entry r ON r.about = e.id AND r.kind = 'result'
         WHERE e.kind = 'deduction' AND e.day = ?1 AND o.prefecture = ?2
            AND NOT EXISTS (SELECT 1 FROM deduction_line d WHERE d.request = e.id)",
        (month.number(), prefecture.code()),
    )?;
    let written = work.run(
        "INSERT INTO deduction_file (month, prefecture, made_at, made_by, lines, amount)
         SELECT ?1, ?2, ?3, ?4, count(*), sum(amount) FROM deduction_line WHERE month = ?1 AND prefecture = ?2
         HAVING count(*) > 0",
        (month.number(), prefecture.code(), act.at.millis(), by.as_str()),
    )?;
    if written == 1 {
        let (year, number, _) = month.date();
        let subject = Subject::new("deductions", format!("{year}-{number:02}/{:02}", prefecture.code()));
        work.audit(&AuditLeaf::new(act, AuditKind::DeductionsClosed, &subject, None, None))?;
    }
    one(work.connection(), month, prefecture)
}
