//! Offices, licences and notices.

use super::world::*;
use crate::support::{START, new_office, office, run};
use exchange::Actor;
use exchange::instant::DAY;
use exchange::licence::{LedgerRefusal, LicenceDeed, Payment};
use exchange::notice::{Audience, Importance};
use exchange::permission::Denied;
use exchange::store::{OfficeChange, PutOutcome};
use exchange::usecases::licence::LicenceError;
use exchange::usecases::licence::cancel::cancel;
use exchange::usecases::licence::grant::{GrantError, GrantInput, grant};
use exchange::usecases::notice::publish::{PublishError, PublishInput, publish, withdraw_notice};
use exchange::usecases::notice::read::{mark_read, notices};
use exchange::usecases::office::put::{PutError, put_offices};
use exchange::usecases::office::search::{SearchInput, search};
use exchange::usecases::office::stop::{StopError, change_office};
use exchange::usecases::transmission::ReadError;
use pollster::block_on;

#[test]
fn an_import_is_looked_at_before_it_is_stored() {
    let world = World::new();
    let now = world.now();
    let bad = vec![new_office(5, "戊", "ボ"), new_office(6, "", "キ")];
    assert!(matches!(block_on(put_offices(now, Actor::Hub, bad)), Err(PutError::Name { line: 2 })));
    assert_eq!(run(world.store.office(office(5))), None);
    let many = (5..2_505).map(|number| new_office(number, "戊", "ボ")).collect();
    let outcomes = block_on(put_offices(now, Actor::Hub, many)).unwrap();
    assert!(outcomes.len() == 2_500 && outcomes.iter().all(|outcome| *outcome == PutOutcome::Added));
    let input = SearchInput { number: Some(office(2_504).to_string()), ..SearchInput::default() };
    let found = block_on(search(now, &seat_of(1).caller(), input)).unwrap();
    assert_eq!(found.entries[0].number, office(2_504));
}

#[test]
fn stopping_needs_a_reason() {
    let world = World::new();
    let change = |change| block_on(change_office(world.now(), Actor::Hub, office(1), change));
    assert!(matches!(change(OfficeChange::Freeze { why: exchange::office::Why::note(" ") }), Err(StopError::NoReason)));
    assert!(matches!(change(OfficeChange::Thaw), Err(StopError::NotPossible)));
}

#[test]
fn a_renewal_follows_the_licence_that_runs() {
    let world = World::new();
    let input = |number| GrantInput { office: office(number), first: None, payment: Some(Payment::Deduction) };
    let first = block_on(grant(world.now(), Actor::Hub, input(4))).unwrap();
    let second = block_on(grant(world.now(), Actor::Hub, input(4))).unwrap();
    let (LicenceDeed::Grant { first: begin, last, .. }, LicenceDeed::Grant { first: next, .. }) =
        (first[0].deed, second[0].deed)
    else {
        panic!("no grants");
    };
    assert_eq!((begin, next), (START.day_in_japan(), last.next()));
    let overlap = GrantInput { first: Some(last), ..input(4) };
    let refused = block_on(grant(world.now(), Actor::Hub, overlap));
    let overlaps = GrantError::Licence(LicenceError::Refused(LedgerRefusal::Overlaps { until: last }));
    assert_eq!(refused.unwrap_err().to_string(), overlaps.to_string());
    block_on(cancel(world.now(), Actor::Hub, office(4), second[0].id, next, None)).unwrap();
    let again = block_on(cancel(world.now(), Actor::Hub, office(4), second[0].id, next, None));
    assert!(matches!(again, Err(LicenceError::Refused(LedgerRefusal::AlreadyCancelled))));
    let nobody = block_on(grant(world.now(), Actor::Hub, input(99)));
    assert!(matches!(nobody, Err(GrantError::Licence(LicenceError::NoOffice))));
}

#[test]
fn notices_are_published_read_and_taken_back() {
    let world = World::new();
    let now = world.now();
    let input = PublishInput {
        audience: Audience::Offices(vec![office(1)]),
        importance: Importance::Important,
        title: "メンテナンス".to_owned(),
        body: "5月1日に停止します。".to_owned(),
        from: START,
        until: START.plus(DAY),
    };
    let over = PublishInput { until: START, ..input.clone() };
    assert!(matches!(block_on(publish(now, Actor::Hub, over)), Err(PublishError::Period)));
    let untitled = PublishInput { title: String::new(), ..input.clone() };
    assert!(matches!(block_on(publish(now, Actor::Hub, untitled)), Err(PublishError::Title)));
    let notice = block_on(publish(now, Actor::Hub, input)).unwrap();
    let (one, two) = (seat_of(1).caller(), seat_of(2).caller());
    assert_eq!(block_on(notices(now, &two)).unwrap(), []);
    let foreign = block_on(mark_read(now, &two, notice.id));
    assert!(matches!(foreign, Err(ReadError::Denied(Denied::NotFound))));
    block_on(mark_read(now, &one, notice.id)).unwrap();
    assert_eq!(block_on(notices(now, &one)).unwrap()[0].read_at, Some(START));
    block_on(withdraw_notice(now, Actor::Hub, notice.id)).unwrap();
    assert!(matches!(block_on(withdraw_notice(now, Actor::Hub, notice.id)), Err(PublishError::NotFound)));
}
