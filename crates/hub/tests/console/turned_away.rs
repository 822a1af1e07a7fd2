//! Whose certificate is revoked or over comes through to the door and sees one page there, and nothing else answers (S22).

use super::journeys::{browser_of, settle};
use super::*;
use crate::world::Authority;
use hub::admin::AdminQuestion;
use hub::authority::{AuthorityClient, new_key};
use hub::console::PLACES;
use hub::listener::{ClientVerifier, DoorVerifier};
use rustls::pki_types::UnixTime;
use rustls::server::danger::ClientCertVerifier as _;
use std::sync::Arc;
use std::time::Duration;

/// Stops an operator and waits until the handshake knows.
async fn stopped(hub: &TestHub, operator: &Operator) {
    let serial = operator.certificate.identity().serial.clone();
    hub.admin(AdminQuestion::StopOperator { id: operator.id.as_str().to_owned() }).await;
    let shared = hub.hub();
    testkit::until(|| shared.trust.current().store.lists().any(|list| list.revoked_at(&serial).is_some())).await;
}

/// Every address that the console answers at.
fn everywhere() -> Vec<String> {
    let places = PLACES.iter().map(|place| place.path.replace(['{', '}'], ""));
    places.chain(["/sign-in", "/register", "/licences"].map(str::to_owned)).collect()
}

async fn nothing_answers(operator: &Operator, words: &str) {
    for path in everywhere() {
        let fields = [("proof", "x"), ("do", "approve"), ("confirmed", "1")];
        for (method, answer) in [("GET", operator.get(&path).await), ("POST", operator.post(&path, &fields).await)] {
            let (status, page) = (answer.status(), answer.text().await.unwrap());
            assert_eq!(status, StatusCode::FORBIDDEN, "{method} {path}");
            assert!(page.contains(words), "{method} {path}: {page}");
            // The frame of nobody: no menu, nothing to send.
            assert!(!page.contains("class=\"nav\"") && !page.contains("method=\"post\""), "{method} {path}: {page}");
        }
    }
    for path in ["/nowhere", "/v1/me", "/v1/inbox", "/health/ready", "/operators/x/y/z"] {
        assert!(operator.get(path).await.status().is_client_error(), "{path}");
    }
}

#[tokio::test]
async fn s22_a_revoked_certificate_sees_one_page_and_no_place_answers() {
    let hub = hub_with_console().await;
    let (mut kimura, _ito) = (signed_in(&hub, "kimura", "admin").await, operator(&hub, "ito", "admin").await);
    assert_eq!(kimura.get("/notices/new").await.status(), StatusCode::OK);
    stopped(&hub, &kimura).await;
    nothing_answers(&kimura, "管理者によって停止されたため").await;
    kimura.http = client(&hub, Some((&kimura.certificate, &kimura.key)));
    nothing_answers(&kimura, "管理者によって停止されたため").await;
}

#[tokio::test]
async fn s22_the_list_alone_keeps_out_also_when_the_database_says_otherwise() {
    let hub = hub_with_console().await;
    let ito = signed_in(&hub, "ito", "admin").await;
    assert_eq!(ito.get("/").await.status(), StatusCode::OK);
    let shared = hub.hub();
    let serial = ito.certificate.identity().serial.iter().map(|byte| format!("{byte:02x}")).collect();
    let revoked = hub::authority::RevokedSerial { serial, at: hub.surroundings.now().unix(), compromised: true };
    let authority = AuthorityClient::new(&hub.data.authority_socket());
    let list = authority.revocation_list(vec![revoked]).await.unwrap();
    shared.trust.swap(&list, hub.surroundings.now()).unwrap();
    let door = shared.store.operator_door(ito.certificate.fingerprint()).await.unwrap().unwrap();
    assert!(door.certificate.is_valid(shared.now()) && door.operator.is_active, "as far as the database knows");
    nothing_answers(&ito, "運営コンソールを開けません").await;
}

