//! Made-up offices, transmissions and deeds, and a place where a store lies.

use exchange::certificate::{CertificateKey, CertificateKind, CertificateRecord};
use exchange::id::{LicenceEntryId, TransmissionId};
use exchange::instant::{DAY, Instant};
use exchange::licence::{LicenceDeed, LicenceEntry, Origin, Payment, last_day_of_year_from};
use exchange::office::{NewOffice, Prefecture, Why, reads_until};
use exchange::page::{Limit, Order};
use exchange::store::{
    Accept, AcceptOutcome, Append, CloseNow, CloseOutcome, ClosingPlan, ClosingTold, ClosingWords, ListFilter,
    ListQuery, Mailbox, Store, StoreError, StoreFuture,
};
use exchange::transmission::{Quota, SignedStatement, Summary, SummaryDocument, TransmissionHeader};
use exchange::{Act, Actor, Sha256};
use standard::{OfficeNumber, ServiceType};
use std::path::PathBuf;
use std::sync::Arc;
use store::{Config, Database, MasterKeys, SqliteConfig};
use tempfile::TempDir;

/// 2025-04-25T06:30:00Z, half past three in Japan.
pub(crate) const START: Instant = Instant::from_millis(1_745_562_600_000);
pub(crate) const KEY: [u8; 32] = [0x11; 32];

/// Closes an office that has no licence left to end; `false` when it cannot be closed.
pub(crate) fn close(store: &dyn Store, number: u32, successor: Option<u32>, act: Act) -> bool {
    let plan = ClosingPlan {
        office: office(number),
        successor: successor.map(office),
        from: act.at.day_in_japan(),
        why: Why::note("閉所"),
    };
    let lines = Append { office: office(number), entries: vec![], agreement: None, note: None, seen: None };
    let closing = CloseNow { plan, reads_until: reads_until(act.at), lines };
    run(store.close_office(closing, closing_told(act.at), act)) == CloseOutcome::Done
}

/// What is told of a closing.
pub(crate) fn closing_told(at: Instant) -> ClosingTold {
    let words = |title: &str| ClosingWords { title: title.to_owned(), body: "本文".to_owned() };
    ClosingTold {
        own: words("自分"),
        partners: words("相手"),
        senders: words("送った人"),
        successor: None,
        until: at.plus(30 * DAY),
    }
}

/// Where a store of some database lies, empty at first. All that the contract knows of it.
pub(crate) trait Place {
    /// Opens the store; opening again after dropping is a restart.
    fn open(&self) -> Arc<dyn Store>;
}

/// A folder with an SQLite file.
pub(crate) struct SqlitePlace {
    pub(crate) folder: TempDir,
    pub(crate) keys: Vec<[u8; 32]>,
    pub(crate) most_pages: Option<u32>,
}

impl SqlitePlace {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().unwrap(), keys: vec![KEY], most_pages: None }
    }

    /// In memory where the system has such a folder: for tests of what comes first, not of what a power cut leaves.
    pub(crate) fn in_memory() -> Self {
        let folder = TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).unwrap();
        Self { folder, keys: vec![KEY], most_pages: None }
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.folder.path().join("hub.db")
    }

    pub(crate) fn try_open(&self) -> Result<Arc<dyn Store>, store::OpenError> {
        open_file(self.file(), &self.keys, self.most_pages)
    }
}

impl Place for SqlitePlace {
    fn open(&self) -> Arc<dyn Store> {
        self.try_open().unwrap()
    }
}

pub(crate) fn open_file(
    file: PathBuf,
    keys: &[[u8; 32]],
    most_pages: Option<u32>,
) -> Result<Arc<dyn Store>, store::OpenError> {
    let keys: Vec<&[u8]> = keys.iter().map(<[u8; 32]>::as_slice).collect();
    let sqlite = SqliteConfig { most_pages, ..SqliteConfig::new(file) };
    store::open(&Config { database: Database::Sqlite(sqlite), keys: MasterKeys::from_files(&keys).unwrap() })
}

pub(crate) fn run<T>(future: StoreFuture<'_, T>) -> T {
    pollster::block_on(future).unwrap()
}

pub(crate) fn refused<T: std::fmt::Debug>(future: StoreFuture<'_, T>) -> StoreError {
    pollster::block_on(future).unwrap_err()
}

pub(crate) fn office(number: u32) -> OfficeNumber {
    OfficeNumber::parse(&format!("13700{number:05}")).unwrap()
}

pub(crate) fn act(number: u32, at: Instant) -> Act {
    Act { actor: Actor::Office(office(number)), at, salt: [7; 16] }
}

