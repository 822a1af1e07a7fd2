//! The running hub as all its parts share it.

use crate::authority::AuthorityClient;
use crate::config::Config;
use crate::data_folder::DataFolder;
use crate::feeds::Feeds;
use crate::jobs::JobBoard;
use crate::mail::Postman;
use crate::metrics::Metrics;
use crate::own_certificates::OwnCertificates;
use crate::ports::{Argon2Hasher, CheckReport, DocumentsCheck};
use crate::surroundings::Surroundings;
use crate::trust::Trust;
use exchange::Instant;
use exchange::store::{Epoch, Store};
use exchange::transmission::Quota;
use exchange::usecases::Context;
use exchange::usecases::session::SessionRules;
use exchange::usecases::transmission::submit::{Acceptance, Bounds};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU16, AtomicU64, Ordering};
use tokio::sync::{Notify, Semaphore, watch};

/// Days for which content is kept.
const KEEP_DAYS: i64 = 120;

/// The running hub.
pub struct Hub {
    /// The store.
    pub store: Arc<dyn Store>,
    /// Time and random bytes.
    pub surroundings: Surroundings,
    /// What the operator decided.
    pub config: Config,
    /// Where things lie.
    pub folder: DataFolder,
    /// The authority behind its socket.
    pub authority: AuthorityClient,
    /// Whom it trusts.
    pub trust: Trust,
    /// Its own certificates; signs receipts.
    pub own: OwnCertificates,
    /// Checks documents.
    pub check: DocumentsCheck,
    /// Hashes passwords.
    pub hasher: Argon2Hasher,
    /// Hashes the portals' passwords, in a queue of its own: whoever fills it from outside keeps no office from signing in.
    pub portal_hasher: Argon2Hasher,
    /// Wakes streams.
    pub feeds: Arc<Feeds>,
    /// Its figures.
    pub metrics: Metrics,
    /// How sessions are made.
    pub sessions: SessionRules,
    /// Room for bodies in flight, a permit for each KiB.
    pub bodies: Arc<Semaphore>,
    /// No room was left when something was last written.
    pub full: AtomicBool,
    /// Room on the disk, in bytes, when that was.
    pub full_room: AtomicU64,
    /// The store has stopped writing; only a restart mends that (R5).
    pub read_only: AtomicBool,
    /// The latest time that was seen, milliseconds since 1970 (UTC).
    pub latest: AtomicU64,
    /// The port under which offices reach the exchange.
    pub exchange_port: AtomicU16,
    /// The port of the public pages.
    pub public_port: AtomicU16,
    /// When the stock of offices, licences and certificates was last counted, milliseconds since 1970 (UTC); 0 for never.
    pub stock_at: AtomicI64,
    /// Held while the master key is rotated.
    pub rotating: tokio::sync::Mutex<()>,
    /// The history that the data are in, as every answer of the exchange names it.
    pub epoch: Epoch,
    /// Becomes true when the hub stops.
    pub stop: watch::Receiver<bool>,
    /// A certificate was revoked: the list is made anew.
    pub revoked: Notify,
    /// Hands mails over; none when no server is configured.
    pub postman: Option<Postman>,
    /// How the jobs went.
    pub jobs: JobBoard,
}

impl Hub {
    /// The time now, for one request or one run of a job.
    pub fn now(&self) -> Instant {
        let now = self.surroundings.milliseconds();
        self.latest.fetch_max(now, Ordering::Relaxed);
        Instant::from_millis(i64::try_from(now).unwrap_or(i64::MAX))
    }

    /// The address of the public pages, as offices are told it.
    pub fn site(&self) -> String {
        let port = self.public_port.load(Ordering::Relaxed);
        let origins = self.config.public.origins(&self.config.names, port);
        origins.into_iter().next().unwrap_or_default()
    }

    /// Milliseconds by which the clock stands behind the latest time that was seen.
    pub fn clock_behind(&self) -> u64 {
        self.latest.load(Ordering::Relaxed).saturating_sub(self.surroundings.milliseconds())
    }

    /// Room on the disk of the data, in bytes; as much as can be said when the system does not say.
    pub fn room(&self) -> u64 {
        self.surroundings.room(self.folder.path()).unwrap_or(u64::MAX)
    }

    /// Remembers that the store had no room, or that it has again.
    pub fn remember_full(&self, full: bool) {
        self.full_room.store(self.room(), Ordering::Relaxed);
        self.full.store(full, Ordering::Relaxed);
    }

    /// True while there is room enough to take something new. A system that does not say counts as roomy: the store
    /// itself tells when it is full.
    pub fn has_room(&self) -> bool {
        self.room() >= self.config.limits.free_bytes
    }

    /// What a use case needs, at a time.
    pub fn context(&self, at: Instant) -> Context<'_> {
        let invoice_days = self.config.invoice.as_ref().map(|invoice| i64::from(invoice.days));
        Context { store: &*self.store, randomness: &self.surroundings, at, invoice_days }
    }

    /// How transmissions are accepted.
    pub fn acceptance(&self) -> Acceptance<'_, CheckReport> {
        Acceptance {
            signer: &self.own.signer,
            check: &self.check,
            quota: Quota::default(),
            bounds: Bounds::default(),
            keep_days: KEEP_DAYS,
        }
    }
}
