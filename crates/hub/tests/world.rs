//! A small world for tests: an authority on a made-up clock, offices with keys, a listener, and a client.

use axum::Router;
use axum::routing::get;
use evidence::certificate::{Certificate, VerifiedRequest, make_request};
use evidence::{Curve, OfficeNumber, SoftwareKey, Timestamp};
use hub::authority::{AuthorityFiles, AuthorityService, Founding, new_key};
use hub::config::Limits;
use hub::listener::{Caps, ClientVerifier, ServerCertificate, Serving, TlsKey, exchange_config, serve_tls};
use hub::surroundings::Surroundings;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

/// Certificates are checked by TLS against the real clock, so the world lives in the present.
#[allow(clippy::disallowed_methods, reason = "TLS compares certificates with the clock of the machine")]
pub(crate) fn present() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_millis() as u64
}

/// A clock that starts `offset` seconds from now and stands; random bytes from a counter.
pub(crate) fn surroundings(offset: i64) -> Surroundings {
    let start = present().checked_add_signed(offset * 1_000).unwrap();
    let drawn = AtomicU64::new(start);
    let random = move |bytes: &mut [u8]| {
        for chunk in bytes.chunks_mut(8) {
            let mut word = drawn.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
            word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(word ^ (word >> 31)).to_le_bytes()[..chunk.len()]);
        }
    };
    Surroundings::new(move || start, random)
}

/// An authority in a folder of its own.
pub(crate) struct Authority {
    pub(crate) folder: TempDir,
    pub(crate) files: AuthorityFiles,
    pub(crate) surroundings: Surroundings,
    pub(crate) service: Arc<AuthorityService>,
}

impl Authority {
    pub(crate) fn new(offset: i64) -> Self {
        let folder = TempDir::new().unwrap();
        let files = AuthorityFiles::new(&folder.path().join("authority"));
        let surroundings = surroundings(offset);
        let founding = Founding { organisation: "Test", root_passphrase: "root", issuing_passphrase: "issuing" };
        files.found(&founding, &surroundings).unwrap();
        let service = AuthorityService::open(files.clone(), "issuing", surroundings.clone()).unwrap();
        Self { folder, files, surroundings, service: Arc::new(service) }
    }

    pub(crate) fn office(&self, number: &str) -> Identity {
        let key = new_key(Curve::P256, &self.surroundings).unwrap();
        let csr = make_request(&OfficeNumber::parse(number).unwrap(), &key).unwrap();
        let question = hub::authority::Question::IssueOffice(hub::authority::IssueOffice {
            office: number.into(),
            name: "架空訪問介護ステーション".into(),
            delegated: false,
            csr,
        });
        let hub::authority::Answer::Certificate(pem) = self.service.answer(&question) else { panic!("refused") };
        Identity { certificate: Certificate::from_pem(&pem).unwrap(), key, issuing: self.files.issuing().unwrap() }
    }

    pub(crate) fn server(&self) -> TlsKey {
        let key = new_key(Curve::P256, &self.surroundings).unwrap();
        let name = evidence::certificate::DistinguishedName { organisation: "Test".into(), common_name: "hub".into() };
        let certificate = evidence::certificate::issue_hub_server(
            self.service.issuer(),
            evidence::Signer::public_key(&key),
            &name,
            &[evidence::certificate::ServerName::Dns("localhost".into())],
            evidence::certificate::RandomSerial(self.surroundings.random()),
            evidence::certificate::Validity::years(self.surroundings.now(), 3),
        );
        let identity = Identity { certificate: certificate.unwrap(), key, issuing: self.files.issuing().unwrap() };
        TlsKey { chain: identity.chain(), key: identity.private() }
    }

    pub(crate) fn root(&self) -> CertificateDer<'static> {
        CertificateDer::from(self.files.root().unwrap().der().to_vec())
    }

    pub(crate) fn list(&self) -> rustls::pki_types::CertificateRevocationListDer<'static> {
        self.files.crl().unwrap().der().to_vec().into()
    }
}

/// A certificate with its key.
pub(crate) struct Identity {
    pub(crate) certificate: Certificate,
    pub(crate) key: SoftwareKey,
    pub(crate) issuing: Certificate,
}

impl Identity {
    pub(crate) fn chain(&self) -> Vec<CertificateDer<'static>> {
        [&self.certificate, &self.issuing].map(|c| CertificateDer::from(c.der().to_vec())).into()
    }

    pub(crate) fn private(&self) -> PrivateKeyDer<'static> {
        PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(self.key.to_pkcs8().to_vec()))
    }
}

/// A listener that answers `GET /` with `hello`.
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    pub(crate) stop: watch::Sender<bool>,
    pub(crate) done: tokio::task::JoinHandle<()>,
}

pub(crate) async fn listen(authority: &Authority, verifier: Arc<ClientVerifier>, limits: Limits) -> Running {
    let shown = Arc::new(ServerCertificate::new(authority.server()).unwrap());
    let acceptor = TlsAcceptor::from(exchange_config(shown, verifier).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopping) = watch::channel(false);
    let caps = Caps::new(limits.connections, limits.connections_per_address)
        .per_certificate(limits.connections_per_certificate);
    let router = Router::new().route("/", get(|| async { "hello" }));
    let done = tokio::spawn(serve_tls(listener, acceptor, router, Serving { limits, caps, stop: stopping }));
    Running { address, stop, done }
}

/// One request over a new connection; what the server answered, or why it did not.
pub(crate) async fn get_hello(
    address: SocketAddr,
    root: CertificateDer<'static>,
    identity: Option<&Identity>,
) -> std::io::Result<String> {
    let mut roots = RootCertStore::empty();
    roots.add(root).unwrap();
    let builder = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots);
    let config = match identity {
        Some(identity) => builder.with_client_auth_cert(identity.chain(), identity.private()).unwrap(),
        None => builder.with_no_client_auth(),
    };
    let stream = TcpStream::connect(address).await?;
    let connector = tokio_rustls::TlsConnector::from(Arc::new(config));
    let mut stream = connector.connect(ServerName::try_from("localhost").unwrap(), stream).await?;
    stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}

/// A request proves the key; used to show that a foreign key is refused.
pub(crate) fn verified(csr: &str) -> Result<VerifiedRequest, evidence::certificate::RequestError> {
    VerifiedRequest::from_pem(csr)
}

pub(crate) fn timestamp(seconds: u64) -> Timestamp {
    Timestamp::from_unix(seconds).unwrap()
}
