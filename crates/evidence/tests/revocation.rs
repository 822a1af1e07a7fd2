//! S17 and what else time and revocation decide.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use evidence::certificate::*;
use evidence::cms::{SignatureError, Verification, verify};
use evidence::container::ContainerVerifyError;
use evidence::*;

use crate::world::{A, World, at, now, number, open, verification, world};

fn outcome(trust: &TrustStore, when: Timestamp) -> Result<RevocationState, SignatureError> {
    let signature = world().identity_a().sign(b"content", now()).unwrap();
    verify(&signature, b"content", &verification(trust, when)).map(|verified| verified.revocation)
}

fn revoked(when: Timestamp) -> Revocation {
    Revocation::new(world().a.serial, when, RevocationReason::KeyCompromise)
}

#[test]
fn s05_unknown_revocation_is_refused() {
    let world = world();
    let unknown = |at| Err(SignatureError::Revocation(RevocationError::Unknown { at }));
    assert_eq!(outcome(&world.trust_without_lists(), now()), unknown(now()));
    // A list that has run out.
    let mut trust = world.trust_without_lists();
    trust.add_crl(world.crl(1, now().minus(24 * 3600), &[]).der()).unwrap();
    assert_eq!(outcome(&trust, now()), unknown(now()));
    assert!(outcome(&trust, now().minus(1)).is_ok());
    // The root's list says nothing about offices.
    let mut trust = world.trust_without_lists();
    let root = Issuer { certificate: &world.root, signer: &world.root_key };
    trust.add_crl(make_crl(root, 1, now(), &[]).unwrap().der()).unwrap();
    assert_eq!(outcome(&trust, now()), unknown(now()));
}

#[test]
fn s17_revocation_counts_from_its_time_on() {
    let world = world();
    let when = now().plus(600);
    let mut trust = world.trust();
    trust.add_crl(world.crl(2, now().plus(1_200), &[revoked(when)]).der()).unwrap();
    assert!(outcome(&trust, now()).is_ok());
    assert!(outcome(&trust, when.minus(1)).is_ok());
    for later in [when, when.plus(1), now().plus(1_200), at("2028-01-01T00:00:00Z")] {
        let expected = Err(SignatureError::Revocation(RevocationError::Revoked { at: when }));
        assert_eq!(outcome(&trust, later), expected, "{later}");
    }
}

#[test]
fn s17_a_later_list_speaks_for_the_past() {
    let world = world();
    let mut trust = world.trust_without_lists();
    let made = at("2027-06-01T00:00:00Z");
    trust.add_crl(world.crl(9, made, &[revoked(at("2027-05-01T00:00:00Z"))]).der()).unwrap();
    assert_eq!(outcome(&trust, now()), Ok(RevocationState::NotRevoked { list_of: made }));
    // One made after the certificate ended may have left it out: it says nothing.
    let mut trust = world.trust_without_lists();
    trust.add_crl(world.crl(9, at("2029-06-01T00:00:00Z"), &[]).der()).unwrap();
    assert!(matches!(outcome(&trust, now()), Err(SignatureError::Revocation(RevocationError::Unknown { .. }))));
}

#[test]
fn s17_a_revoked_authority_revokes_all_below() {
    let world = world();
    let mut trust = world.trust();
    let root = Issuer { certificate: &world.root, signer: &world.root_key };
    let serial = world.issuing.identity().serial.clone();
    let entry = Revocation { serial, at: now().minus(60), reason: RevocationReason::KeyCompromise };
    trust.add_crl(make_crl(root, 1, now(), &[entry]).unwrap().der()).unwrap();
    let expected = RevocationError::AuthorityRevoked { at: now().minus(60) };
    assert_eq!(outcome(&trust, now()), Err(SignatureError::Revocation(expected)));
    assert!(outcome(&trust, now().minus(61)).is_ok());
}

