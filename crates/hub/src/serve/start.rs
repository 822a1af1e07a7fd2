//! Starts the hub as `main` and the tests do, and stops it.

use super::open::{Opened, StartError, read};
use super::{crl, damage, health, own};
use crate::admin;
use crate::api::router;
use crate::authority::AuthorityClient;
use crate::config::Config;
use crate::data_folder::DataFolder;
use crate::feeds::Feeds;
use crate::hub::Hub;
use crate::jobs::{self, JobBoard};
use crate::listener::{
    Caps, DoorVerifier, Serving, exchange_config, mutual_config, public_config, serve_plain, serve_tls,
};
use crate::mail::Postman;
use crate::metrics::Metrics;
use crate::own_certificates::OwnCertificates;
use crate::ports::DocumentsCheck;
use crate::rotation::is_under_way;
use crate::surroundings::Surroundings;
use crate::terms;
use crate::trust::{Trust, TrustError};
use evidence::NetworkName;
use evidence::certificate::{RevocationList, UnverifiedList};
use exchange::Instant;
use exchange::account::PasswordAge;
use exchange::store::FeedListener;
use exchange::usecases::session::SessionRules;
use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU16, AtomicU64, Ordering};
use tokio::net::TcpListener;
use tokio::sync::{Notify, Semaphore, watch};
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

/// Large containers that wait for their check.
const CHECKS_WAITING: usize = 64;

/// A hub that runs.
pub struct Running {
    /// Where the exchange API listens.
    pub exchange: SocketAddr,
    /// Where the public listener listens.
    pub public: SocketAddr,
    /// Where health and metrics are.
    pub health: SocketAddr,
    /// Where the operator's console is, if there is one.
    pub console: Option<SocketAddr>,
    /// What its parts share.
    pub hub: Arc<Hub>,
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

impl Hub {
    /// Opens everything and starts to serve. Does not start without keys, certificates and a revocation list that
    /// holds now.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn start(config: Config, surroundings: Surroundings) -> Result<Running, StartError> {
        let (stop, stopping) = watch::channel(false);
        let hub = Arc::new(open(config, surroundings, stopping).await?);
        let listening = Arc::clone(&hub.feeds) as Arc<dyn FeedListener>;
        hub.store.listen(listening);
        Running::start(hub, stop).await
    }
}

async fn open(config: Config, surroundings: Surroundings, stop: watch::Receiver<bool>) -> Result<Hub, StartError> {
    let folder = DataFolder::new(&config.data);
    let opened = Opened::open_within(&folder, &surroundings, config.limits.database_bytes)?;
    let network = NetworkName::parse(&config.network).ok_or(StartError::Network)?;
    let authority = AuthorityClient::new(&folder.authority_socket());
    let own = match OwnCertificates::open(&folder, &opened.issuing, network.clone()) {
        Ok(own) => own,
        Err(error) => {
            // After a restore there are none: the authority gives new ones.
            tracing::warn!(error = &error as &dyn Error, "own certificates cannot be used, new ones are asked for");
            OwnCertificates::renewed(&folder, &authority, &opened.issuing, network, &surroundings).await?
        }
    };
    let at = Instant::from_millis(i64::try_from(surroundings.milliseconds()).unwrap_or(i64::MAX));
    // The last list was made when the clock was right: a clock that went back over a restart is noticed by it.
    let seen = last_list(&folder, &opened).map_or(0, |list| list.this_update().unix() * 1_000);
    let list = match crl::fresh_crl(&*opened.store, &authority, at).await {
        Ok(list) => {
            crl::keep(&folder, &list).map_err(|source| StartError::File { file: folder.crl(), source })?;
            list
        }
        Err(error) => {
            tracing::warn!(error = &*error as &dyn Error, "the authority gives no revocation list, the last is used");
            read(&folder.crl())?
        }
    };
    let trust = Trust::new(opened.root, opened.issuing, &list, surroundings.now())?;
    let site = config.public.origins(&config.names, config.public.listen.port()).first().cloned().unwrap_or_default();
    let postman = config.mail.as_ref();
    let postman = postman.map(|mail| Postman::new(mail, format!("{site}/"), config.contact.clone())).transpose()?;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let room = config.limits.bodies_in_flight.div_ceil(1024).min(Semaphore::MAX_PERMITS);
    let epoch = opened.store.epoch().await?;
    terms::begin(&*opened.store, at).await?;
    if config.invoice.is_none() {
        tracing::warn!("[invoice] is not configured: offices cannot pay by invoice, and none is made");
    }
    Ok(Hub {
        store: opened.store,
        epoch,
        surroundings,
        folder,
        authority,
        trust,
        own,
        check: DocumentsCheck::new(cores, CHECKS_WAITING),
        portal_hasher: opened.hasher.with_own_queue().map_err(StartError::Thread)?,
        hasher: opened.hasher,
        feeds: Arc::new(Feeds::default()),
        metrics: Metrics::default(),
        sessions: SessionRules {
            passwords: PasswordAge { days: config.passwords.expire_days },
            ..SessionRules::default()
        },
        bodies: Arc::new(Semaphore::new(room)),
        full: AtomicBool::new(false),
        full_room: AtomicU64::new(u64::MAX),
        read_only: AtomicBool::new(false),
        latest: AtomicU64::new(seen),
        exchange_port: AtomicU16::new(config.exchange.outside.unwrap_or_default()),
        public_port: AtomicU16::new(config.public.listen.port()),
        stock_at: AtomicI64::new(0),
        rotating: tokio::sync::Mutex::new(()),
        stop,
        revoked: Notify::new(),
        postman,
        jobs: JobBoard::default(),
        config,
    })
}

