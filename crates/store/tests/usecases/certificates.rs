//! Codes, recording, renewing, revoking.

use super::world::*;
use crate::support::{START, office, run};
use evidence::certificate::{VerifiedRequest, make_request};
use evidence::{Curve, SoftwareKey};
use exchange::Actor;
use exchange::certificate::{CertificateKind, CertificateState, EnrolSecret, RedeemRefusal, RevocationReason};
use exchange::instant::DAY;
use exchange::usecases::certificate::make_code::{MakeCodeError, make_code};
use exchange::usecases::certificate::record::{RecordError, record, record_renewal, renewable};
use exchange::usecases::certificate::redeem_code::{RedeemError, redeem_code};
use exchange::usecases::certificate::revoke::{RevokeError, revoke};
use pollster::block_on;

fn request(number: u8) -> VerifiedRequest {
    let key = SoftwareKey::from_random(Curve::P256, &[number; 32]).unwrap();
    let office = evidence::OfficeNumber::parse(office(1).as_str()).unwrap();
    VerifiedRequest::from_pem(&make_request(&office, &key).unwrap()).unwrap()
}

#[test]
fn s9_a_code_is_for_one_office_one_kind_and_one_key() {
    let world = World::new();
    let now = world.now();
    let unknown = block_on(make_code(now, Actor::Hub, office(9), CertificateKind::CarePlan));
    assert!(matches!(unknown, Err(MakeCodeError::NoOffice)));
    let (code, secret) = block_on(make_code(now, Actor::Hub, office(1), CertificateKind::CareInsurance)).unwrap();
    let redeem = |at, secret: &EnrolSecret, key| block_on(redeem_code(world.at(at), code.id, secret, &request(key)));
    let wrong = redeem(START, &EnrolSecret::new([0; 10]), 50);
    assert!(matches!(wrong, Err(RedeemError::Refused(RedeemRefusal::Wrong))));
    let redeemed = redeem(START, &secret, 50).unwrap();
    assert_eq!((redeemed.office, redeemed.kind), (office(1), CertificateKind::CareInsurance));
    assert_eq!(redeem(START, &secret, 50).unwrap(), redeemed, "after a lost reply");
    assert!(matches!(redeem(START, &secret, 51), Err(RedeemError::Refused(RedeemRefusal::Used))));
    let late = redeem(START.plus(3 * DAY), &secret, 50);
    assert!(matches!(late, Err(RedeemError::Refused(RedeemRefusal::Expired))));
}

#[test]
fn a_certificate_is_recorded_renewed_and_revoked() {
    let world = World::new();
    let now = world.now();
    let (first, second) = (&seat_of(1).certificate, &seat_of(5).certificate);
    let kind = CertificateKind::CarePlan;
    let again = block_on(record(now, Actor::Hub, first, office(1), kind)).unwrap();
    assert_eq!(again.key, seat_of(1).key());
    let other = block_on(record(now, Actor::Hub, first, office(2), kind));
    assert!(matches!(other, Err(RecordError::Conflict)));
    let renewed = block_on(record_renewal(now, &seat_of(1).caller(), second)).unwrap();
    assert_eq!((renewed.office, renewed.renews), (office(1), Some(seat_of(1).key())));
    let reason = RevocationReason::Superseded;
    let foreign = block_on(revoke(now, seat_of(2).caller().actor(), seat_of(1).key(), reason));
    assert!(matches!(foreign, Err(RevokeError::NotFound)));
    block_on(revoke(now, seat_of(5).caller().actor(), seat_of(1).key(), reason)).unwrap();
    let old = block_on(renewable(now, &seat_of(1).caller()));
    assert!(matches!(old, Err(RecordError::Old(CertificateState::Revoked(..)))));
    assert_eq!(run(world.store.revoked_certificates(START)).len(), 1);
}
