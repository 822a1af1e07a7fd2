//! S1, S5, S7: who gets through the exchange listener.

use crate::world::{Authority, Identity, get_hello, listen};
use hub::authority::{Answer, Question, RevokedSerial};
use hub::config::Limits;
use hub::listener::ClientVerifier;
use std::process::Command;
use std::sync::Arc;

async fn is_let_in(authority: &Authority, verifier: ClientVerifier, identity: Option<&Identity>) -> bool {
    let running = listen(authority, Arc::new(verifier), Limits::default()).await;
    let answer = get_hello(running.address, authority.root(), identity).await;
    running.stop.send(true).unwrap();
    running.done.await.unwrap();
    answer.is_ok_and(|answer| answer.ends_with("hello"))
}

fn verifier(authority: &Authority) -> ClientVerifier {
    ClientVerifier::new(&[authority.root()], vec![authority.list()]).unwrap()
}

fn revoke(authority: &Authority, identity: &Identity) {
    let serial = identity.certificate.identity().serial.iter().map(|b| format!("{b:02x}")).collect();
    let at = authority.surroundings.now().unix();
    let revoked = vec![RevokedSerial { serial, at, compromised: false }];
    assert!(matches!(authority.service.answer(&Question::RevocationList(revoked)), Answer::RevocationList(_)));
}

#[tokio::test]
async fn s5_an_office_is_let_in() {
    let authority = Authority::new(-60);
    let office = authority.office("1370000001");
    assert!(is_let_in(&authority, verifier(&authority), Some(&office)).await);
}

#[tokio::test]
async fn s5_without_a_certificate() {
    let authority = Authority::new(-60);
    assert!(!is_let_in(&authority, verifier(&authority), None).await);
}

#[tokio::test]
async fn s5_a_stranger() {
    let (authority, other) = (Authority::new(-60), Authority::new(-60));
    let stranger = other.office("1370000001");
    assert!(!is_let_in(&authority, verifier(&authority), Some(&stranger)).await);
}

#[tokio::test]
async fn s5_a_revoked_certificate() {
    let authority = Authority::new(-60);
    let office = authority.office("1370000001");
    revoke(&authority, &office);
    assert!(!is_let_in(&authority, verifier(&authority), Some(&office)).await);
}

#[tokio::test]
async fn s5_an_expired_certificate() {
    let authority = Authority::new(-3 * 366 * 86_400);
    let (old, now) = (authority.office("1370000001"), Authority::new(-60));
    let roots = [authority.root(), now.root()];
    let both = ClientVerifier::new(&roots, vec![authority.list(), now.list()]).unwrap();
    assert!(!is_let_in(&now, both, Some(&old)).await);
}

#[tokio::test]
async fn s5_a_stale_list_refuses_all() {
    let authority = Authority::new(-25 * 3_600);
    let office = authority.office("1370000001");
    assert!(!is_let_in(&authority, verifier(&authority), Some(&office)).await);
}

#[tokio::test]
async fn s5_the_list_of_another_authority_is_not_enough() {
    let (authority, other) = (Authority::new(-60), Authority::new(-60));
    let office = authority.office("1370000001");
    let foreign = ClientVerifier::new(&[authority.root()], vec![other.list()]).unwrap();
    assert!(!is_let_in(&authority, foreign, Some(&office)).await);
}

#[tokio::test]
async fn s5_a_server_certificate_is_no_client() {
    let authority = Authority::new(-60);
    let office = authority.office("1370000001");
    let server = authority.server();
    let roots = [authority.root()];
    let running =
        listen(&authority, Arc::new(ClientVerifier::new(&roots, vec![authority.list()]).unwrap()), Limits::default())
            .await;
    let pretender = Identity {
        certificate: evidence::certificate::Certificate::from_der(&server.chain[0]).unwrap(),
        key: evidence::SoftwareKey::from_pkcs8(server.key.secret_der()).unwrap(),
        issuing: office.issuing.clone(),
    };
    let answer = get_hello(running.address, authority.root(), Some(&pretender)).await;
    assert!(!answer.is_ok_and(|answer| answer.ends_with("hello")));
    running.stop.send(true).unwrap();
    running.done.await.unwrap();
}