#[test]
fn s05_expired_and_early_certificates_are_refused() {
    let trust = world().trust();
    let certificate = &world().a.certificate;
    let expired = PathError::Expired { link: Link::Signer, until: certificate.not_after() };
    assert_eq!(outcome(&trust, certificate.not_after().plus(1)), Err(SignatureError::Path(expired)));
    let early = PathError::NotYetValid { link: Link::Signer, from: certificate.not_before() };
    assert_eq!(outcome(&trust, certificate.not_before().minus(1)), Err(SignatureError::Path(early)));
}

#[test]
fn s05_a_foreign_root_is_refused() {
    let foreign = World::new(99);
    let trust = world().trust();
    let signature = foreign.identity_a().sign(b"content", now()).unwrap();
    let refusal = verify(&signature, b"content", &verification(&trust, now())).unwrap_err();
    assert_eq!(refusal, SignatureError::Path(PathError::UnknownAuthority));
    // The names are the same in both worlds; only the keys differ.
    assert_eq!(foreign.issuing.subject(), world().issuing.subject());
    let mut trust = world().trust_without_lists();
    let foreign_list = foreign.crl(1, now(), &[]);
    assert!(matches!(trust.add_crl(foreign_list.der()), Err(CrlError::Signature(_))));
    assert_eq!(trust.add_issuing(&foreign.issuing), Err(AuthorityError::OtherRoot));
    assert_eq!(trust.add_issuing(&world().a.certificate), Err(AuthorityError::NotAnAuthority));
    trust.add_issuing(&world().issuing).unwrap();
    assert_eq!(trust.authorities().next().unwrap().issuing().len(), 1);
}

#[test]
fn s12_the_signer_is_the_account_and_the_sender() {
    let world = world();
    let trust = world.trust();
    let container = open(&world.container());
    let mut rule = verification(&trust, now());
    rule.account = Some(world.a.certificate.identity());
    container.clone().verify(&rule).unwrap();
    rule.account = Some(world.b.certificate.identity());
    let refusal = container.verify(&rule).unwrap_err();
    assert_eq!(refusal, ContainerVerifyError::Signature(SignatureError::OtherAccount));

    // Office B signs in the name of office A.
    let identity = world.identity_b();
    let forged =
        container::seal(&crate::world::transmission(), &identity, now(), &container::Limits::default()).unwrap();
    let refusal = open(&forged).verify(&verification(&trust, now())).unwrap_err();
    let expected = ContainerVerifyError::OtherOffice { from: number(A), signer: world.b.number.clone() };
    assert_eq!(refusal, expected);
    // A hub does.
    let identity = world.identity_hub();
    let forged =
        container::seal(&crate::world::transmission(), &identity, now(), &container::Limits::default()).unwrap();
    let refusal = open(&forged).verify(&verification(&trust, now())).unwrap_err();
    assert_eq!(refusal, ContainerVerifyError::NotAnOffice);
}

#[derive(Default)]
struct Cache(Mutex<HashMap<Sha256, Arc<TrustedCertificate>>>);

impl ChainCache for Cache {
    fn find(&self, fingerprint: &Sha256) -> Option<Arc<TrustedCertificate>> {
        self.0.lock().unwrap().get(fingerprint).cloned()
    }

    fn keep(&self, certificate: &Arc<TrustedCertificate>) {
        self.0.lock().unwrap().insert(certificate.certificate().fingerprint(), Arc::clone(certificate));
    }
}

#[test]
fn s06_a_cached_path_still_sees_time_and_revocation() {
    let world = world();
    let cache = Cache::default();
    let signature = world.identity_a().sign(b"content", now()).unwrap();
    let trust = world.trust();
    let ask = |trust: &TrustStore, when: Timestamp| {
        let rule = Verification { cache: &cache, ..verification(trust, when) };
        verify(&signature, b"content", &rule).map(|_| ())
    };
    ask(&trust, now()).unwrap();
    assert_eq!(cache.0.lock().unwrap().len(), 1);
    ask(&trust, now()).unwrap();
    let mut later = trust.clone();
    later.add_crl(world.crl(2, now(), &[revoked(now())]).der()).unwrap();
    assert!(matches!(ask(&later, now()), Err(SignatureError::Revocation(RevocationError::Revoked { .. }))));
    let until = world.a.certificate.not_after();
    assert!(matches!(ask(&trust, until.plus(1)), Err(SignatureError::Path(PathError::Expired { .. }))));
    // A foreign authority beside a known signer.
    let mut forge = crate::forge::Forge::new();
    let foreign = World::new(99);
    forge.certificates = Some(vec![crate::forge::choice(&world.a.certificate), crate::forge::choice(&foreign.issuing)]);
    let rule = Verification { cache: &cache, ..verification(&trust, now()) };
    let refusal = verify(&forge.write(), crate::forge::CONTENT, &rule).unwrap_err();
    assert_eq!(refusal, SignatureError::Path(PathError::UnknownAuthority));
}