#[tokio::test]
async fn s22_a_replaced_certificate_is_told_to_take_the_new_one() {
    let hub = hub_with_console().await;
    let ito = signed_in(&hub, "ito", "admin").await;
    let serial = ito.certificate.identity().serial.clone();
    let key = new_key(evidence::Curve::P256, &hub.surroundings).unwrap();
    let authority = AuthorityClient::new(&hub.data.authority_socket());
    let certificate = authority.issue_operator("ito", evidence::Signer::public_key(&key)).await.unwrap();
    hub.admin(AdminQuestion::RenewOperator { id: "ito".into(), certificate }).await;
    let shared = hub.hub();
    testkit::until(|| shared.trust.current().store.lists().any(|list| list.revoked_at(&serial).is_some())).await;
    let anew = Operator { http: client(&hub, Some((&ito.certificate, &ito.key))), ..ito };
    nothing_answers(&anew, "新しいものに替わったため").await;
}

#[tokio::test]
async fn s22_an_expired_certificate_sees_one_page_and_no_place_answers() {
    let hub = hub_with_console().await;
    let ito = signed_in(&hub, "ito", "admin").await;
    hub.advance(4 * 366 * 86_400);
    nothing_answers(&ito, "期限が切れました").await;
}

#[test]
fn s22_the_door_lets_through_only_what_our_own_authority_issued_as_a_clients() {
    let (ours, other) = (Authority::new(-60), Authority::new(-60));
    let (office, stranger) = (ours.office("1370000001"), other.office("1370000001"));
    let strict = || Arc::new(ClientVerifier::new(&[ours.root()], vec![ours.list()]).unwrap());
    let now = UnixTime::since_unix_epoch(Duration::from_secs(ours.surroundings.now().unix()));
    let years = |years: u64| UnixTime::since_unix_epoch(Duration::from_secs(now.as_secs() + years * 366 * 86_400));
    let lets = |verifier: &DoorVerifier, chain: &[rustls::pki_types::CertificateDer<'static>], at| {
        verifier.verify_client_cert(&chain[0], &chain[1..], at).is_ok()
    };
    let door = DoorVerifier::new(strict()).unwrap();
    assert!(lets(&door, &office.chain(), now));
    assert!(!lets(&door, &stranger.chain(), now), "a stranger's");
    assert!(!lets(&door, &ours.server().chain, now), "a server's");
    assert!(!lets(&door, &office.chain(), years(1)), "while the list is stale nobody comes in");
    assert!(!lets(&door, &stranger.chain(), years(4)), "a stranger's that has expired");
    assert!(!lets(&door, &ours.server().chain, years(4)), "a server's that has expired");
    // The last sign of the DER is the signature's: it was never issued so.
    let mut forged = office.chain();
    let mut bytes = forged[0].to_vec();
    *bytes.last_mut().unwrap() ^= 1;
    forged[0] = bytes.into();
    assert!(!lets(&door, &forged, now) && !lets(&door, &forged, years(4)), "badly signed");
    let strict_alone = strict();
    assert!(strict_alone.verify_client_cert(&office.chain()[0], &office.chain()[1..], years(4)).is_err());
    assert!(lets(&door, &office.chain(), years(4)), "ours that has expired comes to the door");
    let serial = office.certificate.identity().serial.iter().map(|byte| format!("{byte:02x}")).collect();
    let revoked = hub::authority::RevokedSerial { serial, at: ours.surroundings.now().unix(), compromised: true };
    ours.service.answer(&hub::authority::Question::RevocationList(vec![revoked]));
    let listed = strict();
    assert!(listed.verify_client_cert(&office.chain()[0], &office.chain()[1..], now).is_err());
    assert!(lets(&DoorVerifier::new(listed).unwrap(), &office.chain(), now), "ours that was revoked comes to the door");
}

#[tokio::test(flavor = "multi_thread")]
async fn s22_who_is_stopped_while_a_page_is_open_reads_what_happened() {
    let hub = hub_with_console().await;
    let (kimura, _ito) = (operator(&hub, "kimura", "admin").await, operator(&hub, "ito", "admin").await);
    let browser = browser_of(&hub, &kimura).await;
    settle(&browser, &kimura).await;
    browser.open(&format!("{}/notices/new", kimura.base)).await;
    browser.type_into("見出し", "年度末の受付について").await;
    stopped(&hub, &kimura).await;
    browser.click("内容を確かめる").await;
    browser.see("管理者によって停止されたため").await;
    browser.axe().await;
    browser.look("console", "turned-away").await;
    browser.open(&kimura.base).await;
    browser.see("管理者によって停止されたため").await;
}
