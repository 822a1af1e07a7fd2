//! Writing and sending letters.

use super::*;
use crate::app::post::drafts::Kept;
use crate::store::SenderLock;
use desk::mailbox::{DispatchState, Template};

#[test]
fn a_letter_arrives_and_its_draft_is_gone() {
    let (live, a, b) = Live::two();
    let letter = live.letter(&a);
    let offered = files("K2").into_iter().map(|(name, bytes)| OfferedFile::new(&name, bytes)).collect();
    let letter = live.change(&a, &letter, LetterAction::Add(offered)).unwrap();
    let to = letter.to.clone().unwrap();
    assert_eq!((to.number.as_str(), to.first_time, to.place.as_str()), (B, true, "東京都"));
    assert!(!to.services.is_empty() && !letter.set.users.is_empty());
    // The first time the number is typed, and the server wants it.
    let refused = live.send(&a, &letter).unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("number"));
    let wrong = live.change(&a, &letter, LetterAction::ConfirmNumber("1370000003".to_owned())).unwrap_err();
    assert_eq!(wrong.field.as_deref(), Some("number"));
    let letter = live.wait(a.post.letter(letter.id)).unwrap();
    let letter =
        live.change(&a, &letter, LetterAction::ConfirmNumber("１３７０－０００００２".replace('－', "-"))).unwrap();
    let sent = live.send(&a, &letter).unwrap();
    assert!(sent.arrived.is_some());
    assert!(live.wait(a.post.drafts()).unwrap().is_empty());
    assert_eq!(live.transmissions(), 1);
    // The second window presses the button as well.
    assert_kind(&live.send(&a, &letter).unwrap_err(), TroubleKind::Missing);
    assert_eq!(live.transmissions(), 1);
    let detail = live.wait(a.post.dispatch(sent.id.clone())).unwrap();
    assert_eq!(detail.summary.state, DispatchState::Arrived);
    assert_eq!(detail.users.len(), letter.set.users.len());
    let titles: Vec<&str> = detail.steps.iter().map(|step| step.title.as_str()).collect();
    assert_eq!(titles, ["送信の準備", "届きました"]);
    assert_eq!(live.inbox(&b).len(), 1);
    let store = a.store();
    assert_eq!(store.sweep_shelf(&std::collections::HashSet::new()).unwrap(), 0, "the shelf is empty");
    assert_eq!(store.deeds(0, 10).unwrap().total, 1);
    assert!(!live.ready(&a, "K2", "").needs_number(), "known from now on");
}

#[test]
fn the_same_letter_goes_once_unless_it_is_sent_again_on_purpose() {
    let (live, a, _b) = Live::two();
    let id = live.sent(&a, "K2");
    let same = live.ready(&a, "K2", "別のメッセージ");
    let refused = live.send(&a, &same).unwrap_err();
    assert_kind(&refused, TroubleKind::Changed);
    assert!(refused.title.contains("すでに届いています"), "{refused:?}");
    assert_eq!(live.wait(a.post.letter(same.id.clone())).unwrap().message, "別のメッセージ");
    assert_eq!(live.transmissions(), 1);

    let draft = live.wait(a.post.send_again(id)).unwrap();
    let again = live.wait(a.post.letter(draft)).unwrap();
    assert_eq!((again.set.files.len(), again.message.as_str()), (files("K2").len(), "よろしくお願いします"));
    // A change does not make it forget that it is sent again.
    let again = live.change(&a, &again, LetterAction::Message("もう一度送ります".to_owned())).unwrap();
    assert!(live.send(&a, &again).unwrap().arrived.is_some());
    assert_eq!(live.transmissions(), 2);
}

#[test]
fn what_was_changed_since_it_was_confirmed_is_not_sent() {
    let (live, a, _b) = Live::two();
    let confirmed = live.ready(&a, "K2", "ひとつめ");
    let change = LetterChange { message: Some("ふたつめ".to_owned()), action: LetterAction::Keep };
    let changed = live.wait(a.post.change_letter(confirmed.id.clone(), change)).unwrap();
    assert_kind(&live.send(&a, &confirmed).unwrap_err(), TroubleKind::Changed);
    assert_eq!(live.transmissions(), 0);
    assert!(live.send(&a, &changed).unwrap().arrived.is_some());
}

#[test]
fn with_the_hub_away_it_waits_and_goes_once() {
    let (live, a, b) = Live::two();
    let letter = live.ready(&a, "K2", "待ちます");
    live.set_online(false);
    let sent = live.send(&a, &letter).unwrap();
    assert_eq!(sent.arrived, None);
    let list = live.wait(a.post.dispatches(DispatchFilter::default(), true)).unwrap();
    assert_eq!(list.rows[0].state, DispatchState::Waiting);
    assert!(list.stale.is_some());
    // The bell was rung for what sends by itself.
    live.wait(a.post.shared.bell.notified());
    live.set_online(true);
    // The same once more joins what waits.
    let same = live.ready(&a, "K2", "待ちます");
    let joined = live.send(&a, &same).unwrap();
    assert_eq!(joined.id, sent.id);
    assert!(joined.arrived.is_some());
    assert_eq!(live.transmissions(), 1);
    assert_eq!(live.inbox(&b).len(), 1);
}

