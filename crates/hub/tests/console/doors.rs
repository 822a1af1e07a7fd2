//! Who gets in at all: certificate, session, and both of one person.

use super::*;
use evidence::{Curve, Signer as _};
use exchange::instant::MINUTE;
use hub::authority::{AuthorityClient, new_key};
use reqwest::header::LOCATION;

#[tokio::test]
async fn s22_nobody_gets_in_without_an_operators_certificate() {
    let hub = hub_with_console().await;
    let base = format!("https://localhost:{}", hub.running().console.unwrap().port());
    let none = client(&hub, None).get(format!("{base}/sign-in")).send().await;
    assert!(none.is_err(), "the handshake asks for a certificate");
    let office = hub.office("1370000001").await;
    let answer = office.http.get(format!("{base}/sign-in")).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    assert!(answer.text().await.unwrap().contains("運営コンソールを開けません"));
}

#[tokio::test]
async fn s5_an_operators_certificate_opens_no_mailbox() {
    let hub = hub_with_console().await;
    let operator = signed_in(&hub, "ito", "admin").await;
    let exchange = format!("https://localhost:{}", hub.running().exchange.port());
    for path in ["/v1/me", "/v1/inbox", "/v1/offices"] {
        let answer = operator.http.get(format!("{exchange}{path}")).bearer_auth("a".repeat(64)).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[tokio::test]
async fn s26_a_session_is_bound_to_its_certificate_and_ends() {
    let hub = hub_with_console().await;
    let (one, mut two) = (signed_in(&hub, "ito", "admin").await, operator(&hub, "sato", "admin").await);
    assert_eq!(one.get("/").await.status(), StatusCode::OK);
    two.cookie.clone_from(&one.cookie);
    let stolen = two.get("/").await;
    assert_eq!((stolen.status(), &stolen.headers()[LOCATION]), (StatusCode::SEE_OTHER, &"/sign-in".parse().unwrap()));
    hub.advance(29 * 60);
    assert_eq!(one.get("/").await.status(), StatusCode::OK);
    hub.advance(32 * 60);
    assert_eq!(one.get("/").await.headers()[LOCATION], "/sign-in", "it has idled away");
}

#[tokio::test]
async fn s26_signing_out_ends_the_session() {
    let hub = hub_with_console().await;
    let one = signed_in(&hub, "ito", "viewer").await;
    let proof = proof(&one.see("/").await);
    let left = one.post("/sign-out", &[("proof", &proof), ("do", "sign-out")]).await;
    assert_eq!(left.headers()[LOCATION], "/sign-in");
    assert_eq!(one.get("/").await.headers()[LOCATION], "/sign-in");
}

#[tokio::test]
async fn s6_a_stopped_operator_is_out_with_the_next_request() {
    let hub = hub_with_console().await;
    let (one, _) = (signed_in(&hub, "ito", "admin").await, operator(&hub, "sato", "admin").await);
    assert_eq!(one.get("/").await.status(), StatusCode::OK);
    hub.admin(AdminQuestion::StopOperator { id: "ito".into() }).await;
    assert_eq!(one.get("/").await.status(), StatusCode::FORBIDDEN, "on the open connection");
}

#[tokio::test]
async fn s6_a_renewed_operators_old_certificate_stands_on_the_list() {
    let hub = hub_with_console().await;
    let one = operator(&hub, "ito", "admin").await;
    let serial = one.certificate.identity().serial.clone();
    let key = new_key(Curve::P256, &hub.surroundings).unwrap();
    let authority = AuthorityClient::new(&hub.data.authority_socket());
    let certificate = authority.issue_operator("ito", key.public_key()).await.unwrap();
    hub.admin(AdminQuestion::RenewOperator { id: "ito".into(), certificate }).await;
    let shared = hub.hub();
    testkit::until(|| {
        let current = shared.trust.current();
        current.store.lists().any(|list| list.revoked_at(&serial).is_some())
    })
    .await;
}

#[tokio::test]
async fn s29_what_matters_asks_for_the_passkey_again() {
    let hub = hub_with_console().await;
    let one = signed_in(&hub, "ito", "admin").await;
    let guarded: Vec<&str> =
        hub::console::PLACES.iter().filter(|place| place.is_guarded).map(|place| place.path).collect();
    let fresh = exchange::Instant::from_millis(6 * MINUTE);
    hub.advance(fresh.millis() / 1_000);
    for path in guarded.iter().filter(|path| !path.contains('{')) {
        let answer = one.get(path).await;
        assert_eq!(answer.headers()[LOCATION].to_str().unwrap(), format!("/prove?to={path}"), "{path}");
    }
}

#[tokio::test]
async fn s27_cookie_and_headers_of_the_console() {
    let hub = hub_with_console().await;
    let one = operator(&hub, "ito", "admin").await;
    let answer = one.get("/register").await;
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.starts_with("__Host-renkei-console=") && cookie.ends_with("HttpOnly; SameSite=Strict; Secure"));
    assert!(answer.headers().contains_key("strict-transport-security"));
    let elsewhere = one.http.get(format!("{}/register", one.base)).header("host", "evil.test").send().await.unwrap();
    assert_eq!(elsewhere.status(), StatusCode::MISDIRECTED_REQUEST);
}
