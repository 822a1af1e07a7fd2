//! The running hub as all its parts share it.

use crate::authority::AuthorityClient;
use crate::config::Config;
use crate::data_folder::DataFolder;
use crate::feeds::Feeds;
use crate::metrics::Metrics;
use crate::ports::{Argon2Hasher, CheckReport, DocumentsCheck, HubSigner};
use crate::surroundings::Surroundings;
use crate::trust::Trust;
use exchange::Instant;
use exchange::store::Store;
use exchange::transmission::Quota;
use exchange::usecases::Context;
use exchange::usecases::session::SessionRules;
use exchange::usecases::transmission::submit::{Acceptance, Bounds};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
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
    /// Signs receipts.
    pub signer: HubSigner,
    /// Checks documents.
    pub check: DocumentsCheck,
    /// Hashes passwords.
    pub hasher: Argon2Hasher,
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
    /// Becomes true when the hub stops.
    pub stop: watch::Receiver<bool>,
    /// A certificate was revoked: the list is made anew.
    pub revoked: Notify,
}

impl Hub {
    /// The time now, for one request or one run of a job.
    pub fn now(&self) -> Instant {
        Instant::from_millis(i64::try_from(self.surroundings.milliseconds()).unwrap_or(i64::MAX))
    }

    /// What a use case needs, at a time.
    pub fn context(&self, at: Instant) -> Context<'_> {
        Context { store: &*self.store, randomness: &self.surroundings, at }
    }

    /// How transmissions are accepted.
    pub fn acceptance(&self) -> Acceptance<'_, CheckReport> {
        Acceptance {
            signer: &self.signer,
            check: &self.check,
            quota: Quota::default(),
            bounds: Bounds::default(),
            keep_days: KEEP_DAYS,
        }
    }
}
