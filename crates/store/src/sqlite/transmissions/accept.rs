//! Accepting: sealed before it is queued, stored whole or not at all.

use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::store::{Accept, AcceptOutcome, StoreError};
use exchange::transmission::{
    FeedNumber, Quota, QuotaReached, QuotaUse, ReceiptKind, SignedStatement, State, TransmissionHeader,
};
use exchange::{Act, Instant};
use standard::OfficeNumber;

use super::{by_id, receipts, step};
use crate::fail_points::fail_point;
use crate::sabotage::Sabotage;
use crate::seal::{DataKey, KeyRing, Place, WrappedKey};
use crate::sqlite::error::{Fault, answer};
use crate::sqlite::row::{count, first, stored, value};
use crate::sqlite::write::Work;

/// A transmission ready for the writer: nothing of its content is in the clear any more.
pub(super) struct Prepared {
    header: TransmissionHeader,
    summary: Vec<u8>,
    container: Vec<u8>,
    key: WrappedKey,
    receipt: SignedStatement,
    quota: Quota,
    kept_until: Instant,
    act: Act,
    leaf: AuditLeaf,
}

impl Prepared {
    /// Seals the content on the caller's thread, so that the writer only stores.
    pub(super) fn seal(keys: &KeyRing, accept: &Accept<'_>) -> Result<Self, StoreError> {
        let header = accept.header;
        let place = |column| Place { table: "content", column, id: header.id.as_bytes(), version: &header.sha256.0 };
        let key = DataKey::generate()?;
        let subject = Subject::new("transmission", header.id);
        let digest = Some(&header.sha256);
        fail_point!("store.accept.sealed").map_err(|error| answer(&error))?;
        Ok(Self {
            summary: key.seal(place("summary"), &accept.summary.encode())?,
            container: key.seal(place("container"), accept.container)?,
            key: keys.wrap(&key)?,
            header: header.clone(),
            receipt: accept.receipt.clone(),
            quota: accept.quota,
            kept_until: accept.kept_until,
            act: accept.act.clone(),
            leaf: AuditLeaf::new(accept.act, AuditKind::TransmissionAccepted, &subject, digest, None),
        })
    }
}

/// Stores it, or says what is there already.
pub(super) fn accept(work: &mut Work<'_>, new: &Prepared) -> Result<AcceptOutcome, Fault> {
    if let Some(held) = by_id(work.connection(), new.header.id)? {
        if held.header.sender != new.header.sender || held.header.sha256 != new.header.sha256 {
            return Ok(AcceptOutcome::Conflict);
        }
        if Sabotage::NoDedupe.is_on() {
            step::advance(work, &held, State::Accepted, &new.act)?;
        }
        let receipt = receipts::plain(work.connection(), held.n, ReceiptKind::Accepted)?;
        return receipt.map(AcceptOutcome::Same).ok_or(Fault::Damaged("a missing receipt"));
    }
    if is_stopped(work, new)? {
        return Ok(AcceptOutcome::PartyStopped);
    }
    let sent = match take_quota(work, new)? {
        Ok(position) => position,
        Err(reached) => return Ok(AcceptOutcome::QuotaReached(reached)),
    };
    fail_point!("store.accept.quota")?;
    let inbox = step::raise(work, new.header.recipient)?;
    fail_point!("store.accept.inbox")?;
    let n = insert(work, new, sent, inbox)?;
    fail_point!("store.accept.transmission")?;
    work.run("INSERT INTO content (n, summary, container) VALUES (?1, ?2, ?3)", (n, &new.summary, &new.container))?;
    fail_point!("store.accept.content")?;
    work.run(
        "INSERT INTO data_key (n, part, master, wrapped) VALUES (?1, 0, ?2, ?3)",
        (n, &new.key.master, &new.key.bytes),
    )?;
    fail_point!("store.accept.key")?;
    receipts::store(work, n, ReceiptKind::Accepted, new.act.at, &new.receipt)?;
    fail_point!("store.accept.receipt")?;
    work.feed_moved(new.header.sender);
    work.feed_moved(new.header.recipient);
    work.audit(&new.leaf)?;
    fail_point!("store.accept.audit")?;
    Ok(AcceptOutcome::Stored { position: inbox })
}

/// Whether either office was frozen or closed since the route was read: what it does not take must not lie in its inbox.
fn is_stopped(work: &Work<'_>, new: &Prepared) -> Result<bool, Fault> {
    let sql = "SELECT 1 FROM office WHERE number IN (?1, ?2) AND state <> 'active'";
    Ok(work.prepare(sql)?.exists((new.header.sender.as_str(), new.header.recipient.as_str()))?)
}

fn insert(work: &Work<'_>, new: &Prepared, sent: FeedNumber, inbox: FeedNumber) -> Result<i64, Fault> {
    let header = &new.header;
    let mut statement = work.prepare(
        "INSERT INTO transmission (id, sender, recipient, sent_position, inbox_position, serial, month, created_at,
            documents, size, sha256, signer, accepted_at, accepted_by, state, state_at, steps, kept_until, has_content)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 'accepted', ?13, 1, ?15, 1)",
    )?;
    let n = statement.insert(rusqlite::params![
        header.id.as_bytes(),
        header.sender.as_str(),
        header.recipient.as_str(),
        stored(sent.0),
        stored(inbox.0),
        header.serial.as_ref().map(standard::Serial::as_str),
        header.month.map(|month| month.to_string()),
        header.created_at.millis(),
        header.documents,
        stored(header.size),
        header.sha256.0,
        header.signer.to_bytes(),
        new.act.at.millis(),
        new.act.actor.to_string(),
        new.kept_until.millis(),
    ])?;
    Ok(n)
}

/// Counts the transmission for its sender's day and store, and raises the sender's feed in the same update.
fn take_quota(work: &Work<'_>, new: &Prepared) -> Result<Result<FeedNumber, QuotaReached>, Fault> {
    let today = new.act.at.day_in_japan().number();
    let (used, last) = used(work, new.header.sender, today)?;
    let used = match new.quota.take(used, new.header.size) {
        Ok(used) => used,
        Err(reached) => return Ok(Err(reached)),
    };
    let raised = last + 1;
    work.run(
        "UPDATE mailbox SET feed_last = ?2, day = ?3, day_count = ?4, day_bytes = ?5, kept_bytes = ?6 WHERE office = ?1",
        (
            new.header.sender.as_str(),
            stored(raised),
            today,
            stored(used.transmissions_today),
            stored(used.bytes_today),
            stored(used.bytes_kept),
        ),
    )?;
    Ok(Ok(FeedNumber(raised)))
}

/// What the sender has used, and the last position of its feed.
fn used(work: &Work<'_>, sender: OfficeNumber, today: i64) -> Result<(QuotaUse, u64), Fault> {
    let sql = "SELECT day, day_count, day_bytes, kept_bytes, feed_last FROM mailbox WHERE office = ?1";
    let mut statement = work.prepare(sql)?;
    let mut rows = statement.query([sender.as_str()])?;
    let read = first(&mut rows, |row| {
        let is_today = value::<i64>(row, 0)? == today;
        let of_today = |column| if is_today { count(row, column) } else { Ok(0) };
        let used =
            QuotaUse { transmissions_today: of_today(1)?, bytes_today: of_today(2)?, bytes_kept: count(row, 3)? };
        Ok((used, count(row, 4)?))
    });
    read?.ok_or(Fault::Damaged("an office without a mailbox"))
}
