//! The outbox: what is sent stands here before anything leaves the PC, and until its fate is known.

use super::cipher::Place;
use super::{Deed, Store, StoreError, seconds, timestamp};
use crate::contents::Contents;
use crate::refusal::Refusal;
use evidence::Timestamp;
use evidence::receipt::SignedReceipt;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

/// Where an item of the outbox is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OutboxState {
    /// Signed and stored; not on its way yet.
    Prepared,
    /// Sending was begun; what became of it may not be known.
    Sending,
    /// The hub has it; its receipt was verified.
    Accepted,
    /// It was refused for good.
    Refused,
    /// The office took it back.
    Withdrawn,
}

impl OutboxState {
    /// All states.
    pub const ALL: [Self; 5] = [Self::Prepared, Self::Sending, Self::Accepted, Self::Refused, Self::Withdrawn];

    /// The word in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::Sending => "sending",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// Its fate is not known yet.
    pub fn is_waiting(self) -> bool {
        matches!(self, Self::Prepared | Self::Sending)
    }

    /// Whether the state may follow this one. Nothing that was accepted is ever sent again, but for what the hub itself has
    /// lost ([`Store::send_again`]). What was begun is taken back
    /// only by who holds the sender's lock and has asked the hub about it.
    pub fn may_become(self, next: Self) -> bool {
        match self {
            Self::Prepared => matches!(next, Self::Sending | Self::Withdrawn),
            Self::Sending => matches!(next, Self::Sending | Self::Accepted | Self::Refused | Self::Withdrawn),
            Self::Accepted | Self::Refused => next == Self::Withdrawn,
            Self::Withdrawn => false,
        }
    }
}

/// What an item is, for lists and for a new try.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Number of the receiving office.
    pub recipient: String,
    /// The serial; empty when only attachments are sent.
    pub serial: String,
    /// The service month `YYYYMM`, when the documents have one.
    pub month: Option<String>,
    /// The message text.
    pub message: String,
    /// Names of the documents.
    pub documents: Vec<String>,
    /// Who confirmed it: noted among what was done here, when it has arrived.
    #[serde(default)]
    pub deed: Option<Deed>,
}

/// An item to put into the outbox.
#[derive(Debug)]
pub struct NewItem<'a> {
    /// Id of the transmission.
    pub id: &'a str,
    /// From [`Store::fingerprint`].
    pub fingerprint: &'a [u8],
    /// What it is.
    pub letter: &'a Letter,
    /// The signed bytes.
    pub container: &'a [u8],
    /// What its documents are about.
    pub contents: &'a Contents,
    /// When the container was made.
    pub created_at: Timestamp,
}

/// An item of the outbox, without its bytes.
#[derive(Debug, Clone)]
pub struct OutboxItem {
    /// Id of the transmission.
    pub id: String,
    /// What it is.
    pub letter: Letter,
    /// Where it is in its life.
    pub state: OutboxState,
    /// What went wrong last.
    pub problem: Option<Refusal>,
    /// How often sending was begun.
    pub tries: u32,
    /// When the container was made.
    pub created_at: Timestamp,
    /// Not to be tried before this.
    pub next_try_at: Timestamp,
    /// When the hub accepted it.
    pub accepted_at: Option<Timestamp>,
}

#[derive(Serialize, Deserialize)]
struct KeptReceipt {
    json: Vec<u8>,
    signature: Vec<u8>,
}

const COLUMNS: &str = "id, letter, state, problem, tries, created_at, next_try_at, accepted_at";

fn place<'a>(column: &'static str, id: &'a str) -> Place<'a> {
    Place { table: "outbox", column, id }
}

impl Store {
    /// A digest by which the same set for the same office is found again.
    pub fn fingerprint(&self, parts: &[&[u8]]) -> Vec<u8> {
        self.cipher.fingerprint(parts)
    }

