//! S21: what is stored of a password, the floor below which nothing is believed, and hashing anew at sign-in.

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use exchange::account::{CredentialName, SystemId};
use exchange::ports::PasswordHash;
use exchange::store::PasswordChange as Change;
use exchange::{Act, Actor};
use protocol::*;
use testkit::office::{code_of, password};
use testkit::samples::SENDER;
use testkit::{Invariants, TestHub, TestOffice};

/// RFC 9106 §5.3: the function is the one that the RFC means.
#[test]
fn s21_argon2id_is_that_of_the_rfc() {
    let mut builder = argon2::ParamsBuilder::new();
    builder.m_cost(32).t_cost(3).p_cost(4);
    builder.data(argon2::AssociatedData::new(&[4; 12]).unwrap());
    let parameters = builder.build().unwrap();
    let function = Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, parameters).unwrap();
    let mut tag = [0; 32];
    function.hash_password_into(&[1; 32], &[2; 16], &mut tag).unwrap();
    let hex: String = tag.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
}

fn name(office: &TestOffice) -> CredentialName {
    CredentialName::System(SystemId::parse(&office.names.as_ref().unwrap().system_id).unwrap())
}

async fn stored(hub: &TestHub, office: &TestOffice) -> String {
    hub.hub().store.credential(name(office)).await.unwrap().unwrap().password.0
}

/// A hash of the system password as an older or weaker hub would have stored it.
fn hash(hub: &TestHub, (memory, passes): (u32, u32), salt: &[u8]) -> String {
    let pepper = std::fs::read(hub.data.pepper()).unwrap();
    let parameters = Params::new(memory, passes, 1, Some(32)).unwrap();
    let function = Argon2::new_with_secret(&pepper, Algorithm::Argon2id, Version::V0x13, parameters).unwrap();
    let mut tag = [0; 32];
    function.hash_password_into(password(PasswordOf::System).as_bytes(), salt, &mut tag).unwrap();
    let (salt, tag) = (STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(tag));
    format!("$argon2id$v=19$m={memory},t={passes},p=1${salt}${tag}")
}

async fn store(hub: &TestHub, office: &TestOffice, hash: String) {
    let change = Change {
        name: name(office),
        password: PasswordHash(hash),
        first_until: None,
        expected: None,
        ends_sessions: false,
    };
    let act = Act { actor: Actor::Hub, at: hub.hub().now(), salt: [0; 16] };
    assert!(hub.hub().store.set_password(change, act).await.unwrap());
}

#[tokio::test]
async fn s21_parameters_salt_and_pepper_are_in_the_stored_hash() {
    let hub = TestHub::new().await;
    let (one, other) = hub.two_offices().await;
    let (first, second) = (stored(&hub, &one).await, stored(&hub, &other).await);
    let parts: Vec<&str> = first.split('$').collect();
    assert_eq!(parts[..4], ["", "argon2id", "v=19", "m=19456,t=2,p=1"]);
    let salt = STANDARD_NO_PAD.decode(parts[4]).unwrap();
    assert_eq!(salt.len(), 16);
    assert_eq!(hash(&hub, (19_456, 2), &salt), first, "computed beside the hub, with its pepper");
    assert_ne!(first, second, "the same password under another salt");
    Invariants::new().hold(&hub).await;
}

#[tokio::test]
async fn s21_below_the_floor_nothing_is_believed() {
    let hub = TestHub::new().await;
    let mut office = hub.office(SENDER).await;
    let names = office.names.clone().unwrap();
    for weak in [(19_455, 2), (19_456, 1), (8, 1)] {
        store(&hub, &office, hash(&hub, weak, &[7; 16])).await;
        let refused = office.post("/v1/session", &names).await;
        assert_eq!(code_of(refused).await, ProblemCode::SignInRefused, "{weak:?}");
    }
    for broken in ["", "$argon2id$v=19$m=19456,t=2,p=1$", "$argon2i$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA"] {
        store(&hub, &office, broken.to_owned()).await;
        hub.advance(16 * 60);
        let refused = office.post("/v1/session", &names).await;
        assert_eq!(code_of(refused).await, ProblemCode::SignInRefused, "{broken}");
    }
    store(&hub, &office, hash(&hub, (19_456, 2), &[7; 16])).await;
    hub.advance(16 * 60);
    office.sign_in().await;
    Invariants::new().hold(&hub).await;
}

#[tokio::test]
async fn s21_other_parameters_are_hashed_anew_at_sign_in() {
    let hub = TestHub::new().await;
    let mut office = hub.office(SENDER).await;
    for old in [(19_456, 3), (24_000, 2)] {
        let before = hash(&hub, old, &[9; 16]);
        store(&hub, &office, before.clone()).await;
        let mut wrong = office.names.clone().unwrap();
        wrong.system_password = "not the password at all".into();
        assert_eq!(code_of(office.post("/v1/session", &wrong).await).await, ProblemCode::SignInRefused);
        assert_eq!(stored(&hub, &office).await, before, "a wrong password changes nothing");
        office.sign_in().await;
        let after = stored(&hub, &office).await;
        assert!(after.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{after}");
        assert!(!after.contains(&STANDARD_NO_PAD.encode([9; 16])), "under a salt of its own");
        office.sign_in().await;
        assert_eq!(stored(&hub, &office).await, after, "and then left alone");
    }
    Invariants::new().hold(&hub).await;
}
