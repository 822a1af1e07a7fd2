//! A hub in a folder of its own, with its authority behind its socket, on real ports.

mod backups;
mod clock;
mod commands;

pub use clock::{Clock, present};
pub(crate) use commands::with_own_passwords;

use evidence::certificate::Certificate;
use hub::Hub;
use hub::authority::{AuthorityFiles, AuthorityService, Founding, serve};
use hub::config::{Config, SAMPLE};
use hub::data_folder::DataFolder;
use hub::provision::{Plan, provision};
use hub::serve::Running;
use hub::surroundings::Surroundings;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;
use tracing::dispatcher;

/// A hub that runs, on threads of its own: it goes on while the test waits without a runtime, and it can be ended in the
/// middle of its work. Its clock is the machine's, moved by [`Clock::advance`].
pub struct TestHub {
    /// Holds all that the hub writes.
    pub folder: TempDir,
    /// The hub's data folder in it.
    pub data: DataFolder,
    /// Time and random bytes of the hub.
    pub surroundings: Surroundings,
    /// The hub's clock, which the test may move.
    pub clock: Clock,
    /// How the hub was started, and is started again.
    pub config: Config,
    running: Option<Running>,
    threads: Option<Runtime>,
    authority: Option<Runtime>,
    end_authority: watch::Sender<bool>,
}

impl TestHub {
    /// A hub as the commented sample configures it.
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// A hub whose configuration was changed first.
    pub async fn with(change: impl FnOnce(&mut Config)) -> Self {
        Self::in_folder(TempDir::new().unwrap(), change).await
    }

    /// A hub in this folder, which may be a file system of its own.
    pub async fn in_folder(folder: TempDir, change: impl FnOnce(&mut Config)) -> Self {
        let data = DataFolder::new(&folder.path().join("data"));
        let clock = Clock::default();
        let surroundings = clock.surroundings();
        let founding =
            Founding { organisation: "Test", root_passphrase: "root passphrase", issuing_passphrase: "issuing one" };
        let plan = Plan { founding, network: "test.example", names: &["localhost".to_owned()] };
        provision(&data, &plan, &surroundings).unwrap();
        let (authority, end_authority) = start_authority(&data, &surroundings).await;
        let mut config = Config::parse(SAMPLE).unwrap();
        config.data = data.path().to_owned();
        config.network = "test.example".to_owned();
        config.invoice = Some(crate::samples::invoicing());
        let free = "127.0.0.1:0".parse().unwrap();
        (config.exchange.listen, config.public.listen, config.health.listen) = (free, free, free);
        change(&mut config);
        let (running, threads) = (None, None);
        let authority = Some(authority);
        let mut hub = Self { folder, data, surroundings, clock, config, running, threads, authority, end_authority };
        hub.start().await;
        hub
    }

    /// What listens, and the hub behind it.
    pub fn running(&self) -> &Running {
        self.running.as_ref().expect("the hub was stopped")
    }

    /// What the hub's parts share.
    pub fn hub(&self) -> &Arc<Hub> {
        &self.running().hub
    }

    /// Moves the hub's clock by some seconds.
    pub fn advance(&self, seconds: i64) {
        self.clock.advance(seconds);
    }

    /// Starts on the folder as it is, on new ports. Panics when the hub does not start.
    pub async fn start(&mut self) {
        assert!(self.running.is_none(), "the hub runs already");
        let threads = self.threads.get_or_insert_with(|| runtime("hub"));
        let starting = Hub::start(self.config.clone(), self.surroundings.clone());
        self.running = Some(threads.spawn(starting).await.unwrap().unwrap());
        let socket = self.data.admin_socket();
        until(|| UnixStream::connect(&socket).is_ok()).await;
    }

    /// Stops as SIGTERM does: no new work, running requests end. When it returns the folder is free.
    pub async fn stop(&mut self) {
        let running = self.running.take().expect("the hub was stopped before");
        let hub = Arc::clone(&running.hub);
        self.threads.as_ref().unwrap().spawn(running.stop()).await.unwrap();
        let_go(hub).await;
    }

    /// Stops and starts again on the same folder, on new ports.
    pub async fn restart(&mut self) {
        self.stop().await;
        self.start().await;
    }

    /// Ends in the middle: every request stops where it waits, every connection breaks. When it returns the folder is
    /// free, as after a killed process.
    pub async fn crash(&mut self) {
        let running = self.running.take().expect("the hub was stopped before");
        let hub = Arc::clone(&running.hub);
        drop(running);
        self.threads.take().unwrap().shutdown_background();
        let_go(hub).await;
        // A process that was killed removes nothing.
        assert!(self.data.database().exists());
    }

    /// Ends the authority's process too; the hub goes on with the list that it has.
    pub fn end_authority(&self) {
        let _gone = self.end_authority.send(true);
    }

    /// The root certificate.
    pub fn root(&self) -> Certificate {
        self.hub().trust.authority().root().clone()
    }

    /// The newest issuing certificate.
    pub fn issuing(&self) -> Certificate {
        self.hub().trust.authority().issuing()[0].clone()
    }

    /// A client without certificate, for the public listener.
    pub fn public_client(&self) -> reqwest::Client {
        crate::office::client(&self.root(), None)
    }

    /// An address of the public listener.
    pub fn public_url(&self, path: &str) -> String {
        format!("https://localhost:{}{path}", self.running().public.port())
    }
}

impl Drop for TestHub {
    fn drop(&mut self) {
        for threads in [self.threads.take(), self.authority.take()].into_iter().flatten() {
            threads.shutdown_background();
        }
    }
}

/// Waits for a fact that another thread brings about.
pub async fn until(mut fact: impl FnMut() -> bool) {
    while !fact() {
        std::thread::yield_now();
        tokio::task::yield_now().await;
    }
}

/// Waits until nobody else holds the hub, then closes its store.
async fn let_go(hub: Arc<Hub>) {
    until(|| Arc::strong_count(&hub) == 1).await;
    // Closing joins the store's threads: not on a thread of the test's runtime.
    std::thread::spawn(move || drop(hub)).join().unwrap();
}

/// Threads for one part; what they log goes where the logs of the test go.
fn runtime(name: &str) -> Runtime {
    let logs = dispatcher::get_default(Clone::clone);
    let mut builder = Builder::new_multi_thread();
    builder.worker_threads(2).thread_name(name).enable_all();
    builder.on_thread_start(move || std::mem::forget(dispatcher::set_default(&logs)));
    builder.build().unwrap()
}

async fn start_authority(data: &DataFolder, surroundings: &Surroundings) -> (Runtime, watch::Sender<bool>) {
    let files = AuthorityFiles::new(&data.authority());
    let service = Arc::new(AuthorityService::open(files, "issuing one", surroundings.clone()).unwrap());
    let (end, ending) = watch::channel(false);
    let (socket, threads) = (data.authority_socket(), runtime("authority"));
    let path = socket.clone();
    threads.spawn(async move { serve(&path, service, ending).await.unwrap() });
    until(|| UnixStream::connect(&socket).is_ok()).await;
    (threads, end)
}
