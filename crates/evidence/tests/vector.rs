//! The public vector, made by Python's `zipfile` and `openssl` alone.

use evidence::certificate::*;
use evidence::cms::TimeRule;
use evidence::container::*;
use evidence::*;

use crate::world::{at, verification};

pub const VALID: &[u8] = include_bytes!("vector/valid.asice");
const ROOT: &str = include_str!("vector/root.pem");
const ISSUING: &str = include_str!("vector/issuing.pem");
const OFFICE: &str = include_str!("vector/office-a.pem");

pub fn trust() -> TrustStore {
    let mut trust = TrustStore::new();
    let issuing = vec![Certificate::from_pem(ISSUING).unwrap()];
    trust.add_authority(Authority::new(Certificate::from_pem(ROOT).unwrap(), issuing, Naming::Profile).unwrap());
    trust
}

#[test]
fn s15_the_public_vector_is_accepted() {
    let container = Container::open(VALID, &Limits::default()).unwrap();
    assert_eq!(container.transmission().id.as_str(), "0199a5d2-7c3e-7b1a-9f00-000000000001");
    assert_eq!(container.documents().len(), 3);
    let trust = trust();
    let mut rule = verification(&trust, at("2026-11-22T00:00:00Z"));
    rule.revocation = RevocationPolicy::WhereKnown;
    let verified = container.clone().verify(&rule).unwrap();
    assert_eq!(verified.signature().revocation, RevocationState::NotChecked);
    let holder = verified.signature().signer.holder();
    assert_eq!(holder.office().unwrap().as_str(), "1370000001");

    rule.time = TimeRule::Claimed;
    let claimed = container.clone().verify(&rule).unwrap();
    assert_eq!(claimed.signature().time, VerificationTime::Claimed(at("2026-11-21T10:39:25Z")));

    // The vector brings no revocation list: where one is required, it is refused.
    rule.revocation = RevocationPolicy::Required;
    assert!(container.verify(&rule).is_err());
}

#[test]
fn the_public_vector_has_our_serialisation_to_the_byte() {
    let container = Container::open(VALID, &Limits::default()).unwrap();
    let entries = zip::read(VALID, &zip_limits()).unwrap().entries;
    assert_eq!(container.transmission().to_json(), *entries[1].content);
    assert_eq!(container.manifest(), &*entries[5].content);
}

#[test]
fn the_vectors_certificates_are_read_as_they_are() {
    let office = Certificate::from_pem(OFFICE).unwrap();
    assert_eq!(office.uris(), ["urn:renkei:office:1370000001"]);
    assert_eq!(office.not_before(), at("2026-11-21T10:39:25Z"));
    assert_eq!(office.to_pem(), OFFICE);
    assert!(office.is_issued_by(&Certificate::from_pem(ISSUING).unwrap()));
    assert!(!office.is_issued_by(&Certificate::from_pem(ROOT).unwrap()));
}

pub fn zip_limits() -> zip::ZipLimits {
    zip::ZipLimits { archive_bytes: 1 << 24, entries: 64, entry_bytes: 1 << 22, total_bytes: 1 << 24, ratio: 300 }
}
