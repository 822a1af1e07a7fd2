//! Fetching, acknowledging, reporting, withdrawing, proving.

use super::world::*;
use crate::support::{START, id, office};
use evidence::receipt::ReceiptKind as Stated;
use exchange::account::{Scope, Scopes};
use exchange::id::TerminalTokenId;
use exchange::page::Limit;
use exchange::permission::{Caller, Denied, Right};
use exchange::transmission::{FeedNumber, ReceiptKind, Refusal, State, TransmissionHeader};
use exchange::usecases::transmission::ReadError;
use exchange::usecases::transmission::acknowledge::{StatementError, acknowledge};
use exchange::usecases::transmission::events::events;
use exchange::usecases::transmission::evidence::{evidence, receipts};
use exchange::usecases::transmission::fetch::{FetchError, fetch, fetch_document};
use exchange::usecases::transmission::inbox::{ListInput, inbox};
use exchange::usecases::transmission::report_import::report_import;
use exchange::usecases::transmission::sent::sent;
use exchange::usecases::transmission::status::status;
use exchange::usecases::transmission::submit::submit;
use exchange::usecases::transmission::withdraw::{WithdrawError, withdraw};
use pollster::block_on;

fn accepted(world: &World) -> TransmissionHeader {
    let container = seat_of(1).container(&Letter { copies: 2, ..letter(1, 2) });
    block_on(submit(world.now(), &world.acceptance(), &seat_of(1).caller(), &container)).unwrap();
    container.header().clone()
}

#[test]
fn the_whole_way_with_proof_on_both_sides() {
    let world = World::new();
    let header = accepted(&world);
    let (sender, recipient) = (seat_of(1).caller(), seat_of(2).caller());
    let now = world.now();
    let page = block_on(inbox(now, &recipient, ListInput::default())).unwrap();
    assert_eq!(page.entries[0].summary.as_ref().unwrap().documents.len(), 2);
    let document = block_on(fetch_document(now, &recipient, id(1), 1)).unwrap();
    assert_eq!((document.name.as_str(), document.content.as_slice()), ("b.pdf", &b"%PDF-1.7\n%%EOF\n"[..]));
    let none = block_on(fetch_document(now, &recipient, id(1), 2));
    assert!(matches!(none, Err(FetchError::Denied(Denied::NotFound))));
    let received = seat_of(2).receipt(Stated::Received, &header);
    assert_eq!(block_on(acknowledge(now, &recipient, id(1), received.clone())).unwrap(), State::Received);
    assert_eq!(block_on(acknowledge(now, &recipient, id(1), received)).unwrap(), State::Received);
    let imported = seat_of(2).receipt(Stated::Imported, &header);
    assert_eq!(block_on(report_import(now, &recipient, id(1), imported)).unwrap(), State::Imported);
    let kinds: Vec<_> = block_on(receipts(now, &sender, id(1))).unwrap().iter().map(|receipt| receipt.kind).collect();
    assert_eq!(kinds, [ReceiptKind::Accepted, ReceiptKind::Received, ReceiptKind::Imported]);
    let proof = block_on(evidence(now, &sender, id(1))).unwrap();
    assert_eq!((proof.fetched.header, proof.history.len()), (header, 4));
    let seen = block_on(status(now, &sender, id(1))).unwrap();
    assert_eq!((seen.entry.state, seen.history.last().unwrap().state), (State::Imported, State::Imported));
    assert_eq!(block_on(sent(now, &sender, ListInput::default())).unwrap().entries.len(), 1);
    let from_end = block_on(events(now, &sender, None, Limit::default())).unwrap();
    assert_eq!((from_end.events.len(), from_end.next), (0, FeedNumber(4)));
    let all = block_on(events(now, &sender, Some(FeedNumber(0)), Limit::new(3))).unwrap();
    assert_eq!((all.events.len(), all.next), (3, FeedNumber(3)));
}

