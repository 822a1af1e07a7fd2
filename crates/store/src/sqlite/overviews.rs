//! What only operators ask: lists over all offices, each a range of an index.

use exchange::OperatorId;
use exchange::id::{CampaignId, LicenceEntryId, MaintenanceId, NoticeId};
use exchange::instant::Day;
use exchange::licence::Payment;
use exchange::notice::Audience;
use exchange::office::Prefecture;
use exchange::page::{Limit, Page};
use exchange::store::{
    AuditFound, AuditQuery, CampaignFigures, CampaignUse, ChargeFound, ChargeSearch, EndingLicence, EndingQuery,
    Overviews, PublishedNotice, StoreFuture,
};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};
use standard::{OfficeNumber, ServiceType};

use super::SqliteStore;
use super::error::Fault;
use super::found_charges;
use super::found_entries;
use super::notices::notice;
use super::offices::prefecture;
use super::row::{count, day, every, first, maybe_id, maybe_instant, office, text, value};

impl Overviews for SqliteStore {
    fn ending_licences(&self, query: EndingQuery) -> StoreFuture<'_, Page<EndingLicence, (Day, OfficeNumber)>> {
        self.read(move |connection| ending(connection, &query))
    }

    fn search_charges(&self, search: ChargeSearch) -> StoreFuture<'_, Page<ChargeFound, (Day, LicenceEntryId)>> {
        self.read(move |connection| found_charges::page(connection, &search))
    }

    fn campaign_uses(
        &self,
        campaign: CampaignId,
        prefecture: Option<Prefecture>,
        after: Option<LicenceEntryId>,
        limit: Limit,
    ) -> StoreFuture<'_, Page<CampaignUse, LicenceEntryId>> {
        self.read(move |connection| found_charges::campaign_uses(connection, campaign, prefecture, after, limit))
    }

    fn campaign_figures(&self, campaign: CampaignId) -> StoreFuture<'_, CampaignFigures> {
        self.read(move |connection| found_charges::campaign_figures(connection, campaign))
    }

    fn search_audit(&self, query: AuditQuery) -> StoreFuture<'_, AuditFound> {
        self.read(move |connection| found_entries::search(connection, &query))
    }

    fn published_notices(&self) -> StoreFuture<'_, Vec<PublishedNotice>> {
        self.read(|connection| {
            let sql = format!("{PUBLISHED} ORDER BY n.id DESC LIMIT 50");
            every(&mut connection.prepare_cached(&sql)?.query([])?, published)
        })
    }

    fn published_notice(&self, id: NoticeId) -> StoreFuture<'_, Option<PublishedNotice>> {
        self.read(move |connection| {
            let sql = format!("{PUBLISHED} AND n.id = ?1");
            first(&mut connection.prepare_cached(&sql)?.query([id.as_bytes()])?, published)
        })
    }

    fn audience_size(&self, audience: Audience, day: Day) -> StoreFuture<'_, u64> {
        self.read(move |connection| audience_size(connection, &audience, day))
    }
}

/// Offices that a notice for these would be shown to.
fn audience_size(connection: &Connection, audience: &Audience, day: Day) -> Result<u64, Fault> {
    let (open, values) = ("state <> 'closed'", |codes: Vec<&str>| codes.join(","));
    let (sql, values) = match audience {
        Audience::All => (format!("SELECT count(*) FROM office WHERE {open}"), Vec::new()),
        Audience::Licensed => {
            let licensed = "SELECT office FROM licence_period WHERE last_day >= ?1 AND first_day <= ?1";
            let sql = format!("SELECT count(*) FROM office WHERE {open} AND number IN ({licensed})");
            (sql, vec![Value::Integer(day.number())])
        }
        Audience::Services(services) => {
            let codes = values(services.iter().map(ServiceType::as_str).collect());
            let giving = "SELECT office FROM office_service WHERE instr(?1, service) > 0";
            let sql = format!("SELECT count(*) FROM office WHERE {open} AND number IN ({giving})");
            (sql, vec![Value::Text(codes)])
        }
        Audience::Offices(offices) => {
            let numbers = values(offices.iter().map(OfficeNumber::as_str).collect());
            let named = "SELECT value FROM json_each('[\"' || replace(?1, ',', '\",\"') || '\"]')";
            let sql = format!("SELECT count(*) FROM office WHERE {open} AND number IN ({named})");
            (sql, vec![Value::Text(numbers)])
        }
    };
    let found = first(&mut connection.prepare_cached(&sql)?.query(params_from_iter(values))?, |row| count(row, 0))?;
    Ok(found.unwrap_or_default())
}

const PUBLISHED: &str = "SELECT n.id, n.audience, n.importance, n.title, n.body, n.shown_from, n.shown_until, n.author,
        n.withdrawn_at, (SELECT count(*) FROM notice_read r WHERE r.notice = n.id),
        (SELECT m.id FROM maintenance m WHERE m.notice = n.id AND m.cancelled_at IS NULL AND m.ended_at IS NULL)
        FROM notice n WHERE n.author IS NOT NULL";

fn published(row: &Row<'_>) -> Result<PublishedNotice, Fault> {
    Ok(PublishedNotice {
        notice: notice(row)?,
        author: text(row, 7, "an operator", OperatorId::parse)?,
        withdrawn_at: maybe_instant(row, 8)?,
        read_by: count(row, 9)?,
        maintenance: maybe_id(row, 10, MaintenanceId::from_bytes)?,
    })
}

fn ending(connection: &Connection, query: &EndingQuery) -> Result<Page<EndingLicence, (Day, OfficeNumber)>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT p.office, o.name, o.prefecture, p.last_day, e.payment
         FROM licence_period p JOIN office o ON o.number = p.office JOIN licence_entry e ON e.id = p.entry
         WHERE p.is_last = 1 AND p.last_day >= ?1 AND (p.last_day, p.office) > (?2, ?3)
            AND (?4 IS NULL OR o.prefecture = ?4)
         ORDER BY p.last_day, p.office LIMIT ?5",
    )?;
    let (after_day, after_office) = match query.after {
        Some((day, office)) => (day.number(), office.to_string()),
        None => (query.today.number() - 1, String::new()),
    };
    let prefecture_code = query.prefecture.map(exchange::office::Prefecture::code);
    let values = (query.today.number(), after_day, after_office, prefecture_code, query.limit.get() + 1);
    let entries = every(&mut statement.query(values)?, |row| {
        Ok(EndingLicence {
            office: office(row, 0)?,
            name: value(row, 1)?,
            prefecture: prefecture(row, 2)?,
            last: day(row, 3)?,
            payment: text(row, 4, "a way of payment", Payment::parse)?,
        })
    })?;
    Ok(Page::cut(entries, query.limit, |ending| (ending.last, ending.office)))
}