    /// Puts an item into the outbox; when this returns it is there also after a power cut. `instead_of` names the item
    /// that it takes the place of, in the same transaction. May stand within [`Store::together`].
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn put_outbox(&mut self, item: &NewItem<'_>, instead_of: Option<&str>) -> Result<(), StoreError> {
        let letter = self.seal(place("letter", item.id), item.letter)?;
        let container = self.cipher.seal(place("container", item.id), item.container)?;
        let contents = self.sealed_contents(item.id, item.contents)?;
        let transaction = self.connection.savepoint()?;
        if let Some(old) = instead_of {
            let delete = "DELETE FROM outbox WHERE id = ?1 AND state IN ('prepared', 'sending')";
            if transaction.execute(delete, [old])? > 0 {
                transaction.execute("UPDATE resealed SET now = ?2 WHERE now = ?1", [old, item.id])?;
                transaction.execute("INSERT INTO resealed (id, now) VALUES (?1, ?2)", [old, item.id])?;
            }
            transaction.execute("UPDATE watched SET item = ?2 WHERE item = ?1", [old, item.id])?;
            transaction.execute("DELETE FROM content WHERE id = ?1", [old])?;
        }
        transaction.execute(
            "INSERT INTO outbox (id, fingerprint, letter, container, state, tries, created_at, next_try_at)
             VALUES (?1, ?2, ?3, ?4, 'prepared', 0, ?5, 0)",
            params![item.id, item.fingerprint, letter, container, seconds(item.created_at)],
        )?;
        super::contents::keep(&transaction, item.id, &contents)?;
        Ok(transaction.commit()?)
    }

    /// The id that an item has now: another one when it was sealed anew since it had this.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn id_now(&self, id: &str) -> Result<String, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT now FROM resealed WHERE id = ?1")?;
        let now = statement.query_row([id], |row| row.get(0)).optional()?;
        Ok(now.unwrap_or_else(|| id.to_owned()))
    }

    /// The newest item with this fingerprint that was not refused or taken back.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn find_outbox(&self, fingerprint: &[u8]) -> Result<Option<OutboxItem>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM outbox WHERE fingerprint = ?1 AND state IN ('prepared', 'sending', 'accepted')
             ORDER BY created_at DESC, id DESC LIMIT 1"
        );
        let raw = self.connection.prepare_cached(&sql)?.query_row([fingerprint], Raw::read).optional()?;
        raw.map(|raw| self.item(raw)).transpose()
    }

    /// One item.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn outbox_item(&self, id: &str) -> Result<Option<OutboxItem>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM outbox WHERE id = ?1");
        let raw = self.connection.prepare_cached(&sql)?.query_row([id], Raw::read).optional()?;
        raw.map(|raw| self.item(raw)).transpose()
    }

    /// All items, the newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn outbox(&self) -> Result<Vec<OutboxItem>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM outbox ORDER BY created_at DESC, id DESC");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let raws = statement.query_map([], Raw::read)?.collect::<Result<Vec<_>, _>>()?;
        raws.into_iter().map(|raw| self.item(raw)).collect()
    }

    /// The signed bytes of an item.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn outbox_container(&self, id: &str) -> Result<Vec<u8>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT container FROM outbox WHERE id = ?1")?;
        let sealed = statement.query_row([id], |row| row.get(0))?;
        self.cipher.open(place("container", id), sealed)
    }

    /// The hub's receipt for an item.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn outbox_receipt(&self, id: &str) -> Result<Option<SignedReceipt>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT receipt FROM outbox WHERE id = ?1")?;
        let sealed: Option<Option<Vec<u8>>> = statement.query_row([id], |row| row.get(0)).optional()?;
        let Some(sealed) = sealed.flatten() else { return Ok(None) };
        let kept: KeptReceipt = self.unseal(place("receipt", id), sealed)?;
        Ok(Some(SignedReceipt { json: kept.json, signature: kept.signature }))
    }

    /// Sending begins: written before the first byte leaves.
    ///
    /// # Errors
    /// [`StoreError::State`].
    pub fn begin_sending(&mut self, id: &str) -> Result<(), StoreError> {
        self.advance(id, OutboxState::Sending, "tries = tries + 1", &[])
    }

    /// The hub has it. Of what it had before and lost, the first receipt stays: it proves the earlier time.
    ///
    /// # Errors
    /// [`StoreError::State`].
    pub fn mark_accepted(&mut self, id: &str, at: Timestamp, receipt: &SignedReceipt) -> Result<(), StoreError> {
        let kept = KeptReceipt { json: receipt.json.clone(), signature: receipt.signature.clone() };
        let sealed = self.seal(place("receipt", id), &kept)?;
        let change = "accepted_at = coalesce(accepted_at, ?3), receipt = coalesce(receipt, ?4), problem = NULL";
        self.advance(id, OutboxState::Accepted, change, &[&seconds(at), &sealed])
    }

    /// The hub had it and has lost it: the same bytes are sent again, now. Nothing happens to what is in another state.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn send_again(&self, id: &str, why: &Refusal) -> Result<(), StoreError> {
        let sealed = self.seal(place("problem", id), why)?;
        let sql =
            "UPDATE outbox SET state = 'sending', next_try_at = 0, problem = ?2 WHERE id = ?1 AND state = 'accepted'";
        self.connection.execute(sql, params![id, sealed])?;
        Ok(())
    }

    /// It need not be sent again: it counts as accepted with the receipt that it has.
    ///
    /// # Errors
    /// [`StoreError::State`].
    pub fn stays_accepted(&mut self, id: &str) -> Result<(), StoreError> {
        self.advance(id, OutboxState::Accepted, "problem = NULL", &[])
    }

    /// It was refused for good; it stays here with the reason.
    ///
    /// # Errors
    /// [`StoreError::State`].
    pub fn mark_refused(&mut self, id: &str, problem: &Refusal) -> Result<(), StoreError> {
        let sealed = self.seal(place("problem", id), problem)?;
        self.advance(id, OutboxState::Refused, "problem = ?3, accepted_at = NULL", &[&sealed])
    }

    /// The office took it back.
    ///
    /// # Errors
    /// [`StoreError::State`].
    pub fn mark_withdrawn(&mut self, id: &str) -> Result<(), StoreError> {
        self.advance(id, OutboxState::Withdrawn, "problem = NULL", &[])
    }

    /// It stays as it is, to be tried again at `next`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn put_off(&mut self, id: &str, next: Timestamp, problem: &Refusal) -> Result<(), StoreError> {
        let sealed = self.seal(place("problem", id), problem)?;
        let sql = "UPDATE outbox SET next_try_at = ?2, problem = ?3 WHERE id = ?1 AND state IN ('prepared', 'sending')";
        self.connection.execute(sql, params![id, seconds(next), sealed])?;
        Ok(())
    }

    fn advance(
        &mut self,
        id: &str,
        next: OutboxState,
        change: &str,
        values: &[&dyn rusqlite::ToSql],
    ) -> Result<(), StoreError> {
        // Within `together` that transaction holds.
        if !self.connection.is_autocommit() {
            return step(&self.connection, id, next, change, values);
        }
        let transaction = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        step(&transaction, id, next, change, values)?;
        Ok(transaction.commit()?)
    }

    fn item(&self, raw: Raw) -> Result<OutboxItem, StoreError> {
        let unread = || StoreError::Value("outbox");
        let instant = |seconds: i64| timestamp(seconds).ok_or_else(unread);
        let problem = raw.problem.map(|sealed| self.unseal(place("problem", &raw.id), sealed)).transpose()?;
        Ok(OutboxItem {
            letter: self.unseal(place("letter", &raw.id), raw.letter)?,
            state: OutboxState::parse(&raw.state).ok_or_else(unread)?,
            problem,
            tries: raw.tries,
            created_at: instant(raw.created_at)?,
            next_try_at: instant(raw.next_try_at)?,
            accepted_at: raw.accepted_at.map(instant).transpose()?,
            id: raw.id,
        })
    }
}

