//! Charges as operators look for them, each list a range of an index; and what campaigns have made free.

use exchange::id::{CampaignId, LicenceEntryId};
use exchange::instant::Day;
use exchange::licence::{ChargeState, Payment};
use exchange::office::Prefecture;
use exchange::page::{Limit, Page};
use exchange::store::{CampaignFigures, CampaignUse, ChargeFound, ChargeList, ChargeSearch};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use super::error::Fault;
use super::offices::prefecture;
use super::row::{count, day, every, first, id, instant, maybe_bytes, office, text, value};

/// A page of a list, put together from one range of an index for each state and way of payment that fits.
pub(super) fn page(
    connection: &Connection,
    search: &ChargeSearch,
) -> Result<Page<ChargeFound, (Day, LicenceEntryId)>, Fault> {
    let mut entries = Vec::new();
    for (state, payment) in ranges(search) {
        let (sql, values) = statement(search, state, payment);
        entries.extend(every(&mut connection.prepare_cached(&sql)?.query(params_from_iter(values))?, found)?);
    }
    entries.sort_unstable_by_key(|charge| (place(search.list, charge), charge.grant));
    if matches!(search.list, ChargeList::All { .. }) {
        entries.reverse();
    }
    Ok(Page::cut(entries, search.limit, |charge| (place(search.list, charge), charge.grant)))
}

/// The states and ways of payment that are looked for one by one; none where the index does not part them.
fn ranges(search: &ChargeSearch) -> Vec<(Option<ChargeState>, Option<Payment>)> {
    let states = || ChargeState::ALL.iter().copied().filter(|state| search.state.is_none_or(|wanted| wanted == *state));
    let payments =
        || Payment::ALL.iter().copied().filter(|payment| search.payment.is_none_or(|wanted| wanted == *payment));
    match search.list {
        _ if search.office.is_some() => vec![(search.state, search.payment)],
        ChargeList::All { .. } => {
            states().flat_map(|state| payments().map(move |payment| (Some(state), Some(payment)))).collect()
        }
        ChargeList::Unpaid => payments().map(|payment| (search.state, Some(payment))).collect(),
        ChargeList::Invoices { .. } => vec![(search.state, None)],
    }
}

/// The day by which a list is ordered.
fn place(list: ChargeList, charge: &ChargeFound) -> Day {
    let day = match list {
        ChargeList::All { .. } => Some(charge.first),
        ChargeList::Unpaid => charge.due,
        ChargeList::Invoices { .. } => charge.asked,
    };
    day.unwrap_or(charge.first)
}

/// The statement of a range; its text depends on which parts are asked, never on their values. The index is named: left to
/// itself the database takes another one and sorts what it has found.
fn statement(search: &ChargeSearch, state: Option<ChargeState>, payment: Option<Payment>) -> (String, Vec<Value>) {
    let (column, index, only, sign, direction) = match search.list {
        ChargeList::All { .. } => ("first_day", "by_begin", "", "<", "DESC"),
        ChargeList::Unpaid => ("due", "unpaid", " AND c.state IN ('asked', 'failed')", ">", "ASC"),
        ChargeList::Invoices { .. } => ("asked", "invoiced", " AND c.payment = 'invoice'", ">", "ASC"),
    };
    let index = match (search.office, search.prefecture) {
        (Some(_), _) => "by_office".to_owned(),
        (None, Some(_)) => format!("{index}_in"),
        (None, None) => index.to_owned(),
    };
    let mut sql = format!(
        "SELECT c.office, o.name, c.prefecture, c.grant_id, c.first_day, c.last_day, c.payment, c.fee, c.open, c.state,
            c.request, c.asked, c.due, c.settled
         FROM licence_charge c INDEXED BY licence_charge_{index} JOIN office o ON o.number = c.office WHERE true{only}"
    );
    let mut values = Vec::new();
    let mut also = |condition: &str, given: Vec<Value>| {
        sql.push_str(" AND ");
        sql.push_str(condition);
        values.extend(given);
    };
    let (number, word) = (|day: Day| Value::Integer(day.number()), |word: &str| Value::Text(word.to_owned()));
    let (from, until) = span(search);
    also(&format!("c.{column} BETWEEN ? AND ?"), vec![number(from), number(until)]);
    if let Some((day, grant)) = search.after {
        let grant = Value::Blob(grant.as_bytes().to_vec());
        also(&format!("(c.{column}, c.grant_id) {sign} (?, ?)"), vec![number(day), grant]);
    }
    if let Some(office) = search.office {
        also("c.office = ?", vec![word(office.as_str())]);
    }
    if let Some(state) = state {
        also("c.state = ?", vec![word(state.as_str())]);
    }
    if let Some(payment) = payment {
        also("c.payment = ?", vec![word(payment.as_str())]);
    }
    if let Some(prefecture) = search.prefecture {
        also("c.prefecture = ?", vec![Value::Integer(i64::from(prefecture.code()))]);
    }
    sql.push_str(&format!(" ORDER BY c.{column} {direction}, c.grant_id {direction} LIMIT ?"));
    values.push(Value::Integer(i64::from(search.limit.get()) + 1));
    (sql, values)
}

