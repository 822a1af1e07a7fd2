//! A transmission's row.

use exchange::certificate::CertificateKey;
use exchange::id::TransmissionId;
use exchange::instant::Instant;
use exchange::permission::{Party, party};
use exchange::transmission::{FeedNumber, State, TransmissionHeader};
use rusqlite::{Connection, Row};
use standard::{OfficeNumber, Serial, TargetMonth};

use crate::sqlite::error::Fault;
use crate::sqlite::row::{count, digest, first, fixed, id, instant, maybe_text, office, text, value};

/// The columns that [`held`] reads, in its order.
pub(in crate::sqlite) const COLUMNS: &str = "t.n, t.id, t.sender, t.recipient, t.serial, t.month, t.created_at, \
     t.documents, t.size, t.sha256, t.signer, t.accepted_at, t.state, t.state_at, t.steps, t.kept_until, \
     t.has_content, t.sent_position, t.inbox_position";

/// A transmission as it is held.
#[derive(Clone, Debug)]
pub(in crate::sqlite) struct Held {
    /// Its number in this file.
    pub(in crate::sqlite) n: i64,
    /// What never changes.
    pub(in crate::sqlite) header: TransmissionHeader,
    /// When it was accepted.
    pub(in crate::sqlite) accepted_at: Instant,
    /// Where it stands.
    pub(in crate::sqlite) state: State,
    /// Since when.
    pub(in crate::sqlite) state_at: Instant,
    /// Number of its steps.
    pub(in crate::sqlite) steps: u64,
    /// Until when its content is kept.
    pub(in crate::sqlite) kept_until: Instant,
    /// True while its content is kept.
    pub(in crate::sqlite) has_content: bool,
    /// Position in the sender's feed.
    pub(in crate::sqlite) sent: FeedNumber,
    /// Position in the recipient's feed.
    pub(in crate::sqlite) inbox: FeedNumber,
}

impl Held {
    /// The side of it that an office is on.
    pub(in crate::sqlite) fn party(&self, office: OfficeNumber) -> Option<Party> {
        party(office, self.header.sender, self.header.recipient)
    }

    /// The bytes of its id.
    pub(in crate::sqlite) fn id_bytes(&self) -> &[u8; 16] {
        self.header.id.as_bytes()
    }
}

/// Reads the columns of [`COLUMNS`].
pub(in crate::sqlite) fn held(row: &Row<'_>) -> Result<Held, Fault> {
    let signer = CertificateKey::from_bytes(&fixed::<52>(row, 10)?).ok_or(Fault::Damaged("a signer"))?;
    let header = TransmissionHeader {
        id: id(row, 1, TransmissionId::from_bytes)?,
        sender: office(row, 2)?,
        recipient: office(row, 3)?,
        serial: maybe_text(row, 4, "a serial", |text| Serial::parse(text).ok())?,
        month: maybe_text(row, 5, "a month", |text| TargetMonth::parse(text.as_bytes()).ok())?,
        created_at: instant(row, 6)?,
        documents: value(row, 7)?,
        size: count(row, 8)?,
        sha256: digest(row, 9)?,
        signer,
    };
    Ok(Held {
        n: value(row, 0)?,
        header,
        accepted_at: instant(row, 11)?,
        state: text(row, 12, "a state", State::parse)?,
        state_at: instant(row, 13)?,
        steps: count(row, 14)?,
        kept_until: instant(row, 15)?,
        has_content: value(row, 16)?,
        sent: FeedNumber(count(row, 17)?),
        inbox: FeedNumber(count(row, 18)?),
    })
}

/// A transmission by its id.
pub(in crate::sqlite) fn by_id(connection: &Connection, id: TransmissionId) -> Result<Option<Held>, Fault> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM transmission t WHERE t.id = ?1"))?;
    first(&mut statement.query([id.as_bytes()])?, held)
}
