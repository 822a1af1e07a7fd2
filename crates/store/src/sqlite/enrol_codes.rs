//! Enrolment codes: made, redeemed once, shown while they are open, taken back.

use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::certificate::{CertificateKind, ENROL_CODE_HOURS, EnrolCode, RedeemRefusal};
use exchange::id::EnrolCodeId;
use exchange::instant::HOUR;
use exchange::store::RedeemOutcome;
use exchange::{Act, Instant, Sha256};
use rusqlite::{Connection, Row};
use standard::OfficeNumber;

use super::error::Fault;
use super::row::{digest, every, first, id, instant, maybe_bytes, maybe_instant, office, text, value};
use super::write::Work;
use crate::fail_points::fail_point;

const COLUMNS: &str = "id, office, kind, hash, made_at, failures, redeemed_key, redeemed_at, dropped_at";

/// Stores a code.
pub(super) fn make(work: &Work<'_>, code: &EnrolCode, act: &Act) -> Result<(), Fault> {
    work.run(
        "INSERT INTO enrol_code (id, office, kind, hash, made_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        (code.id.as_bytes(), code.office.as_str(), code.kind.as_str(), code.hash.0, code.made_at.millis()),
    )?;
    note(work, AuditKind::EnrolCodeMade, code.id, act)
}

/// What an office has given out that can still be used, the newest first.
pub(super) fn open(connection: &Connection, office: OfficeNumber, at: Instant) -> Result<Vec<EnrolCode>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM enrol_code WHERE office = ?1 AND made_at > ?2 AND redeemed_at IS NULL
         AND dropped_at IS NULL ORDER BY made_at DESC LIMIT 100"
    );
    let since = at.minus(ENROL_CODE_HOURS * HOUR).millis();
    every(&mut connection.prepare_cached(&sql)?.query((office.as_str(), since))?, enrol_code)
}

/// Takes a code of this office back; `false` when there is none, or it was used or taken back before.
pub(super) fn take_back(work: &Work<'_>, id: EnrolCodeId, office: OfficeNumber, act: &Act) -> Result<bool, Fault> {
    let sql = "UPDATE enrol_code SET dropped_at = ?3
         WHERE id = ?1 AND office = ?2 AND redeemed_at IS NULL AND dropped_at IS NULL";
    let done = work.run(sql, (id.as_bytes(), office.as_str(), act.at.millis()))? == 1;
    if done {
        note(work, AuditKind::EnrolCodeDropped, id, act)?;
    }
    Ok(done)
}

/// Redeems a code, or writes down that it was tried in vain.
pub(super) fn redeem(
    work: &Work<'_>,
    id: EnrolCodeId,
    hash: &Sha256,
    key: Sha256,
    act: &Act,
) -> Result<RedeemOutcome, Fault> {
    let Some(mut code) = code(work, id)? else {
        note(work, AuditKind::EnrolCodeRefused, id, act)?;
        return Ok(RedeemOutcome::Refused(RedeemRefusal::Wrong));
    };
    if let Err(refusal) = code.redeem(hash, &key, act.at) {
        work.run("UPDATE enrol_code SET failures = failures + 1 WHERE id = ?1", [id.as_bytes()])?;
        note(work, AuditKind::EnrolCodeRefused, id, act)?;
        return Ok(RedeemOutcome::Refused(refusal));
    }
    if code.redeemed.is_none() {
        code.redeemed = Some((key, act.at));
        work.run(
            "UPDATE enrol_code SET redeemed_key = ?2, redeemed_at = ?3 WHERE id = ?1",
            (id.as_bytes(), key.0, act.at.millis()),
        )?;
        fail_point!("store.code.redeemed")?;
        note(work, AuditKind::EnrolCodeRedeemed, id, act)?;
    }
    Ok(RedeemOutcome::Redeemed(code))
}

fn code(work: &Work<'_>, id: EnrolCodeId) -> Result<Option<EnrolCode>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM enrol_code WHERE id = ?1");
    first(&mut work.connection().prepare_cached(&sql)?.query([id.as_bytes()])?, enrol_code)
}

fn enrol_code(row: &Row<'_>) -> Result<EnrolCode, Fault> {
    let key = maybe_bytes(row, 6)?.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok()).map(Sha256);
    Ok(EnrolCode {
        id: id(row, 0, EnrolCodeId::from_bytes)?,
        office: office(row, 1)?,
        kind: text(row, 2, "a kind of certificate", CertificateKind::parse)?,
        hash: digest(row, 3)?,
        made_at: instant(row, 4)?,
        failures: value(row, 5)?,
        redeemed: key.zip(maybe_instant(row, 7)?),
        dropped_at: maybe_instant(row, 8)?,
    })
}

fn note(work: &Work<'_>, kind: AuditKind, id: EnrolCodeId, act: &Act) -> Result<(), Fault> {
    work.audit(&AuditLeaf::new(act, kind, &Subject::new("enrol-code", id), None, None))
}