fn step(
    connection: &Connection,
    id: &str,
    next: OutboxState,
    change: &str,
    values: &[&dyn rusqlite::ToSql],
) -> Result<(), StoreError> {
    let state: String = connection.query_row("SELECT state FROM outbox WHERE id = ?1", [id], |row| row.get(0))?;
    let state = OutboxState::parse(&state).ok_or(StoreError::Value("outbox"))?;
    if !state.may_become(next) {
        return Err(StoreError::State { from: state, to: next });
    }
    let word = next.as_str();
    let mut all: Vec<&dyn rusqlite::ToSql> = vec![&id, &word];
    all.extend(values);
    let sql = format!("UPDATE outbox SET state = ?2, {change} WHERE id = ?1");
    connection.execute(&sql, all.as_slice())?;
    Ok(())
}

struct Raw {
    id: String,
    letter: Vec<u8>,
    state: String,
    problem: Option<Vec<u8>>,
    tries: u32,
    created_at: i64,
    next_try_at: i64,
    accepted_at: Option<i64>,
}

impl Raw {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            letter: row.get(1)?,
            state: row.get(2)?,
            problem: row.get(3)?,
            tries: row.get(4)?,
            created_at: row.get(5)?,
            next_try_at: row.get(6)?,
            accepted_at: row.get(7)?,
        })
    }
}