#[tokio::test]
async fn s7_a_new_list_holds_without_a_restart() {
    let authority = Authority::new(-60);
    let office = authority.office("1370000001");
    let verifier = Arc::new(verifier(&authority));
    let running = listen(&authority, Arc::clone(&verifier), Limits::default()).await;
    assert!(get_hello(running.address, authority.root(), Some(&office)).await.is_ok());
    revoke(&authority, &office);
    verifier.swap(vec![authority.list()]).unwrap();
    let answer = get_hello(running.address, authority.root(), Some(&office)).await;
    assert!(!answer.is_ok_and(|answer| answer.ends_with("hello")));
    running.stop.send(true).unwrap();
    running.done.await.unwrap();
}

#[test]
fn s5_no_verifier_without_a_root() {
    let authority = Authority::new(-60);
    assert!(ClientVerifier::new(&[], vec![authority.list()]).is_err());
}

/// What `openssl s_client` says about a connection with these options.
async fn s_client(address: std::net::SocketAddr, folder: &std::path::Path, options: &[&str]) -> (bool, String) {
    let options: Vec<String> = options.iter().map(|option| (*option).to_owned()).collect();
    let folder = folder.to_owned();
    let output = tokio::task::spawn_blocking(move || {
        let mut command = Command::new("openssl");
        command.args(["s_client", "-brief", "-servername", "localhost", "-connect", &address.to_string()]);
        command.args([
            "-CAfile",
            "root.pem",
            "-cert",
            "office.pem",
            "-cert_chain",
            "issuing.pem",
            "-key",
            "office.key",
        ]);
        command.args(options).current_dir(folder).stdin(std::process::Stdio::null()).output().unwrap()
    })
    .await
    .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned() + &*String::from_utf8_lossy(&output.stdout);
    (said.contains("Verification: OK"), said)
}

#[tokio::test]
async fn s1_only_tls_13_with_its_suites_and_groups() {
    let authority = Authority::new(-60);
    let office = authority.office("1370000001");
    let folder = authority.folder.path();
    let pem = |der: &[u8]| evidence::certificate::Certificate::from_der(der).unwrap().to_pem();
    std::fs::write(folder.join("root.pem"), pem(&authority.root())).unwrap();
    std::fs::write(folder.join("office.pem"), office.certificate.to_pem()).unwrap();
    std::fs::write(folder.join("issuing.pem"), office.issuing.to_pem()).unwrap();
    std::fs::write(folder.join("office.der"), office.key.to_pkcs8().as_slice()).unwrap();
    let key = Command::new("openssl")
        .args(["pkey", "-inform", "DER", "-in", "office.der", "-out", "office.key"])
        .current_dir(folder)
        .status();
    assert!(key.unwrap().success());
    let running = listen(&authority, Arc::new(verifier(&authority)), Limits::default()).await;
    let table: [(&[&str], bool); 12] = [
        (&[], true),
        (&["-tls1_3"], true),
        (&["-tls1_2"], false),
        (&["-tls1_1"], false),
        (&["-tls1_3", "-ciphersuites", "TLS_AES_256_GCM_SHA384"], true),
        (&["-tls1_3", "-ciphersuites", "TLS_CHACHA20_POLY1305_SHA256"], true),
        (&["-tls1_3", "-ciphersuites", "TLS_AES_128_GCM_SHA256"], true),
        (&["-tls1_3", "-ciphersuites", "TLS_AES_128_CCM_SHA256"], false),
        (&["-tls1_3", "-groups", "P-256"], true),
        (&["-tls1_3", "-groups", "P-384"], true),
        (&["-tls1_3", "-groups", "P-521"], false),
        (&["-tls1_3", "-groups", "X448"], false),
    ];
    for (options, expected) in table {
        let (verified, said) = s_client(running.address, folder, options).await;
        assert_eq!(verified, expected, "{options:?}: {said}");
    }
    running.stop.send(true).unwrap();
    running.done.await.unwrap();
}
