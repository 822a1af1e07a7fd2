//! The hub's own certificates are renewed well before their end, without a restart, and a cut-off renewal heals.

use evidence::certificate::{
    Certificate, DistinguishedName, RandomSerial, ServerName, Validity, issue_hub_server, issue_receipt_signer,
};
use evidence::{Curve, NetworkName, Signer};
use hub::authority::{AuthorityFiles, AuthorityService, OwnCertificate, new_key};
use std::path::PathBuf;
use testkit::TestHub;

const DAY: i64 = 86_400;

fn files(hub: &TestHub, which: OwnCertificate) -> (PathBuf, PathBuf) {
    match which {
        OwnCertificate::Server => (hub.data.server_certificate(), hub.data.server_key()),
        OwnCertificate::Receipts => (hub.data.receipt_certificate(), hub.data.receipt_key()),
    }
}

/// Puts a certificate in place that ends in so many days.
fn place(hub: &TestHub, which: OwnCertificate, days: u64) -> Certificate {
    let authority = AuthorityFiles::new(&hub.data.authority());
    let service = AuthorityService::open(authority, "issuing one", hub.surroundings.clone()).unwrap();
    let key = new_key(Curve::P256, &hub.surroundings).unwrap();
    let now = hub.surroundings.now();
    let validity = Validity { not_before: now, not_after: now.plus(days * DAY as u64) };
    let subject = DistinguishedName { organisation: "Test".into(), common_name: "localhost".into() };
    let serial = RandomSerial(hub.surroundings.random());
    let (issuer, spki) = (service.issuer(), key.public_key());
    let certificate = match which {
        OwnCertificate::Server => {
            let names = [ServerName::Dns("localhost".into())];
            issue_hub_server(issuer, spki, &subject, &names, serial, validity).unwrap()
        }
        OwnCertificate::Receipts => {
            let network = NetworkName::parse("test.example").unwrap();
            issue_receipt_signer(issuer, spki, &subject, &network, serial, validity).unwrap()
        }
    };
    let (pem, place) = files(hub, which);
    std::fs::write(pem, certificate.to_pem() + hub.issuing().to_pem().as_str()).unwrap();
    std::fs::write(place, key.to_pkcs8().as_slice()).unwrap();
    certificate
}

fn end(hub: &TestHub, which: OwnCertificate) -> u64 {
    hub.hub().own.current(which).unwrap().not_after().unix()
}

/// What a client is shown now.
async fn shown(hub: &TestHub) -> Vec<u8> {
    let mut roots = rustls::RootCertStore::empty();
    roots.add(hub.root().der().to_vec().into()).unwrap();
    let provider = std::sync::Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = tokio::net::TcpStream::connect(hub.running().public).await.unwrap();
    let connector = tokio_rustls::TlsConnector::from(std::sync::Arc::new(config));
    let stream = connector.connect("localhost".try_into().unwrap(), stream).await.unwrap();
    stream.get_ref().1.peer_certificates().unwrap()[0].to_vec()
}

#[tokio::test]
async fn own_certificates_are_renewed_by_the_running_hub_and_shown_at_once() {
    let mut hub = TestHub::new().await;
    let old = OwnCertificate::ALL.map(|which| place(&hub, which, 20));
    hub.restart().await;
    let far = old[0].not_after().unix() + 900 * DAY as u64;
    while OwnCertificate::ALL.iter().any(|which| end(&hub, *which) < far) {
        tokio::task::yield_now().await;
    }
    let current = hub.hub().own.current(OwnCertificate::Server).unwrap();
    assert_eq!(shown(&hub).await, current.der(), "new connections see the new one");
    let kept = std::fs::read_to_string(hub.data.server_certificate()).unwrap();
    assert!(kept.starts_with(&current.to_pem()) && !hub.data.server_key_next().exists());

    let sender = hub.office("1370000001").await;
    hub.office("1370000002").await;
    let answer = sender.submit(sender.seal(&sender.letter("1370000002"))).await;
    let submitted: protocol::Submitted = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
    let signature =
        base64::Engine::decode(&base64::engine::general_purpose::STANDARD, submitted.receipt.signature).unwrap();
    let signer = hub.hub().own.current(OwnCertificate::Receipts).unwrap();
    assert!(signature.windows(signer.der().len()).any(|window| window == signer.der()), "receipts are signed with it");

    let metrics = hub.public_client().get(format!("http://{}/metrics", hub.running().health)).send().await.unwrap();
    let metrics = metrics.text().await.unwrap();
    let line = format!("certificate_end_timestamp_seconds{{certificate=\"server\"}} {}", current.not_after().unix());
    assert!(metrics.contains(&line), "{metrics}");
    hub.restart().await;
    assert_eq!(shown(&hub).await, current.der(), "and it is there after a restart");
}

#[tokio::test]
async fn own_certificates_are_renewed_ninety_days_before_their_end_and_not_before() {
    let hub = TestHub::new().await;
    assert!(hub.hub().renew_due().await.unwrap().is_empty());
    let left = end(&hub, OwnCertificate::Server) as i64 - hub.surroundings.now().unix() as i64;
    hub.advance(left - 90 * DAY - 60);
    assert!(hub.hub().renew_due().await.unwrap().is_empty());
    hub.advance(120);
    let before = end(&hub, OwnCertificate::Receipts);
    assert_eq!(hub.hub().renew_due().await.unwrap(), OwnCertificate::ALL);
    assert!(end(&hub, OwnCertificate::Receipts) > before);
    assert!(hub.hub().renew_due().await.unwrap().is_empty());
    // The issuing certificate ends before three more years are over, and no certificate outlives its issuer.
    assert_eq!(end(&hub, OwnCertificate::Server), hub.issuing().not_after().unix());
}

#[tokio::test]
async fn a_renewal_cut_off_before_its_last_step_is_finished_by_the_next_start() {
    let mut hub = TestHub::new().await;
    let present = std::fs::read(hub.data.server_key()).unwrap();
    let renewed = place(&hub, OwnCertificate::Server, 1_000);
    // The certificate is in its place, its key is not yet.
    std::fs::rename(hub.data.server_key(), hub.data.server_key_next()).unwrap();
    std::fs::write(hub.data.server_key(), present).unwrap();
    hub.restart().await;
    assert_eq!(shown(&hub).await, renewed.der());
    assert!(!hub.data.server_key_next().exists());
}

#[tokio::test]
async fn an_operator_renews_them_at_once() {
    let hub = TestHub::new().await;
    let before = shown(&hub).await;
    let lines = hub.admin(hub::admin::AdminQuestion::RenewOwn).await;
    assert!(lines[0].starts_with("サーバー証明書を更新しました。"), "{lines:?}");
    assert_ne!(shown(&hub).await, before);
}