/// The days between which the page lies: what comes before its begin is not looked at again.
fn span(search: &ChargeSearch) -> (Day, Day) {
    let after = search.after.map(|(day, _)| day);
    let (from, until, goes_back) = match search.list {
        ChargeList::All { from, until } => (from, until, true),
        ChargeList::Unpaid => (Day::from_number(0), Day::from_number(i64::from(i32::MAX)), false),
        ChargeList::Invoices { from, until } => (from, until, false),
    };
    match after {
        Some(day) if goes_back => (from, until.min(day)),
        Some(day) => (from.max(day), until),
        None => (from, until),
    }
}

fn found(row: &Row<'_>) -> Result<ChargeFound, Fault> {
    let request = maybe_bytes(row, 10)?.map(|bytes| LicenceEntryId::from_bytes(&bytes)).transpose();
    let maybe_day = |column| Ok::<_, Fault>(value::<Option<i64>>(row, column)?.map(Day::from_number));
    Ok(ChargeFound {
        office: office(row, 0)?,
        name: value(row, 1)?,
        prefecture: prefecture(row, 2)?,
        grant: id(row, 3, LicenceEntryId::from_bytes)?,
        first: day(row, 4)?,
        last: day(row, 5)?,
        payment: text(row, 6, "a way of payment", Payment::parse)?,
        fee: value(row, 7)?,
        open: value(row, 8)?,
        state: text(row, 9, "a state of a charge", ChargeState::parse)?,
        request: request.map_err(|_| Fault::Damaged("an id"))?,
        asked: maybe_day(11)?,
        due: maybe_day(12)?,
        settled: maybe_day(13)?,
    })
}

/// What a campaign has made free, the newest first.
pub(super) fn campaign_uses(
    connection: &Connection,
    campaign: CampaignId,
    within: Option<Prefecture>,
    after: Option<LicenceEntryId>,
    limit: Limit,
) -> Result<Page<CampaignUse, LicenceEntryId>, Fault> {
    let lines = match within {
        None => "licence_entry e WHERE e.campaign = ?1",
        Some(_) => {
            "campaign_use u CROSS JOIN licence_entry e ON e.id = u.entry WHERE u.campaign = ?1 AND u.prefecture = ?3"
        }
    };
    let key = if within.is_some() { "u.entry" } else { "e.id" };
    let mut statement = connection.prepare_cached(&format!(
        "SELECT l.id, l.office, o.name, o.prefecture, l.at, l.kind = 'waive' FROM (
            SELECT e.id, e.office, e.at, e.kind FROM {lines} AND (?2 IS NULL OR {key} < ?2) ORDER BY {key} DESC LIMIT ?4
         ) l JOIN office o ON o.number = l.office ORDER BY l.id DESC",
    ))?;
    let after = after.map(|id| *id.as_bytes());
    let values = (campaign.as_bytes(), after, within.map(Prefecture::code), limit.get() + 1);
    let entries = every(&mut statement.query(values)?, |row| {
        Ok(CampaignUse {
            entry: id(row, 0, LicenceEntryId::from_bytes)?,
            office: office(row, 1)?,
            name: value(row, 2)?,
            prefecture: prefecture(row, 3)?,
            at: instant(row, 4)?,
            is_waived: value(row, 5)?,
        })
    })?;
    Ok(Page::cut(entries, limit, |used| used.entry))
}

/// How much a campaign has made free.
pub(super) fn campaign_figures(connection: &Connection, campaign: CampaignId) -> Result<CampaignFigures, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT coalesce(sum(uses) FILTER (WHERE kind = 'grant'), 0), coalesce(sum(uses) FILTER (WHERE kind = 'waive'), 0)
         FROM campaign_count WHERE campaign = ?1",
    )?;
    let mut rows = statement.query([campaign.as_bytes()])?;
    let figures = first(&mut rows, |row| Ok(CampaignFigures { granted: count(row, 0)?, waived: count(row, 1)? }))?;
    Ok(figures.unwrap_or_default())
}
