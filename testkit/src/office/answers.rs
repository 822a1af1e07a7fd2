//! Reads what the hub answers.

use evidence::certificate::Certificate;
use protocol::{Problem, ProblemCode};
use reqwest::Response;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ClientConfig, RootCertStore};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// A success of this status, read.
pub async fn json<T: DeserializeOwned>(answer: Response, status: u16) -> T {
    let (found, bytes) = (answer.status().as_u16(), answer.bytes().await.unwrap());
    assert_eq!(found, status, "{}", String::from_utf8_lossy(&bytes));
    serde_json::from_slice(&bytes).unwrap()
}

/// A problem, read; its number is that of the answer.
pub async fn problem(answer: Response) -> Problem {
    let number = answer.headers()["x-request-number"].to_str().unwrap().to_owned();
    assert_eq!(answer.headers()["content-type"], protocol::PROBLEM_MEDIA_TYPE);
    let status = answer.status().as_u16();
    let problem: Problem = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
    assert_eq!((problem.request_number.as_str(), problem.status), (number.as_str(), status));
    assert!(problem.code().is_some());
    problem
}

/// The code of a problem.
pub async fn code_of(answer: Response) -> ProblemCode {
    problem(answer).await.code().unwrap()
}

/// An HTTPS client that trusts one root; `identity` is certificate, issuer and PKCS#8 key.
pub fn client(root: &Certificate, identity: Option<(&Certificate, &Certificate, &[u8])>) -> reqwest::Client {
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
