//! What was sent: withdrawing, sending again, what the list says.

use super::*;
use crate::store::OutboxState;
use desk::mailbox::{ArrivalState, DispatchState, Partner, PartnerState, Passed};

#[test]
fn s34_it_is_withdrawn_until_it_is_fetched() {
    let (live, a, b) = Live::two();
    let (first, second) = (live.sent(&a, "K2"), live.sent(&a, "K1"));
    live.inbox(&b);
    live.wait(a.post.withdraw(first.clone())).unwrap();
    assert_eq!(live.wait(a.post.dispatch(first.clone())).unwrap().summary.state, DispatchState::Withdrawn);
    // The other office had it in its list.
    let gone = live.wait(b.post.arrival(first.clone())).unwrap_err();
    assert!(gone.title.contains("取り消した"), "{gone:?}");
    let states: Vec<ArrivalState> =
        live.inbox(&b).into_iter().filter(|one| one.id == first).map(|one| one.state).collect();
    assert!(states.iter().all(|state| *state == ArrivalState::Withdrawn));
    live.wait(b.post.arrival(second.clone())).unwrap();
    let late = live.wait(a.post.withdraw(second.clone())).unwrap_err();
    assert_kind(&late, TroubleKind::Changed);
    assert!(late.title.contains("もう取り消せません"), "{late:?}");
    assert_eq!(live.wait(a.post.dispatch(second)).unwrap().summary.state, DispatchState::Fetched);
    // What was taken back may go anew without being asked twice.
    assert!(live.send(&a, &live.ready(&a, "K2", "")).unwrap().arrived.is_some());
}

#[test]
fn what_waits_on_this_pc_is_taken_back_with_the_hub_away() {
    let (live, a, _b) = Live::two();
    let letter = live.ready(&a, "K2", "");
    live.set_online(false);
    let id = live.send(&a, &letter).unwrap().id;
    live.wait(a.post.withdraw(id.clone())).unwrap();
    assert_eq!(a.store().outbox_item(&id).unwrap().unwrap().state, OutboxState::Withdrawn);
    live.set_online(true);
    assert_eq!(live.outbox(&a)[0].state, DispatchState::Withdrawn);
    assert_eq!(live.transmissions(), 0);
    // From here it can be made a draft again.
    let draft = live.wait(a.post.send_again(id)).unwrap();
    let again = live.wait(a.post.letter(draft)).unwrap();
    assert_eq!(again.set.files.len(), files("K2").len());
}

#[test]
fn what_was_begun_is_taken_back_only_when_the_hub_says_so() {
    let (live, a, _b) = Live::two();
    let letter = live.ready(&a, "K2", "");
    live.set_online(false);
    let id = live.send(&a, &letter).unwrap().id;
    a.store().begin_sending(&id).unwrap();
    let unknown = live.wait(a.post.withdraw(id.clone())).unwrap_err();
    assert_kind(&unknown, TroubleKind::Away);
    assert_eq!(a.store().outbox_item(&id).unwrap().unwrap().state, OutboxState::Sending);
    live.set_online(true);
    live.wait(a.post.withdraw(id.clone())).unwrap();
    assert_eq!(a.store().outbox_item(&id).unwrap().unwrap().state, OutboxState::Withdrawn);
    assert_eq!(live.transmissions(), 0);
}

#[test]
fn a_refusal_of_the_hub_stays_in_the_list_with_its_reason() {
    let live = Live::start();
    let a = live.office(A);
    live.wait(live.hub.register(B));
    // The recipient had a licence when it was chosen, and has none when the letter is sent.
    let letter = live.letter(&a);
    let offered = files("K2").into_iter().map(|(name, bytes)| OfferedFile::new(&name, bytes)).collect();
    let change = LetterChange { message: Some("だいじなこと".to_owned()), action: LetterAction::Add(offered) };
    let letter = live.wait(a.post.change_letter(letter.id, change)).unwrap();
    let to = letter.to.clone().unwrap();
    assert_eq!(to.state, PartnerState::Unlicensed);
    assert_eq!(live.send(&a, &letter).unwrap_err().field.as_deref(), Some("to"));
    let chosen = LetterAction::To(Partner { state: PartnerState::Active, ..to });
    let letter = live.change(&a, &letter, chosen).unwrap();
    let letter = live.change(&a, &letter, LetterAction::ConfirmNumber(B.to_owned())).unwrap();
    let sent = live.send(&a, &letter).unwrap();
    assert_eq!(sent.arrived, None);
    let detail = live.wait(a.post.dispatch(sent.id.clone())).unwrap();
    let DispatchState::Failed(trouble) = &detail.summary.state else { panic!("{:?}", detail.summary.state) };
    assert!(!trouble.title.is_empty() && trouble.number.is_some());
    let failed = DispatchFilter { state: Some(Passed::Failed), page: 1, ..DispatchFilter::default() };
    assert_eq!(live.wait(a.post.dispatches(failed, false)).unwrap().total, 1);
    let draft = live.wait(a.post.send_again(sent.id.clone())).unwrap();
    assert_eq!(live.wait(a.post.letter(draft)).unwrap().message, "だいじなこと");
    live.wait(a.post.withdraw(sent.id)).unwrap();
    assert_eq!(live.outbox(&a)[0].state, DispatchState::Withdrawn);
}

#[test]
fn another_pc_of_the_office_sees_it_and_can_send_it_again() {
    let (live, a, _b) = Live::two();
    let id = live.sent(&a, "K2");
    let second = live.second(A, &a);
    assert_eq!(live.outbox(&second)[0].state, DispatchState::Arrived);
    let detail = live.wait(second.post.dispatch(id.clone())).unwrap();
    assert!(detail.has_proof && detail.steps[0].text.contains("別のパソコン"));
    let draft = live.wait(second.post.send_again(id)).unwrap();
    assert_eq!(live.wait(second.post.letter(draft)).unwrap().set.files.len(), files("K2").len());
}
