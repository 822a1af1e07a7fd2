//! An office as a client of the hub: key, certificate, tokens, containers, receipts.

use super::hub::TestHub;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use evidence::certificate::Certificate;
use evidence::cms::SigningIdentity;
use evidence::container::{Limits, MediaType, NewDocument, NewTransmission, Software, seal};
use evidence::receipt::{Author, Receipt, ReceiptKind};
use evidence::{OfficeAddress, OfficeNumber, SetSerial, Sha256, SoftwareKey, Timestamp, TransmissionId};
use hub::admin::AdminQuestion;
use hub::surroundings::Surroundings;
use protocol::{PasswordChange, PasswordOf, Problem, ReceiptRequest, SignIn, SignedIn};
use reqwest::{Method, RequestBuilder, Response};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ClientConfig, RootCertStore};
use serde::de::DeserializeOwned;
use standard::DocumentName;
use std::path::Path;
use std::sync::Arc;

/// One terminal of an office.
pub(crate) struct TestOffice {
    pub(crate) number: String,
    pub(crate) http: reqwest::Client,
    pub(crate) base: String,
    pub(crate) certificate: Certificate,
    pub(crate) identity: SigningIdentity,
    pub(crate) names: Option<SignIn>,
    pub(crate) tokens: Option<SignedIn>,
    key: Vec<u8>,
    surroundings: Surroundings,
}

/// What is sent; what is not changed is right.
pub(crate) struct Letter {
    pub(crate) id: TransmissionId,
    pub(crate) created_at: Timestamp,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) serial: Option<String>,
    pub(crate) message: String,
    pub(crate) files: Vec<(String, Vec<u8>)>,
}

impl TestOffice {
    pub(crate) fn new(hub: &TestHub, number: &str, key: SoftwareKey, certificate: Certificate) -> Self {
        let issuing = hub.issuing();
        let pkcs8 = key.to_pkcs8().to_vec();
        let http = client(&hub.root(), Some((&certificate, &issuing, &pkcs8)));
        let identity = SigningIdentity::new(Arc::new(key), certificate.clone(), &issuing).unwrap();
        let (names, tokens, surroundings) = (None, None, hub.surroundings.clone());
        let base = base(hub);
        Self { number: number.into(), http, base, certificate, identity, names, tokens, key: pkcs8, surroundings }
    }

    /// The same terminal at a hub that was started anew: new connections.
    pub(crate) fn reconnect(&mut self, hub: &TestHub) {
        self.base = base(hub);
        self.http = client(&hub.root(), Some((&self.certificate, &hub.issuing(), &self.key)));
    }

    /// Names and first passwords, both changed, then the first sign-in.
    pub(crate) async fn begin(&mut self, hub: &TestHub) {
        let lines = hub.admin(AdminQuestion::CreateAccount { office: self.number.clone() }).await;
        let values: Vec<&str> = lines.iter().filter_map(|line| line.split_once(": ")).map(|(_, value)| value).collect();
        let [account_id, account_first, _, system_id, system_first, ..] = values[..] else { panic!("{lines:?}") };
        let changes = [(PasswordOf::Account, account_first), (PasswordOf::System, system_first)];
        for (of, current) in changes {
            let new = password(of);
            let change = PasswordChange { of, current: current.into(), new };
            assert_eq!(self.post("/v1/session/password", &change).await.status(), 204);
        }
        self.names = Some(SignIn {
            system_id: system_id.into(),
            system_password: password(PasswordOf::System),
            account_id: account_id.into(),
            account_password: password(PasswordOf::Account),
        });
        self.sign_in().await;
    }

