//! Certificates and enrolment codes.

use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::certificate::{CertificateKey, CertificateKind, CertificateRecord, EnrolCode, RevocationReason};
use exchange::id::EnrolCodeId;
use exchange::mail::MailKind;
use exchange::store::{Certificates, RecordOutcome, RedeemOutcome, Revocation, RevokeOutcome, StoreFuture};
use exchange::transmission::OfficeMatter;
use exchange::{Act, Instant, Sha256};
use rusqlite::{Connection, Row};
use standard::OfficeNumber;

use super::SqliteStore;
use super::enrol_codes;
use super::error::Fault;
use super::mails::queue;
use super::office_events::tell;
use super::offices::is_open;
use super::reminders::settle_certificate;
use super::row::{digest, every, first, fixed, instant, maybe_bytes, maybe_instant, maybe_text, office, text};
use super::sessions::end_of_certificate;
use super::write::Work;
use crate::fail_points::fail_point;

impl Certificates for SqliteStore {
    fn record_certificate(&self, new: CertificateRecord, act: Act) -> StoreFuture<'_, RecordOutcome> {
        self.write("record_certificate", move |work| insert(work, &new, &act))
    }

    fn certificate(&self, key: CertificateKey) -> StoreFuture<'_, Option<CertificateRecord>> {
        self.read(move |connection| by_key(connection, &key))
    }

    fn certificates_of(&self, office: OfficeNumber) -> StoreFuture<'_, Vec<CertificateRecord>> {
        self.read(move |connection| {
            let sql = format!("SELECT {COLUMNS} FROM certificate WHERE office = ?1 ORDER BY not_before DESC LIMIT 200");
            every(&mut connection.prepare_cached(&sql)?.query([office.as_str()])?, record)
        })
    }

    fn revoked_certificates(&self, at: Instant) -> StoreFuture<'_, Vec<CertificateRecord>> {
        self.read(move |connection| {
            let sql = format!(
                "SELECT {COLUMNS} FROM certificate WHERE revoked_at IS NOT NULL AND not_after >= ?1 ORDER BY key"
            );
            every(&mut connection.prepare_cached(&sql)?.query([at.millis()])?, record)
        })
    }

    fn revoke_certificate(&self, revocation: Revocation, act: Act) -> StoreFuture<'_, RevokeOutcome> {
        self.write("revoke_certificate", move |work| revoke(work, &revocation, &act))
    }

    fn make_enrol_code(&self, code: EnrolCode, act: Act) -> StoreFuture<'_, ()> {
        self.write("make_enrol_code", move |work| enrol_codes::make(work, &code, &act))
    }

    fn redeem_enrol_code(
        &self,
        id: EnrolCodeId,
        hash: Sha256,
        key: Sha256,
        act: Act,
    ) -> StoreFuture<'_, RedeemOutcome> {
        self.write("redeem_enrol_code", move |work| enrol_codes::redeem(work, id, &hash, key, &act))
    }

    fn open_enrol_codes(&self, office: OfficeNumber, at: Instant) -> StoreFuture<'_, Vec<EnrolCode>> {
        self.read(move |connection| enrol_codes::open(connection, office, at))
    }

    fn drop_enrol_code(&self, id: EnrolCodeId, office: OfficeNumber, act: Act) -> StoreFuture<'_, bool> {
        self.write("drop_enrol_code", move |work| enrol_codes::take_back(work, id, office, &act))
    }
}

const COLUMNS: &str = "key, thumbprint, office, kind, not_before, not_after, revoked_at, reason, renews";

fn record(row: &Row<'_>) -> Result<CertificateRecord, Fault> {
    let key = |bytes: &[u8]| CertificateKey::from_bytes(bytes).ok_or(Fault::Damaged("a certificate's key"));
    Ok(CertificateRecord {
        key: key(&fixed::<52>(row, 0)?)?,
        thumbprint: digest(row, 1)?,
        office: office(row, 2)?,
        kind: text(row, 3, "a kind of certificate", CertificateKind::parse)?,
        not_before: instant(row, 4)?,
        not_after: instant(row, 5)?,
        revoked: maybe_text(row, 7, "a reason", RevocationReason::parse)?.zip(maybe_instant(row, 6)?),
        renews: maybe_bytes(row, 8)?.map(|bytes| key(&bytes)).transpose()?,
    })
}

