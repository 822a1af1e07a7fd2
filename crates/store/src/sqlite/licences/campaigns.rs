//! Campaigns, and their earlier ends.

use exchange::Act;
use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::id::CampaignId;
use exchange::instant::Day;
use exchange::licence::{Campaign, LicenceEntry};
use exchange::office::Prefecture;
use exchange::store::CampaignOutcome;
use rusqlite::Connection;
use standard::OfficeNumber;

use crate::sqlite::error::Fault;
use crate::sqlite::row::{day, every, id, value};
use crate::sqlite::write::Work;

/// Every campaign, the newest first.
pub(super) fn all(connection: &Connection) -> Result<Vec<Campaign>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT c.id, c.name, c.first_day,
            min(c.last_day, coalesce((SELECT min(e.last_day) FROM campaign_end e WHERE e.campaign = c.id), c.last_day))
         FROM campaign c ORDER BY c.id DESC",
    )?;
    every(&mut statement.query([])?, |row| {
        let (id, name) = (id(row, 0, CampaignId::from_bytes)?, value(row, 1)?);
        Ok(Campaign { id, name, first: day(row, 2)?, last: day(row, 3)? })
    })
}

/// Adds one, unless it meets another.
pub(super) fn add(work: &Work<'_>, campaign: &Campaign, act: &Act) -> Result<CampaignOutcome, Fault> {
    let known = all(work.connection())?;
    if known.iter().any(|other| other.id == campaign.id) {
        return Ok(CampaignOutcome::Same);
    }
    if let Some(other) = known.into_iter().find(|other| other.meets(campaign.first, campaign.last)) {
        return Ok(CampaignOutcome::Overlaps(other));
    }
    work.run(
        "INSERT INTO campaign (id, name, first_day, last_day, added_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        (campaign.id.as_bytes(), &campaign.name, campaign.first.number(), campaign.last.number(), act.at.millis()),
    )?;
    record(work, AuditKind::CampaignAdded, campaign.id, act)?;
    Ok(CampaignOutcome::Added)
}

/// Ends one earlier than it ends now.
pub(super) fn end(work: &Work<'_>, id: CampaignId, last: Day, act: &Act) -> Result<bool, Fault> {
    let later = all(work.connection())?.iter().any(|campaign| campaign.id == id && campaign.last > last);
    if later {
        let row = (id.as_bytes(), last.number(), act.at.millis());
        work.run("INSERT INTO campaign_end (campaign, last_day, at) VALUES (?1, ?2, ?3)", row)?;
        record(work, AuditKind::CampaignEnded, id, act)?;
    }
    Ok(later)
}

/// A line of a ledger says that the campaign has made something free.
pub(super) fn used(work: &Work<'_>, campaign: CampaignId, kind: &str, line: &LicenceEntry) -> Result<(), Fault> {
    work.run(
        "INSERT INTO campaign_use (campaign, prefecture, entry)
         VALUES (?1, (SELECT prefecture FROM office WHERE number = ?2), ?3)",
        (campaign.as_bytes(), line.office.as_str(), line.id.as_bytes()),
    )?;
    let counted = "INSERT INTO campaign_count (campaign, kind, uses) VALUES (?1, ?2, 1)
        ON CONFLICT (campaign, kind) DO UPDATE SET uses = uses + 1";
    work.run(counted, (campaign.as_bytes(), kind)).map(|_| ())
}

/// The office has moved to another prefecture, and what campaigns gave it with it.
pub(in crate::sqlite) fn moved(
    work: &Work<'_>,
    office: OfficeNumber,
    from: Prefecture,
    to: Prefecture,
) -> Result<(), Fault> {
    work.run(
        "UPDATE campaign_use SET prefecture = ?3 WHERE (campaign, prefecture, entry) IN
            (SELECT e.campaign, ?2, e.id FROM licence_entry e WHERE e.office = ?1 AND e.campaign IS NOT NULL)",
        (office.as_str(), from.code(), to.code()),
    )
    .map(|_| ())
}

fn record(work: &Work<'_>, kind: AuditKind, id: CampaignId, act: &Act) -> Result<(), Fault> {
    work.audit(&AuditLeaf::new(act, kind, &Subject::new("campaign", id), None, None))
}
