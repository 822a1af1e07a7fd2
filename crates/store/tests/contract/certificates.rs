//! Certificates and enrolment codes.

use super::sessions::session;
use crate::support::*;
use exchange::Sha256;
use exchange::account::SessionEnd;
use exchange::certificate::{
    CertificateKey, CertificateKind, ENROL_CODE_HOURS, EnrolCode, EnrolSecret, RedeemRefusal, RevocationReason,
};
use exchange::id::EnrolCodeId;
use exchange::instant::{HOUR, Instant};
use exchange::store::{RecordOutcome, RedeemOutcome, Revocation, RevokeOutcome};

pub(crate) fn s6_revoking_ends_everything_bound_to_it(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    run(store.record_certificate(certificate(1, 1), hub(START)));
    assert!(run(store.open_session(session(1, 1), vec![], act(1, START))));
    let reason = RevocationReason::KeyCompromise;
    let revocation = |office| Revocation { key: certificate(1, 1).key, office, reason };
    let revoke = |office| run(store.revoke_certificate(revocation(office), act(1, START)));
    assert_eq!(revoke(Some(office(2))), RevokeOutcome::NotFound, "another office's");
    assert_eq!(revoke(Some(office(1))), RevokeOutcome::Revoked);
    assert_eq!(revoke(None), RevokeOutcome::Already);
    let view = run(store.session_by_access(Sha256::of(&[1, 1]))).unwrap();
    assert_eq!(view.session.ended, Some((SessionEnd::CertificateRevoked, START)));
    assert_eq!(view.certificate.revoked, Some((reason, START)));
    assert_eq!(run(store.revoked_certificates(START)).len(), 1);
    assert_eq!(run(store.revoked_certificates(certificate(1, 1).not_after.plus(1))), []);
}

pub(crate) fn a_certificate_is_known_by_issuer_and_serial(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    let record = |record| run(store.record_certificate(record, hub(START)));
    assert_eq!(record(certificate(1, 1)), RecordOutcome::Recorded);
    assert_eq!(record(certificate(1, 1)), RecordOutcome::Same);
    assert_eq!(record(certificate(2, 1)), RecordOutcome::Conflict);
    let mut renewed = certificate(1, 3);
    renewed.renews = Some(certificate(1, 1).key);
    assert_eq!(record(renewed.clone()), RecordOutcome::Recorded);
    assert_eq!(run(store.certificate(renewed.key)), Some(renewed));
    assert_eq!(run(store.certificate(CertificateKey::new(b"other", &[1]).unwrap())), None);
    assert_eq!(run(store.certificates_of(office(1))).len(), 2);
    assert!(close(&*store, 2, None, hub(START)));
    assert_eq!(record(certificate(2, 2)), RecordOutcome::NoOffice);
}

pub(crate) fn an_enrolment_code_is_redeemed_once(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 1);
    let id = EnrolCodeId::new(START, [1; 10]);
    let (right, wrong) = (EnrolSecret::new([1; 10]).hash(id), EnrolSecret::new([2; 10]).hash(id));
    let kind = CertificateKind::CareInsurance;
    let code = EnrolCode {
        id,
        office: office(1),
        kind,
        hash: right,
        made_at: START,
        failures: 0,
        redeemed: None,
        dropped_at: None,
    };
    run(store.make_enrol_code(code, hub(START)));
    let redeem = |id, hash, key: &[u8]| run(store.redeem_enrol_code(id, hash, Sha256::of(key), hub(START)));
    assert_eq!(redeem(id, wrong, b"key"), RedeemOutcome::Refused(RedeemRefusal::Wrong));
    let unknown = EnrolCodeId::new(START, [9; 10]);
    assert_eq!(redeem(unknown, right, b"key"), RedeemOutcome::Refused(RedeemRefusal::Wrong));
    let RedeemOutcome::Redeemed(code) = redeem(id, right, b"key") else { panic!("not redeemed") };
    assert_eq!((code.office, code.kind, code.redeemed), (office(1), kind, Some((Sha256::of(b"key"), START))));
    assert!(matches!(redeem(id, right, b"key"), RedeemOutcome::Redeemed(_)), "after a lost reply");
    assert_eq!(redeem(id, right, b"other"), RedeemOutcome::Refused(RedeemRefusal::Used));
    for _ in 0..3 {
        redeem(id, wrong, b"key");
    }
    assert_eq!(redeem(id, right, b"key"), RedeemOutcome::Refused(RedeemRefusal::TriedTooOften));
}

pub(crate) fn an_enrolment_code_that_is_taken_back_lets_nobody_in(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    let (kind, secret) = (CertificateKind::CarePlan, EnrolSecret::new([1; 10]));
    let make = |number: u8, at: Instant| {
        let (id, secret) = (EnrolCodeId::new(at, [number; 10]), EnrolSecret::new([number; 10]));
        let hash = secret.hash(id);
        let (office, made_at) = (office(1), at);
        run(store.make_enrol_code(
            EnrolCode { id, office, kind, hash, made_at, failures: 0, redeemed: None, dropped_at: None },
            hub(at),
        ));
        id
    };
    let (first, second) = (make(1, START), make(2, START.plus(1)));
    let open = |number, at| -> Vec<EnrolCodeId> {
        run(store.open_enrol_codes(office(number), at)).into_iter().map(|code| code.id).collect()
    };
    assert_eq!((open(1, START.plus(2)), open(2, START.plus(2))), (vec![second, first], vec![]));
    let drop = |id, number| run(store.drop_enrol_code(id, office(number), hub(START.plus(2))));
    assert!(!drop(first, 2), "another office's");
    assert!(drop(first, 1) && !drop(first, 1), "once");
    assert_eq!(open(1, START.plus(3)), [second]);
    let redeemed = run(store.redeem_enrol_code(first, secret.hash(first), Sha256::of(b"key"), hub(START.plus(4))));
    assert_eq!(redeemed, RedeemOutcome::Refused(RedeemRefusal::Wrong));
    let right = EnrolSecret::new([2; 10]).hash(second);
    let redeemed = run(store.redeem_enrol_code(second, right, Sha256::of(b"key"), hub(START.plus(4))));
    assert!(matches!(redeemed, RedeemOutcome::Redeemed(_)));
    assert!(!drop(second, 1), "who has used it is in: that certificate is revoked");
    assert!(open(1, START.plus(5)).is_empty());
    make(3, START.plus(6));
    assert!(open(1, START.plus(6 + ENROL_CODE_HOURS * HOUR)).is_empty(), "its time is over");
}