fn by_key(connection: &Connection, key: &CertificateKey) -> Result<Option<CertificateRecord>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM certificate WHERE key = ?1");
    first(&mut connection.prepare_cached(&sql)?.query([key.to_bytes()])?, record)
}

/// A certificate by the digest over its DER.
pub(super) fn by_thumbprint(connection: &Connection, print: &Sha256) -> Result<Option<CertificateRecord>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM certificate WHERE thumbprint = ?1");
    first(&mut connection.prepare_cached(&sql)?.query([print.0])?, record)
}

/// The certificates of an office that are not revoked and not over.
pub(super) fn standing(work: &Work<'_>, office: OfficeNumber, at: Instant) -> Result<Vec<CertificateKey>, Fault> {
    let sql = "SELECT key FROM certificate WHERE office = ?1 AND revoked_at IS NULL AND not_after > ?2";
    every(&mut work.prepare(sql)?.query((office.as_str(), at.millis()))?, |row| {
        CertificateKey::from_bytes(&fixed::<52>(row, 0)?).ok_or(Fault::Damaged("a certificate's key"))
    })
}

fn insert(work: &Work<'_>, new: &CertificateRecord, act: &Act) -> Result<RecordOutcome, Fault> {
    let connection = work.connection();
    if let Some(old) = by_key(connection, &new.key)? {
        let same = old.thumbprint == new.thumbprint && old.office == new.office;
        return Ok(if same { RecordOutcome::Same } else { RecordOutcome::Conflict });
    }
    if by_thumbprint(connection, &new.thumbprint)?.is_some() {
        return Ok(RecordOutcome::Conflict);
    }
    if !is_open(connection, new.office)? {
        return Ok(RecordOutcome::NoOffice);
    }
    work.run(
        "INSERT INTO certificate (key, thumbprint, office, kind, not_before, not_after, renews)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (
            new.key.to_bytes(),
            new.thumbprint.0,
            new.office.as_str(),
            new.kind.as_str(),
            new.not_before.millis(),
            new.not_after.millis(),
            new.renews.map(|key| key.to_bytes()),
        ),
    )?;
    fail_point!("store.certificate.inserted")?;
    if let Some(old) = &new.renews {
        settle_certificate(work, old, act)?;
    }
    note(work, AuditKind::CertificateRecorded, "certificate", new.thumbprint, act)?;
    queue(work, new.office, MailKind::CertificateIssued, act)?;
    Ok(RecordOutcome::Recorded)
}

pub(super) fn revoke(work: &mut Work<'_>, revocation: &Revocation, act: &Act) -> Result<RevokeOutcome, Fault> {
    let found = by_key(work.connection(), &revocation.key)?;
    let Some(old) = found.filter(|old| revocation.office.is_none_or(|office| office == old.office)) else {
        return Ok(RevokeOutcome::NotFound);
    };
    if old.revoked.is_some() {
        return Ok(RevokeOutcome::Already);
    }
    work.run(
        "UPDATE certificate SET revoked_at = ?2, reason = ?3 WHERE key = ?1",
        (revocation.key.to_bytes(), act.at.millis(), revocation.reason.as_str()),
    )?;
    fail_point!("store.certificate.revoked")?;
    end_of_certificate(work, &old.thumbprint, act)?;
    settle_certificate(work, &old.key, act)?;
    tell(work, old.office, OfficeMatter::Certificate, act.at)?;
    // Of a closed office all end, and it has been told.
    if is_open(work.connection(), old.office)? {
        queue(work, old.office, MailKind::CertificateRevoked, act)?;
    }
    note(work, AuditKind::CertificateRevoked, "certificate", old.thumbprint, act)?;
    Ok(RevokeOutcome::Revoked)
}

fn note(work: &Work<'_>, kind: AuditKind, what: &str, id: impl std::fmt::Display, act: &Act) -> Result<(), Fault> {
    work.audit(&AuditLeaf::new(act, kind, &Subject::new(what, id), None, None))
}