    pub(crate) async fn sign_in(&mut self) {
        let names = self.names.clone().unwrap();
        self.tokens = None;
        self.tokens = Some(json(self.post("/v1/session", &names).await, 200).await);
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.base));
        match &self.tokens {
            Some(tokens) => request.bearer_auth(&tokens.access_token),
            None => request,
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.unwrap()
    }

    pub(crate) async fn delete(&self, path: &str) -> Response {
        self.request(Method::DELETE, path).send().await.unwrap()
    }

    pub(crate) async fn post(&self, path: &str, body: &impl serde::Serialize) -> Response {
        self.request(Method::POST, path).json(body).send().await.unwrap()
    }

    pub(crate) async fn submit(&self, container: Vec<u8>) -> Response {
        let request = self.request(Method::POST, "/v1/transmissions");
        request.header("content-type", protocol::CONTAINER_MEDIA_TYPE).body(container).send().await.unwrap()
    }

    /// A letter to an office: one small PDF, made now.
    pub(crate) fn letter(&self, to: &str) -> Letter {
        Letter {
            id: self.new_id(),
            created_at: self.surroundings.now(),
            from: self.number.clone(),
            to: to.into(),
            serial: None,
            message: "よろしくお願いします".into(),
            files: vec![("お知らせ.pdf".into(), b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n".to_vec())],
        }
    }

    /// A letter with a sample set.
    pub(crate) fn set(&self, name: &str) -> Letter {
        let files = sample(name);
        let named = files.iter().find_map(|(name, _)| DocumentName::parse(name)).unwrap();
        Letter { serial: Some(named.serial.to_string()), files, ..self.letter(named.receiver.as_str()) }
    }

    pub(crate) fn seal(&self, letter: &Letter) -> Vec<u8> {
        let office = |number: &str| OfficeAddress::local(OfficeNumber::parse(number).unwrap());
        let document = |(name, content): &'_ (String, Vec<u8>)| {
            let lower = name.to_lowercase();
            let media_type = if lower.ends_with(".csv") {
                MediaType::Csv
            } else if lower.ends_with(".pdf") {
                MediaType::Pdf
            } else {
                MediaType::Jpeg
            };
            (name.clone(), media_type, content.clone())
        };
        let documents: Vec<_> = letter.files.iter().map(document).collect();
        let documents =
            documents.iter().map(|(name, media_type, content)| NewDocument { name, media_type: *media_type, content });
        let new = NewTransmission {
            id: letter.id.clone(),
            created_at: letter.created_at,
            from: office(&letter.from),
            to: office(&letter.to),
            serial: letter.serial.as_deref().map(|serial| SetSerial::parse(serial).unwrap()),
            message: letter.message.clone(),
            software: Software { name: "test".into(), version: "1".into() },
            documents: documents.collect(),
        };
        seal(&new, &self.identity, letter.created_at, &Limits::default()).unwrap()
    }

    /// A statement about a container that came, signed by this terminal.
    pub(crate) fn receipt(&self, kind: ReceiptKind, letter: &Letter, container: &[u8]) -> ReceiptRequest {
        let office = |number: &str| OfficeNumber::parse(number).unwrap();
        let receipt = Receipt {
            kind,
            transmission: letter.id.clone(),
            container_sha256: Sha256::of(container),
            from: OfficeAddress::local(office(&letter.from)),
            to: OfficeAddress::local(office(&letter.to)),
            at: self.surroundings.now(),
            by: Author::Office(office(&self.number)),
        };
        let signed = receipt.sign(&self.identity).unwrap();
        ReceiptRequest { statement: STANDARD.encode(signed.json), signature: STANDARD.encode(signed.signature) }
    }

    /// A new id; ids of tests need not be in order.
    pub(crate) fn new_id(&self) -> TransmissionId {
        let at = exchange::Instant::from_millis(self.surroundings.milliseconds() as i64);
        TransmissionId::parse(&exchange::id::TransmissionId::new(at, self.surroundings.random()).to_string()).unwrap()
    }

    pub(crate) fn serial(&self) -> String {
        self.certificate.identity().serial.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

fn base(hub: &TestHub) -> String {
    format!("https://localhost:{}", hub.running().exchange.port())
}

pub(crate) fn password(of: PasswordOf) -> String {
    match of {
        PasswordOf::System => "三毛猫が縁側で昼寝をする".into(),
        PasswordOf::Account => "correct horse battery staple".into(),
    }
}

/// A success of this status, read.
pub(crate) async fn json<T: DeserializeOwned>(answer: Response, status: u16) -> T {
    let (found, bytes) = (answer.status().as_u16(), answer.bytes().await.unwrap());
    assert_eq!(found, status, "{}", String::from_utf8_lossy(&bytes));
    serde_json::from_slice(&bytes).unwrap()
}

/// A problem, read; its number is that of the answer.
pub(crate) async fn problem(answer: Response) -> Problem {
    let number = answer.headers()["x-request-number"].to_str().unwrap().to_owned();
    assert_eq!(answer.headers()["content-type"], protocol::PROBLEM_MEDIA_TYPE);
    let status = answer.status().as_u16();
    let problem: Problem = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
    assert_eq!((problem.request_number.as_str(), problem.status), (number.as_str(), status));
    assert!(problem.code().is_some());
    problem
}

/// An HTTPS client that trusts one root.
pub(crate) fn client(root: &Certificate, identity: Option<(&Certificate, &Certificate, &[u8])>) -> reqwest::Client {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(root.der().to_vec())).unwrap();
    let builder = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .with_protocol_versions(&[&rustls::version::TLS13])
        .unwrap()
        .with_root_certificates(roots);
    let config = match identity {
        Some((certificate, issuing, key)) => {
            let chain = [certificate, issuing].map(|one| CertificateDer::from(one.der().to_vec())).into();
            builder.with_client_auth_cert(chain, PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.to_vec()))).unwrap()
        }
        None => builder.with_no_client_auth(),
    };
    reqwest::Client::builder().tls_backend_preconfigured(config).no_proxy().build().unwrap()
}

/// The files of a sample set.
fn sample(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../standard/samples/202407").join(name);
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}
