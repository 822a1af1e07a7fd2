//! The examination of a whole database (R8, R16): every page, every row that belongs to a transmission, every sealed byte.
//! It reads beside a hub that runs, and goes on behind what is damaged.

use exchange::Sha256;
use exchange::transmission::{ReceiptKind, StoredReceipt, TransmissionHeader};
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::sync::Arc;

use super::error::Fault;
use super::row::{every, first, value};
use super::transmissions::fetch::{content, open};
use super::transmissions::list::summary;
use super::transmissions::{COLUMNS, Held, held, history, receipts};
use crate::config::{MasterKeys, OpenError};
use crate::seal::KeyRing;

/// A database that is examined. Nothing is changed in it.
pub struct Examiner {
    connection: Connection,
    keys: Arc<KeyRing>,
}

/// One transmission as it lies.
#[derive(Debug)]
pub struct Examined {
    /// Its number in the database.
    pub n: i64,
    /// Its facts; `None` when its row cannot be read.
    pub header: Option<TransmissionHeader>,
    /// Its container, opened; `None` when it is no longer kept or cannot be read.
    pub container: Option<Vec<u8>>,
    /// Its receipts that can be read.
    pub receipts: Vec<StoredReceipt>,
    /// What is wrong with it already, in words for the operator.
    pub damage: Vec<&'static str>,
}

impl Examiner {
    /// Opens a database, which may be in use by another process.
    pub fn open(file: &Path, keys: &MasterKeys) -> Result<Self, OpenError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(file, flags)?;
        connection.pragma_update(None, "mmap_size", 0)?;
        let keys = Arc::new(KeyRing::new(&keys.0).ok_or(OpenError::NoKey)?);
        Ok(Self { connection, keys })
    }

    /// What the database says of its own pages, indices and references; empty when they are whole.
    pub fn pages(&self) -> Vec<String> {
        let lines = |sql: &str| -> Result<Vec<String>, Fault> {
            every(&mut self.connection.prepare(sql)?.query([])?, |row| value(row, 0))
        };
        let mut found = lines("PRAGMA integrity_check(1000)").unwrap_or_else(|fault| vec![format!("{fault:?}")]);
        found.retain(|line| line != "ok");
        let broken = lines("SELECT \"table\" || ' → ' || parent FROM pragma_foreign_key_check LIMIT 1000");
        found.extend(broken.unwrap_or_else(|fault| vec![format!("{fault:?}")]));
        let gaps = lines(
            "SELECT 'audit log: numbers have a gap'
             WHERE (SELECT max(number) FROM audit_number) <> (SELECT count(*) FROM audit_number) - 1
             UNION ALL SELECT 'audit log: a number without its entry' WHERE EXISTS (SELECT 1 FROM audit_number a
             LEFT JOIN audit_entry e ON e.entry = a.entry WHERE e.entry IS NULL)",
        );
        found.extend(gaps.unwrap_or_else(|fault| vec![format!("audit log: {fault:?}")]));
        found
    }

    /// Looks at each transmission, from the oldest on; gives how many there are. A row that cannot be read is told of, and
    /// the next one is looked at.
    pub fn transmissions(&self, mut see: impl FnMut(Examined)) -> Result<u64, OpenError> {
        let bounds = "SELECT coalesce(min(n), 1), coalesce(max(n), 0) FROM transmission";
        let (least, most) = self.connection.query_row(bounds, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut seen = 0;
        for n in least..=most {
            if let Some(examined) = self.transmission(n) {
                seen += 1;
                see(examined);
            }
        }
        Ok(seen)
    }

    /// Looks at one transmission, in one snapshot: a hub that runs may change it meanwhile. `None` when there is none.
    pub fn transmission(&self, n: i64) -> Option<Examined> {
        let _snapshot = self.connection.unchecked_transaction().ok();
        let mut examined = Examined { n, header: None, container: None, receipts: Vec::new(), damage: Vec::new() };
        match self.row(n) {
            Ok(None) => return None,
            Ok(Some(held)) => {
                self.container(&held, &mut examined);
                self.summary(&held, &mut examined);
                self.receipts(&held, &mut examined);
                self.steps(&held, &mut examined);
                examined.header = Some(held.header);
            }
            Err(_) => examined.damage.push("記録を読めません"),
        }
        Some(examined)
    }

    fn row(&self, n: i64) -> Result<Option<Held>, Fault> {
        let sql = format!("SELECT {COLUMNS} FROM transmission t WHERE t.n = ?1");
        first(&mut self.connection.prepare_cached(&sql)?.query([n])?, held)
    }

    fn container(&self, held: &Held, examined: &mut Examined) {
        let opened = match content(&self.connection, held) {
            Ok(None) => return,
            Ok(Some((sealed, key))) => open(&self.keys, held, sealed, &key).ok(),
            Err(_) => None,
        };
        match opened {
            Some(bytes) if Sha256::of(&bytes) == held.header.sha256 => examined.container = Some(bytes),
            Some(_) => examined.damage.push("封筒が受け付けたときのものではありません"),
            None => examined.damage.push("封筒を復号できません"),
        }
    }

    fn summary(&self, held: &Held, examined: &mut Examined) {
        if held.has_content && !summary(&self.connection, &self.keys, held).is_ok_and(|found| found.is_some()) {
            examined.damage.push("メッセージとファイル名の記録を復号できません");
        }
    }

    fn receipts(&self, held: &Held, examined: &mut Examined) {
        match receipts::receipts(&self.connection, &self.keys, held.header.id, held.header.sender) {
            Ok(Some(found)) if found.iter().any(|one| one.kind == ReceiptKind::Accepted) => examined.receipts = found,
            Ok(_) => examined.damage.push("到達証がありません"),
            Err(_) => examined.damage.push("到達証や受領証を読めません"),
        }
    }

    fn steps(&self, held: &Held, examined: &mut Examined) {
        let steps = history(&self.connection, held.header.id, held.header.sender).ok().flatten().unwrap_or_default();
        let last = steps.last().is_some_and(|step| step.state == held.state && step.at == held.state_at);
        if !last || steps.len() as u64 != held.steps {
            examined.damage.push("経過の記録が、いまの状態と合いません");
        }
    }
}