pub(crate) fn hub(at: Instant) -> Act {
    Act { actor: Actor::Hub, at, salt: [7; 16] }
}

pub(crate) fn new_office(number: u32, name: &str, kana: &str) -> NewOffice {
    NewOffice {
        number: office(number),
        name: name.to_owned(),
        kana: kana.to_owned(),
        prefecture: Prefecture::new(13).unwrap(),
        services: vec![ServiceType::parse("43").unwrap()],
        post: None,
    }
}

/// Offices 1 to `count`, each licensed for a year from [`START`].
pub(crate) fn with_offices(store: &dyn Store, count: u32) {
    let offices = (1..=count).map(|n| new_office(n, &format!("事業所{n}"), "ジギョウショ")).collect();
    run(store.put_offices(offices, hub(START)));
    for number in 1..=count {
        run(store.append_licence(licence(number, 1).into(), hub(START)));
    }
}

pub(crate) fn licence(number: u32, entry: u8) -> LicenceEntry {
    let first = START.day_in_japan();
    let last = last_day_of_year_from(first);
    let mut random = [entry; 10];
    random[..4].copy_from_slice(&number.to_be_bytes());
    let deed = LicenceDeed::Grant {
        first,
        last,
        payment: Payment::Invoice,
        fee: 21_000,
        origin: Origin::Operator,
        campaign: None,
    };
    LicenceEntry { id: LicenceEntryId::new(START, random), office: office(number), deed, at: START }
}

pub(crate) fn certificate(number: u32, serial: u8) -> CertificateRecord {
    CertificateRecord {
        key: CertificateKey::new(b"issuing", &[serial]).unwrap(),
        thumbprint: Sha256::of(&[serial]),
        office: office(number),
        kind: CertificateKind::CarePlan,
        not_before: START.minus(DAY),
        not_after: START.plus(1_095 * DAY),
        revoked: None,
        renews: None,
    }
}

/// A transmission to send.
#[derive(Clone, Debug)]
pub(crate) struct Parcel {
    pub(crate) header: TransmissionHeader,
    pub(crate) bytes: Vec<u8>,
    pub(crate) summary: Summary,
    pub(crate) receipt: SignedStatement,
    pub(crate) quota: Quota,
    pub(crate) at: Instant,
}

pub(crate) fn id(number: u64) -> TransmissionId {
    let mut random = [0; 10];
    random[2..].copy_from_slice(&number.to_be_bytes());
    TransmissionId::new(START, random)
}

pub(crate) fn parcel(number: u64, from: u32, to: u32) -> Parcel {
    let bytes = format!("container {number} from {from} to {to}").repeat(20).into_bytes();
    let header = TransmissionHeader {
        id: id(number),
        sender: office(from),
        recipient: office(to),
        serial: None,
        month: None,
        created_at: START,
        documents: 1,
        size: bytes.len() as u64,
        sha256: Sha256::of(&bytes),
        signer: CertificateKey::new(b"issuing", &[1]).unwrap(),
    };
    let document = SummaryDocument {
        name: format!("UPPLAN_{number}.CSV"),
        size: 20,
        media_type: "text/csv".to_owned(),
        sha256: Sha256::of(b"document"),
    };
    Parcel {
        header,
        bytes,
        summary: Summary { message: format!("4月分です {number}"), documents: vec![document] },
        receipt: SignedStatement { statement: format!("{{\"n\":{number}}}").into_bytes(), signature: vec![1, 2, 3] },
        quota: Quota::default(),
        at: START,
    }
}

impl Parcel {
    pub(crate) fn holding(mut self, bytes: Vec<u8>) -> Self {
        self.header.sha256 = Sha256::of(&bytes);
        self.header.size = bytes.len() as u64;
        self.bytes = bytes;
        self
    }

    pub(crate) fn try_send(&self, store: &dyn Store) -> Result<AcceptOutcome, StoreError> {
        let act = Act { actor: Actor::Office(self.header.sender), at: self.at, salt: [7; 16] };
        pollster::block_on(store.accept(Accept {
            header: &self.header,
            container: &self.bytes,
            summary: &self.summary,
            receipt: &self.receipt,
            quota: self.quota,
            kept_until: self.at.plus(120 * DAY),
            act: &act,
        }))
    }

    pub(crate) fn send(&self, store: &dyn Store) -> AcceptOutcome {
        self.try_send(store).unwrap()
    }
}

pub(crate) fn query(mailbox: Mailbox, number: u32) -> ListQuery {
    ListQuery {
        office: office(number),
        mailbox,
        filter: ListFilter::default(),
        order: Order::OldestFirst,
        after: None,
        limit: Limit::new(200),
    }
}
