//! What is owed, asked for or to be given back, and who renews by itself: derived from the ledgers, found by state.

use exchange::id::LicenceEntryId;
use exchange::instant::Day;
use exchange::licence::{ChargeState, Ledger, Payment};
use exchange::page::Page;
use exchange::store::{ChargeEntry, ChargeQuery, RenewalQuery};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use standard::OfficeNumber;

use crate::sqlite::error::Fault;
use crate::sqlite::row::{day, every, id, maybe_bytes, office, text, value};
use crate::sqlite::write::Work;

/// Rewrites what an office owes, has paid, or has free.
pub(super) fn derive(work: &Work<'_>, office: OfficeNumber, lines: &Ledger) -> Result<(), Fault> {
    work.run("DELETE FROM licence_charge WHERE office = ?1", [office.as_str()])?;
    for charge in lines.charges() {
        let request = charge.request;
        work.run(
            "INSERT INTO licence_charge (grant_id, office, first_day, last_day, payment, open, state, request, prefecture,
                fee, asked, due, settled)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, (SELECT prefecture FROM office WHERE number = ?2), ?9, ?10, ?11, ?12)",
            (
                charge.grant.as_bytes(),
                office.as_str(),
                charge.first.number(),
                charge.last.number(),
                charge.payment.as_str(),
                charge.open,
                charge.state.as_str(),
                request.map(|request| *request.id.as_bytes()),
                charge.fee,
                request.map(|request| request.at.day_in_japan().number()),
                request.map(|request| request.due().number()),
                request.and_then(|request| request.result).map(|(_, day)| day.number()),
            ),
        )?;
    }
    Ok(())
}

/// A page of charges in one state, in the order of their grants.
pub(super) fn page(connection: &Connection, query: &ChargeQuery) -> Result<Page<ChargeEntry, LicenceEntryId>, Fault> {
    // Of one prefecture and way of payment: a range of its own, whatever the others owe.
    let index = if query.prefecture.is_some() && query.payment.is_some() { "place" } else { "state" };
    let mut sql = format!(
        "SELECT c.office, o.name, c.grant_id, c.first_day, c.last_day, c.payment, c.open, c.state, c.request
         FROM licence_charge c INDEXED BY licence_charge_by_{index} JOIN office o ON o.number = c.office
         WHERE c.state = ?"
    );
    let mut values = vec![Value::Text(query.state.as_str().to_owned())];
    let mut also = |condition: &str, value: Value| {
        sql.push_str(condition);
        values.push(value);
    };
    if let Some(after) = query.after {
        also(" AND c.grant_id > ?", Value::Blob(after.as_bytes().to_vec()));
    }
    if let Some(payment) = query.payment {
        also(" AND c.payment = ?", Value::Text(payment.as_str().to_owned()));
    }
    if let Some(prefecture) = query.prefecture {
        also(" AND c.prefecture = ?", Value::Integer(i64::from(prefecture.code())));
    }
    if let Some(begun) = query.begun {
        also(" AND c.first_day <= ?", Value::Integer(begun.number()));
    }
    also(" ORDER BY c.grant_id LIMIT ?", Value::Integer(i64::from(query.limit.get()) + 1));
    let mut statement = connection.prepare_cached(&sql)?;
    let entries = every(&mut statement.query(params_from_iter(values))?, |row| {
        let request = maybe_bytes(row, 8)?.map(|bytes| LicenceEntryId::from_bytes(&bytes)).transpose();
        Ok(ChargeEntry {
            office: office(row, 0)?,
            name: value(row, 1)?,
            grant: id(row, 2, LicenceEntryId::from_bytes)?,
            first: day(row, 3)?,
            last: day(row, 4)?,
            payment: text(row, 5, "a way of payment", Payment::parse)?,
            open: value(row, 6)?,
            state: text(row, 7, "a state of a charge", ChargeState::parse)?,
            request: request.map_err(|_| Fault::Damaged("an id"))?,
        })
    })?;
    Ok(Page::cut(entries, query.limit, |entry| entry.grant))
}

/// Offices that wish to go on and whose last licence ends in the span.
pub(super) fn due_renewals(connection: &Connection, query: &RenewalQuery) -> Result<Vec<OfficeNumber>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT a.office FROM licence_automatic a JOIN office o ON o.number = a.office
         WHERE a.office > ?1 AND o.state <> 'closed'
         AND (SELECT max(p.last_day) FROM licence_period p WHERE p.office = a.office) BETWEEN ?2 AND ?3
         ORDER BY a.office LIMIT ?4",
    )?;
    let after = query.after.as_ref().map_or("", OfficeNumber::as_str);
    let values = (after, query.from.number(), query.until.number(), query.most);
    every(&mut statement.query(values)?, |row| office(row, 0))
}

/// Closed offices whose licence goes on after a day.
pub(super) fn closed(
    connection: &Connection,
    today: Day,
    after: Option<OfficeNumber>,
    most: u32,
) -> Result<Vec<OfficeNumber>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT o.number FROM office o WHERE o.number > ?1 AND o.state = 'closed'
         AND EXISTS (SELECT 1 FROM licence_period p WHERE p.office = o.number AND p.last_day > ?2)
         ORDER BY o.number LIMIT ?3",
    )?;
    let after = after.as_ref().map_or("", OfficeNumber::as_str);
    every(&mut statement.query((after, today.number(), most))?, |row| office(row, 0))
}
