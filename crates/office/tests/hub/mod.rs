//! A double of the hub for tests: real TLS, real certificates and receipts, everything else in memory.

mod answers;
mod authority;
mod reported;
mod wire;

use answers::State;
pub(crate) use authority::Made;
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// What goes wrong at one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The request never reaches the hub, and no answer comes.
    LostRequest,
    /// The hub does its work; the answer is lost.
    LostAnswer,
    /// As the first, and the connection stays open without a word.
    SilentBefore,
    /// As the second, and the connection stays open without a word.
    SilentAfter,
}

impl Fault {
    /// Tells the test, then breaks the connection or says nothing for ever.
    fn happen<T>(self, told: &Mutex<Sender<()>>) -> Option<T> {
        told.lock().unwrap().send(()).unwrap();
        if matches!(self, Self::SilentBefore | Self::SilentAfter) {
            loop {
                thread::park();
            }
        }
        None
    }
}

/// A running double.
pub(crate) struct HubDouble {
    pub(crate) made: Arc<Made>,
    pub(crate) state: Arc<Mutex<State>>,
    pub(crate) port: u16,
    faults: Arc<Faults>,
    frozen: Receiver<()>,
}

struct Faults {
    seen: AtomicUsize,
    at: Mutex<Option<(usize, Fault)>>,
    at_path: Mutex<Option<(&'static str, Fault)>>,
    told: Mutex<Sender<()>>,
}

impl HubDouble {
    pub(crate) fn start() -> Self {
        let made = Arc::new(Made::new());
        let state = Arc::new(Mutex::new(State::default()));
        let (told, frozen) = channel();
        let faults = Arc::new(Faults {
            seen: AtomicUsize::new(0),
            at: Mutex::new(None),
            at_path: Mutex::new(None),
            told: Mutex::new(told),
        });
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let config = Arc::new(config(&made));
        let shared = (Arc::clone(&made), Arc::clone(&state), Arc::clone(&faults));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (made, state, faults) = shared.clone();
                let config = Arc::clone(&config);
                thread::spawn(move || {
                    wire::serve(stream, config, |request| {
                        let number = faults.seen.fetch_add(1, Ordering::SeqCst) + 1;
                        let fault = faults.at.lock().unwrap().filter(|(at, _)| *at == number).map(|(_, fault)| fault);
                        let fault = fault.or_else(|| {
                            let mut at = faults.at_path.lock().unwrap();
                            at.take_if(|(path, _)| *path == request.path).map(|(_, fault)| fault)
                        });
                        if let Some(fault @ (Fault::LostRequest | Fault::SilentBefore)) = fault {
                            return fault.happen(&faults.told);
                        }
                        let answer = answers::answer(request, &made, &mut state.lock().unwrap());
                        if let Some(fault) = fault {
                            return fault.happen(&faults.told);
                        }
                        Some(answer)
                    });
                });
            }
        });
        Self { made, state, port, faults, frozen }
    }

    /// Something goes wrong at the n-th request from now.
    pub(crate) fn fail_at(&self, nth: usize, fault: Fault) {
        let now = self.faults.seen.load(Ordering::SeqCst);
        *self.faults.at.lock().unwrap() = Some((now + nth, fault));
    }

    /// Something goes wrong at the next request for a path.
    pub(crate) fn fail_at_path(&self, path: &'static str, fault: Fault) {
        *self.faults.at_path.lock().unwrap() = Some((path, fault));
    }

    /// Waits until it has gone wrong; `false` when the other side gave up before.
    pub(crate) fn has_failed(&self) -> bool {
        self.frozen.try_recv().is_ok()
    }
}

fn config(made: &Made) -> ServerConfig {
    let chain = [&made.server, &made.issuing].map(|one| CertificateDer::from(one.der().to_vec())).to_vec();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.hub_key.to_pkcs8().to_vec()));
    ServerConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .with_protocol_versions(&[&rustls::version::TLS13])
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap()
}