fn last_list(folder: &DataFolder, opened: &Opened) -> Option<RevocationList> {
    let list = std::fs::read(folder.crl()).ok()?;
    let unverified = |issuing| UnverifiedList::from_der(&list).ok()?.verify(issuing).ok();
    opened.issuing.iter().find_map(unverified)
}

impl Running {
    async fn start(hub: Arc<Hub>, stop: watch::Sender<bool>) -> Result<Self, StartError> {
        let limits = hub.config.limits.clone();
        let caps = Caps::new(limits.connections, limits.connections_per_address)
            .per_certificate(limits.connections_per_certificate);
        // Whoever fills the public listener, which asks for no certificate, takes no place of the exchange's.
        let public_caps = Caps::new(limits.connections, limits.connections_per_address);
        let serving = Serving { limits, caps: caps.clone(), stop: hub.stop.clone() };
        let for_public = Serving { caps: public_caps.clone(), ..serving.clone() };
        let (exchange, exchange_at) = bind(hub.config.exchange.listen).await?;
        if hub.config.exchange.outside.is_none() {
            hub.exchange_port.store(exchange_at.port(), Ordering::Relaxed);
        }
        let (public, public_at) = bind(hub.config.public.listen).await?;
        hub.public_port.store(public_at.port(), Ordering::Relaxed);
        let (health, health_at) = bind(hub.config.health.listen).await?;
        let mutual = TlsAcceptor::from(exchange_config(Arc::clone(&hub.own.server), hub.trust.verifier())?);
        let open = TlsAcceptor::from(public_config(Arc::clone(&hub.own.server))?);
        let mut tasks = JoinSet::new();
        tasks.spawn(serve_tls(exchange, mutual, router::exchange(&hub), serving.clone()));
        tasks.spawn(serve_tls(public, open, crate::portals::public(&hub, public_at.port()), for_public));
        let console_at = open_console(&hub, &mut tasks, &serving).await?;
        tasks.spawn(serve_plain(health, health::router(&hub, [caps, public_caps]), serving));
        tasks.spawn(crl::keep_crl(Arc::clone(&hub)));
        tasks.spawn(own::keep_own(Arc::clone(&hub)));
        tasks.spawn(damage::keep_searching(Arc::clone(&hub)));
        tasks.spawn(rotation(Arc::clone(&hub)));
        for round in jobs::ROUNDS {
            tasks.spawn(jobs::keep(Arc::clone(&hub), round));
        }
        tasks.spawn(admin::serve(Arc::clone(&hub)));
        tracing::info!(exchange = %exchange_at, public = %public_at, health = %health_at, "the hub runs");
        let (exchange, public, health, console) = (exchange_at, public_at, health_at, console_at);
        Ok(Self { exchange, public, health, console, hub, stop, tasks })
    }

    /// Takes no new work, lets running requests end, and closes the store.
    pub async fn stop(mut self) {
        let _ = self.stop.send(true);
        while let Some(ended) = self.tasks.join_next().await {
            if let Err(error) = ended {
                tracing::error!(error = &error as &dyn Error, "a part of the hub ended in a panic");
            }
        }
        tracing::info!("the hub has stopped");
    }
}

/// The operator's console, when the configuration has one: mutual TLS, connections counted for themselves.
async fn open_console(
    hub: &Arc<Hub>,
    tasks: &mut JoinSet<()>,
    serving: &Serving,
) -> Result<Option<SocketAddr>, StartError> {
    let Some(console) = &hub.config.console else { return Ok(None) };
    let (listener, address) = bind(console.listen).await?;
    let router = crate::console::router(hub, &console.name, address.port())?;
    tasks.spawn(crate::console::go_on(Arc::clone(hub)));
    let door = Arc::new(DoorVerifier::new(hub.trust.verifier()).map_err(TrustError::from)?);
    let mutual = TlsAcceptor::from(mutual_config(Arc::clone(&hub.own.server), door)?);
    let caps = Caps::new(serving.limits.connections, serving.limits.connections_per_address)
        .per_certificate(serving.limits.connections_per_certificate);
    tasks.spawn(serve_tls(listener, mutual, router, Serving { caps, ..serving.clone() }));
    tracing::info!(console = %address, "the operator's console is open");
    Ok(Some(address))
}

/// Goes on with a rotation of the master key that an end has interrupted.
async fn rotation(hub: Arc<Hub>) {
    if is_under_way(&hub.folder)
        && let Err(error) = hub.rotate_key().await
    {
        tracing::error!(error = &error as &dyn Error, "the rotation of the master key could not be finished");
    }
}

async fn bind(address: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    let failed = |source| StartError::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    Ok((listener, bound))
}