#[test]
fn s12_a_receipt_must_be_the_recipients_of_this_container() {
    let world = World::new();
    let header = accepted(&world);
    let recipient = seat_of(2).caller();
    block_on(fetch(world.now(), &recipient, id(1))).unwrap();
    let try_with = |caller: &Caller, receipt| block_on(acknowledge(world.now(), caller, id(1), receipt));
    let imported = seat_of(2).receipt(Stated::Imported, &header);
    assert!(matches!(try_with(&recipient, imported), Err(StatementError::OtherKind(ReceiptKind::Imported))));
    // A receipt states that its signer is the recipient, so others can only state it of something else.
    let to = |number: u32| TransmissionHeader { sender: office(4), recipient: office(number), ..header.clone() };
    let by_sender = seat_of(1).receipt(Stated::Received, &to(1));
    assert!(matches!(try_with(&recipient, by_sender.clone()), Err(StatementError::SignedByAnother)));
    let sender = try_with(&seat_of(1).caller(), by_sender);
    assert!(matches!(sender, Err(StatementError::Denied(Denied::OtherSide))));
    let third = try_with(&seat_of(3).caller(), seat_of(3).receipt(Stated::Received, &to(3)));
    assert!(matches!(third, Err(StatementError::Denied(Denied::NotFound))));
    for wrong in [
        TransmissionHeader { id: id(2), ..header.clone() },
        TransmissionHeader { sha256: evidence_of(b"other"), ..header.clone() },
        TransmissionHeader { sender: office(3), ..header.clone() },
    ] {
        let receipt = seat_of(2).receipt(Stated::Received, &wrong);
        assert!(matches!(try_with(&recipient, receipt), Err(StatementError::OtherContainer)), "{wrong:?}");
    }
    assert_eq!(block_on(status(world.now(), &recipient, id(1))).unwrap().entry.state, State::Fetched);
}

fn evidence_of(bytes: &[u8]) -> exchange::Sha256 {
    exchange::Sha256::of(bytes)
}

#[test]
fn i6_withdrawing_works_until_the_recipient_begins() {
    let world = World::new();
    accepted(&world);
    let (now, sender, recipient) = (world.now(), seat_of(1).caller(), seat_of(2).caller());
    block_on(fetch(now, &sender, id(1))).unwrap();
    let by_recipient = block_on(withdraw(now, &recipient, id(1)));
    assert!(matches!(by_recipient, Err(WithdrawError::Denied(Denied::OtherSide))));
    let by_third = block_on(withdraw(now, &seat_of(3).caller(), id(1)));
    assert!(matches!(by_third, Err(WithdrawError::Denied(Denied::NotFound))));
    assert_eq!(block_on(withdraw(now, &sender, id(1))).unwrap(), State::Withdrawn);
    assert_eq!(block_on(withdraw(now, &sender, id(1))).unwrap(), State::Withdrawn);
    let late = block_on(fetch(now, &recipient, id(1)));
    assert!(matches!(late, Err(FetchError::Refused(Refusal::AlreadyWithdrawn))));
    let container = seat_of(1).container(&letter(2, 2));
    block_on(submit(now, &world.acceptance(), &sender, &container)).unwrap();
    block_on(fetch(now, &recipient, id(2))).unwrap();
    let late = block_on(withdraw(now, &sender, id(2)));
    assert!(matches!(late, Err(WithdrawError::Refused(Refusal::AlreadyFetched))));
}

#[test]
fn s30_a_third_office_and_a_weak_token_get_nothing() {
    let world = World::new();
    accepted(&world);
    let now = world.now();
    let third = seat_of(3).caller();
    for which in [id(1), id(99)] {
        assert!(matches!(block_on(fetch(now, &third, which)), Err(FetchError::Denied(Denied::NotFound))));
        assert!(matches!(block_on(status(now, &third, which)), Err(ReadError::Denied(Denied::NotFound))));
        assert!(matches!(block_on(receipts(now, &third, which)), Err(ReadError::Denied(Denied::NotFound))));
        assert!(matches!(block_on(evidence(now, &third, which)), Err(FetchError::Denied(Denied::NotFound))));
    }
    assert_eq!(block_on(inbox(now, &third, ListInput::default())).unwrap().entries, []);
    let token = Right::Terminal(TerminalTokenId::new(START, [1; 10]), Scopes::of(&[Scope::Send]));
    let weak = Caller { right: token, ..seat_of(2).caller() };
    assert!(matches!(block_on(fetch(now, &weak, id(1))), Err(FetchError::Denied(Denied::Scope))));
    assert!(matches!(block_on(inbox(now, &weak, ListInput::default())), Err(ReadError::Denied(Denied::Scope))));
    assert!(matches!(block_on(events(now, &weak, None, Limit::default())), Err(ReadError::Denied(Denied::Scope))));
}