struct Recorded(CertificateIdentity);

impl OfficeDirectory for Recorded {
    fn holder(&self, certificate: &CertificateIdentity) -> Option<(OfficeNumber, OfficeCertificateKind)> {
        (*certificate == self.0).then(|| (number("1399999999"), OfficeCertificateKind::CareInsurance))
    }
}

#[test]
fn an_outside_authoritys_certificates_are_known_by_issuer_and_serial() {
    let world = world();
    let outside = |known: &Certificate| {
        let directory = Arc::new(Recorded(known.identity().clone()));
        let naming = Naming::Directory(directory);
        let mut trust = TrustStore::new();
        trust.add_authority(Authority::new(world.root.clone(), vec![world.issuing.clone()], naming).unwrap());
        trust.add_crl(world.crl(1, now(), &[]).der()).unwrap();
        trust
    };
    let signature = world.identity_a().sign(b"content", now()).unwrap();
    let trust = outside(&world.a.certificate);
    let verified = verify(&signature, b"content", &verification(&trust, now())).unwrap();
    assert_eq!(verified.signer.holder().office().unwrap().as_str(), "1399999999");
    let trust = outside(&world.b.certificate);
    let refusal = verify(&signature, b"content", &verification(&trust, now())).unwrap_err();
    assert_eq!(refusal, SignatureError::Path(PathError::Holder));
}

#[test]
fn s10_lists_for_a_part_of_the_certificates_are_refused() {
    use x509_cert::der::{Decode, Encode};
    let world = world();
    let change = |change: &dyn Fn(&mut x509_cert::crl::TbsCertList)| {
        let list = world.crl(4, now(), &[revoked(now())]);
        let mut list = x509_cert::crl::CertificateList::from_der(list.der()).unwrap();
        change(&mut list.tbs_cert_list);
        let signature = world.issuing_key.sign(&list.tbs_cert_list.to_der().unwrap()).unwrap();
        list.signature = x509_cert::der::asn1::BitString::from_bytes(&signature).unwrap();
        world.trust_without_lists().add_crl(&list.to_der().unwrap())
    };
    change(&|_| ()).unwrap();
    let push = |list: &mut x509_cert::crl::TbsCertList, kind: &str| {
        list.crl_extensions.as_mut().unwrap().push(crate::forge::extension(kind, true, &[0x30, 0]));
    };
    // issuingDistributionPoint and deltaCRLIndicator.
    assert!(matches!(change(&|list| push(list, "2.5.29.28")), Err(CrlError::Extension([0x55, 0x1d, 28]))));
    assert!(matches!(change(&|list| push(list, "2.5.29.27")), Err(CrlError::Extension([0x55, 0x1d, 27]))));
    assert!(matches!(change(&|list| list.next_update = None), Err(CrlError::NoNextUpdate)));
    let entry = |list: &mut x509_cert::crl::TbsCertList| list.revoked_certificates.as_mut().unwrap()[0].clone();
    assert!(matches!(
        change(&|list| {
            let again = entry(list);
            list.revoked_certificates.as_mut().unwrap().push(again);
        }),
        Err(CrlError::RepeatedEntry)
    ));
    assert!(matches!(
        change(&|list| {
            let indirect = crate::forge::extension("2.5.29.29", true, &[0x30, 0]);
            list.revoked_certificates.as_mut().unwrap()[0].crl_entry_extensions = Some(vec![indirect]);
        }),
        Err(CrlError::EntryExtension)
    ));
}