#[test]
fn while_another_sends_it_waits_for_its_turn() {
    let (live, a, _b) = Live::two();
    let letter = live.ready(&a, "K2", "");
    let turn = SenderLock::take(&Home::find(Some(a.home.path().to_owned())).unwrap()).unwrap();
    assert!(turn.is_some());
    let sent = live.send(&a, &letter).unwrap();
    assert_eq!(sent.arrived, None);
    let state = |id: &str| live.wait(a.post.dispatch(id.to_owned())).unwrap().summary.state;
    assert_eq!((state(&sent.id), live.transmissions()), (DispatchState::Waiting, 0));
    drop(turn);
    assert!(live.send(&a, &live.ready(&a, "K2", "")).unwrap().arrived.is_some());
    assert_eq!((state(&sent.id), live.transmissions()), (DispatchState::Arrived, 1));
}

#[test]
fn a_lost_answer_is_not_sent_twice() {
    let (live, a, _b) = Live::two();
    let letter = live.ready(&a, "K2", "");
    // The answer to the submission is lost somewhere: whatever was cut, the hub has it once in the end.
    for after in [3_000, 8_000, 20_000] {
        live.exchange.follow(Plan::once(Fault::LoseReply { after }));
        let id = match live.send(&a, &letter) {
            Ok(sent) if sent.arrived.is_some() => break,
            Ok(sent) => sent.id,
            Err(_) => continue,
        };
        live.set_online(true);
        let same = live.ready(&a, "K2", "");
        assert_eq!(live.send(&a, &same).unwrap().id, id);
        break;
    }
    assert_eq!(live.transmissions(), 1);
}

#[test]
fn a_crash_between_outbox_and_draft_cannot_be() {
    let (live, a, _b) = Live::two();
    let letter = live.ready(&a, "K2", "");
    let shared = Arc::clone(&a.post.shared);
    let (id, set) = (letter.id.clone(), letter.set.clone());
    let failed = live.wait(async move {
        tokio::task::spawn_blocking(move || {
            let mut seat = crate::app::post::Seat::take(shared).unwrap();
            let set = crate::shelf::StoreShelf::new(&seat.place.store).set(&set, B, "").unwrap();
            // Power is cut after the draft was removed and before the transaction ended.
            seat.place.hand_over(&set, false, |store| {
                Kept::read(store, &id)?.remove(store)?;
                Err::<(), _>(Trouble::missing("電源"))
            })
        })
        .await
        .unwrap()
    });
    assert!(failed.is_err());
    assert!(a.store().outbox().unwrap().is_empty(), "nothing was put");
    assert!(live.send(&a, &letter).unwrap().arrived.is_some(), "the draft and its files are as before");
    assert_eq!(live.transmissions(), 1);
}

#[test]
fn what_another_office_sends_or_this_one_gets_is_refused() {
    let (live, _a, b) = Live::two();
    // K2 is from A to B: at B it names another sender and this office as the recipient.
    let letter = live.letter(&b);
    let offered = files("K2").into_iter().map(|(name, bytes)| OfferedFile::new(&name, bytes)).collect();
    let letter = live.change(&b, &letter, LetterAction::Add(offered)).unwrap();
    let refused = live.send(&b, &letter).unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("to"), "{refused:?}");
    assert_eq!(live.transmissions(), 0);
}

#[test]
fn drafts_are_kept_changed_and_thrown_away() {
    let (live, a, _b) = Live::two();
    let (first, second) = (live.ready(&a, "K2", "a"), live.letter(&a));
    assert_eq!(live.wait(a.post.drafts()).unwrap().len(), 2);
    let key = first.set.files[0].key;
    let fewer = live.change(&a, &first, LetterAction::Remove(key)).unwrap();
    assert_eq!(fewer.set.files.len() + 1, first.set.files.len());
    assert_eq!(a.store().from_shelf(key).unwrap(), None);
    live.wait(a.post.remove_letters(vec![first.id.clone(), second.id, "gone".to_owned()])).unwrap();
    assert!(live.wait(a.post.drafts()).unwrap().is_empty());
    assert_eq!(a.store().sweep_shelf(&std::collections::HashSet::new()).unwrap(), 0);
    assert_kind(&live.wait(a.post.letter(first.id)).unwrap_err(), TroubleKind::Missing);
}

#[test]
fn templates_of_the_app_stay_and_own_ones_change() {
    let live = Live::start();
    let a = live.office(A);
    let given = live.wait(a.post.templates()).unwrap();
    assert!(given.len() == 4 && given.iter().all(|one| !one.own));
    let keep = |template: Template| live.wait(a.post.keep_template(template));
    let new = Template { id: String::new(), name: "予定".to_owned(), text: "{対象月}".to_owned(), own: false };
    let id = keep(new.clone()).unwrap();
    assert_eq!(keep(Template { id: id.clone(), text: "b".to_owned(), ..new.clone() }).unwrap(), id);
    assert_kind(&keep(Template { text: "x".to_owned(), ..given[0].clone() }).unwrap_err(), TroubleKind::Forbidden);
    assert_eq!(keep(Template { name: " ".to_owned(), ..new.clone() }).unwrap_err().field.as_deref(), Some("name"));
    assert_kind(&keep(Template { id: "other".to_owned(), ..new }).unwrap_err(), TroubleKind::Missing);
    assert_eq!(live.wait(a.post.templates()).unwrap()[4].text, "b");
    live.wait(a.post.remove_template(id)).unwrap();
    assert_eq!(live.wait(a.post.templates()).unwrap().len(), 4);
}
