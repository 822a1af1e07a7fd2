//! A hub in a folder of its own, with its authority behind its socket, on real ports.

use super::office::TestOffice;
use crate::world::present;
use evidence::certificate::{Certificate, make_request};
use evidence::{Curve, OfficeNumber};
use hub::Hub;
use hub::admin::{AdminAnswer, AdminQuestion, NewOfficeLine, ask};
use hub::authority::{AuthorityFiles, AuthorityService, Founding, new_key, serve};
use hub::config::{Config, SAMPLE};
use hub::data_folder::DataFolder;
use hub::provision::{Plan, provision};
use hub::serve::Running;
use hub::surroundings::Surroundings;
use protocol::{EnrolCode, EnrolRequest, IssuedCertificate};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use tempfile::TempDir;
use tokio::sync::watch;

/// A hub that runs. Its clock is the machine's, moved by [`TestHub::advance`].
pub(crate) struct TestHub {
    pub(crate) folder: TempDir,
    pub(crate) data: DataFolder,
    pub(crate) running: Option<Running>,
    pub(crate) surroundings: Surroundings,
    pub(crate) config: Config,
    moved: Arc<AtomicI64>,
    broken: Arc<AtomicBool>,
    authority: watch::Sender<bool>,
}

impl TestHub {
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// A hub whose configuration was changed first.
    pub(crate) async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = TempDir::new().unwrap();
        let data = DataFolder::new(&folder.path().join("data"));
        let moved = Arc::new(AtomicI64::new(0));
        let broken = Arc::new(AtomicBool::new(false));
        let surroundings = moving(&moved, &broken);
        let founding =
            Founding { organisation: "Test", root_passphrase: "root passphrase", issuing_passphrase: "issuing one" };
        let plan = Plan { founding, network: "test.example", names: &["localhost".to_owned()] };
        provision(&data, &plan, &surroundings).unwrap();
        let files = AuthorityFiles::new(&data.authority());
        let service = AuthorityService::open(files, "issuing one", surroundings.clone()).unwrap();
        let (authority, stopping) = watch::channel(false);
        let socket = data.authority_socket();
        let path = socket.clone();
        tokio::spawn(async move { serve(&path, Arc::new(service), stopping).await.unwrap() });
        until(|| socket.exists()).await;
        let mut config = Config::parse(SAMPLE).unwrap();
        config.data = data.path().to_owned();
        config.network = "test.example".to_owned();
        for listener in [&mut config.exchange, &mut config.public, &mut config.health] {
            listener.listen = "127.0.0.1:0".parse().unwrap();
        }
        change(&mut config);
        let running = Hub::start(config.clone(), surroundings.clone()).await.unwrap();
        until(|| data.admin_socket().exists()).await;
        Self { folder, data, running: Some(running), surroundings, config, moved, broken, authority }
    }

    pub(crate) fn running(&self) -> &Running {
        self.running.as_ref().unwrap()
    }

    pub(crate) fn hub(&self) -> &Arc<Hub> {
        &self.running().hub
    }

    /// Moves the hub's clock.
    pub(crate) fn advance(&self, seconds: i64) {
        self.moved.fetch_add(seconds * 1_000, Ordering::Relaxed);
    }

    /// From now on a handler that asks for the salt of an audit entry panics.
    pub(crate) fn break_random(&self, broken: bool) {
        self.broken.store(broken, Ordering::Relaxed);
    }

    /// Stops and starts again on the same folder, on new ports.
    pub(crate) async fn restart(&mut self) {
        self.running.take().unwrap().stop().await;
        self.running = Some(Hub::start(self.config.clone(), self.surroundings.clone()).await.unwrap());
        until(|| self.data.admin_socket().exists()).await;
    }

    pub(crate) async fn stop(&mut self) {
        self.running.take().unwrap().stop().await;
        self.authority.send(true).unwrap();
    }

    /// Has a command done, as the command line does.
    pub(crate) async fn admin(&self, question: AdminQuestion) -> Vec<String> {
        match ask(&self.data, &question).await.unwrap().unwrap() {
            AdminAnswer::Done(lines) => lines,
            AdminAnswer::Refused(lines) => panic!("{lines:?}"),
        }
    }

    /// Registers an office without licence.
    pub(crate) async fn register(&self, number: &str) {
        let line = NewOfficeLine {
            line: 1,
            number: number.into(),
            name: format!("架空事業所{number}"),
            kana: "カクウジギョウショ".into(),
            prefecture: "13".into(),
            services: vec!["43".into()],
        };
        self.admin(AdminQuestion::PutOffices { offices: vec![line], dry: false }).await;
    }

    pub(crate) async fn license(&self, number: &str) {
        self.admin(AdminQuestion::Grant { office: number.into(), from: None, years: 1 }).await;
    }

    /// A one-time code.
    pub(crate) async fn code(&self, number: &str) -> EnrolCode {
        let lines = self.admin(AdminQuestion::MakeCode { office: number.into(), delegated: false }).await;
        EnrolCode::parse(lines[0].strip_prefix("発行コード: ").unwrap()).unwrap()
    }

    /// An office that is registered, licensed, enrolled at one terminal, and signed in.
    pub(crate) async fn office(&self, number: &str) -> TestOffice {
        self.register(number).await;
        self.license(number).await;
        let mut office = self.enrol(number).await;
        office.begin(self).await;
        office
    }

    /// A further terminal of an office, not signed in.
    pub(crate) async fn enrol(&self, number: &str) -> TestOffice {
        let code = self.code(number).await;
        let key = new_key(Curve::P256, &self.surroundings).unwrap();
        let csr = make_request(&OfficeNumber::parse(number).unwrap(), &key).unwrap();
        let request = EnrolRequest { code: code.secret_text(), csr };
        let sent = self.public_client().post(self.public_url("/v1/enrolments")).json(&request).send().await.unwrap();
        assert_eq!(sent.status(), 201);
        let issued: IssuedCertificate = serde_json::from_slice(&sent.bytes().await.unwrap()).unwrap();
        let certificate = Certificate::from_pem(&issued.certificate).unwrap();
        assert_eq!(Certificate::from_pem(&issued.root).unwrap().fingerprint().0[..10], code.root);
        TestOffice::new(self, number, key, certificate)
    }

    pub(crate) fn public_client(&self) -> reqwest::Client {
        super::office::client(&self.root(), None)
    }

    pub(crate) fn public_url(&self, path: &str) -> String {
        format!("https://localhost:{}{path}", self.running().public.port())
    }

    pub(crate) fn root(&self) -> Certificate {
        self.hub().trust.authority().root().clone()
    }

    pub(crate) fn issuing(&self) -> Certificate {
        self.hub().trust.authority().issuing()[0].clone()
    }
}

/// Waits for a fact.
pub(crate) async fn until(mut fact: impl FnMut() -> bool) {
    while !fact() {
        tokio::task::yield_now().await;
    }
}

fn moving(moved: &Arc<AtomicI64>, broken: &Arc<AtomicBool>) -> Surroundings {
    let (moved, broken, drawn) = (Arc::clone(moved), Arc::clone(broken), AtomicU64::new(present()));
    let clock = move || present().saturating_add_signed(moved.load(Ordering::Relaxed));
    Surroundings::new(clock, move |bytes| {
        assert!(bytes.len() != 16 || !broken.load(Ordering::Relaxed), "made up");
        for chunk in bytes.chunks_mut(32) {
            let digest = evidence::Sha256::of(&drawn.fetch_add(1, Ordering::Relaxed).to_be_bytes());
            chunk.copy_from_slice(&digest.0[..chunk.len()]);
        }
    })
}
