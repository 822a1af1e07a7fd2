//! Codes, recording, renewing, revoking.

use super::world::*;
use crate::support::{START, certificate, office, run};
use evidence::certificate::{VerifiedRequest, make_request};
use evidence::{Curve, SoftwareKey};
use exchange::Actor;
use exchange::Instant;
use exchange::certificate::{
    CertificateKind, CertificateRecord, CertificateState, EnrolSecret, RedeemRefusal, RevocationReason,
};
use exchange::instant::DAY;
use exchange::store::RecordOutcome;
use exchange::usecases::certificate::make_code::{MakeCodeError, make_code};
use exchange::usecases::certificate::record::{RecordError, record, record_renewal, renewable};
use exchange::usecases::certificate::redeem_code::{RedeemError, redeem_code};
use exchange::usecases::certificate::revoke::{RevokeError, revoke};
use exchange::usecases::notice::remind::{Words, remind};
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

/// What office 1 sees of ends at an instant: the words, and until when.
fn told(world: &World, at: Instant) -> Vec<(String, Instant)> {
    let reader = exchange::store::Reader { office: office(1), at };
    run(world.store.notices_for(reader)).into_iter().map(|entry| (entry.notice.title, entry.notice.until)).collect()
}

fn remind_at(world: &World, at: Instant) {
    let words = |reminder: &exchange::notice::Reminder| Words { title: reminder.days.to_string(), body: String::new() };
    block_on(remind(world.at(at), words)).unwrap();
}

#[test]
fn s8_a_reminder_of_a_certificates_end_goes_when_it_is_renewed_or_revoked_and_at_its_end() {
    let world = World::new();
    // Office 1 has two terminals.
    let (first, second) = (seat_of(1).key(), seat_of(5).key());
    let end = run(world.store.certificate(first)).unwrap().not_after;
    let at = end.minus(20 * DAY);
    remind_at(&world, at);
    let told_of_both = told(&world, at);
    assert_eq!(told_of_both, vec![("30".to_owned(), end.minus(7 * DAY)); 2], "until the next one is due");
    let next = CertificateRecord { renews: Some(first), not_after: end.plus(DAY * 365), ..certificate(1, 99) };
    assert_eq!(run(world.store.record_certificate(next, world.at(at).act(Actor::Hub))), RecordOutcome::Recorded);
    assert_eq!(told(&world, at).len(), 1, "the first was renewed");
    let at = end.minus(2 * DAY);
    remind_at(&world, at);
    assert_eq!(told(&world, at), [("7".to_owned(), end)], "of the second, and never after its end");
    block_on(revoke(world.at(at), Actor::Hub, second, RevocationReason::Superseded)).unwrap();
    assert_eq!(told(&world, at), [], "it was revoked");
}
