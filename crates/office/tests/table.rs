//! The work table of 一括送信 over the store and the double of the hub: every group is sent once, whatever happens.

use crate::hub::{Fault, HubDouble};
use crate::run::{samples, surroundings, today};
use crate::seat::{A, Seat};
use desk::batch::{Batch, BatchAction, BatchChange, GroupState};
use desk::letter::{Letter, LetterAction, LetterChange};
use desk::mailbox::{Partner, PartnerState};
use desk::sorting::{Content, OfferedFile};
use office::home::Home;
use office::refusal::Refusal;
use office::shelf::StoreShelf;
use office::store::{SenderLock, StoreError};
use office::transfer::{Delivery, Workplace};
use office::{Surroundings, catalogue::Catalogue};
use standard::Date;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

fn as_of() -> Date {
    Date::new(2025, 6, 10).unwrap()
}

fn workplace(seat: &Seat) -> Workplace {
    let now = || UNIX_EPOCH + Duration::from_secs(today().unix());
    let surroundings = Surroundings { now: Arc::new(now), ..surroundings() };
    Workplace::open(Home::find(Some(seat.home.path().to_owned())).unwrap(), &surroundings).unwrap()
}

fn files(set: &str) -> Vec<OfferedFile> {
    let folder = samples().join("202407").join(set);
    let files = folder.read_dir().unwrap().map(|entry| {
        let entry = entry.unwrap();
        let content = Content::Bytes(std::fs::read(entry.path()).unwrap());
        OfferedFile { name: entry.file_name().into_string().unwrap(), content }
    });
    files.collect()
}

/// As a page does: what was kept, changed, kept again, in one transaction.
fn change(workplace: &mut Workplace, action: BatchAction) -> Batch {
    let changed: Result<Batch, StoreError> = workplace.store.together(|store| {
        let mut table: Batch = store.work_table()?.unwrap_or_default();
        let change = BatchChange { typed: Vec::new(), selected: None, action };
        table.apply(change, A, as_of(), &mut StoreShelf::new(store)).unwrap();
        store.keep_work_table(&table)?;
        Ok(table)
    });
    changed.unwrap()
}

/// As the one who sends does: group by group, each state kept before the next step.
fn run(workplace: &mut Workplace, die_before_marking: bool) -> Result<(), Refusal> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let _sender = SenderLock::take(&workplace.home).unwrap().unwrap();
    let mut table: Batch = workplace.store.work_table().unwrap().unwrap();
    table.resume();
    while let Some(id) = table.next() {
        table.mark(id, GroupState::Sending { percent: 0 }, &mut StoreShelf::new(&workplace.store));
        workplace.store.keep_work_table(&table).unwrap();
        let group = table.group(id).unwrap();
        let set = StoreShelf::new(&workplace.store).set(&group.set, &group.key.receiver, &group.message)?;
        let done = runtime.block_on(workplace.dispatch(&set, false))?;
        if die_before_marking {
            return Ok(());
        }
        let state = match done.delivery {
            Delivery::Arrived(at) => {
                let at = desk::Moment(i64::try_from(at.unix()).unwrap() * 1_000);
                GroupState::Sent { id: done.id, at }
            }
            Delivery::Waiting(_) | Delivery::Stopped(_) => GroupState::Waiting { id: done.id, why: None },
            Delivery::Refused(refusal) => GroupState::Failed(refusal.trouble(desk::TroubleKind::Failed)),
        };
        table.mark(id, state, &mut StoreShelf::new(&workplace.store));
        workplace.store.keep_work_table(&table).unwrap();
    }
    Ok(())
}

/// As the directory answers.
fn known(number: &str) -> Partner {
    Partner {
        number: number.to_owned(),
        name: "あおば訪問介護".to_owned(),
        kana: "アオバ".to_owned(),
        place: String::new(),
        services: Vec::new(),
        state: PartnerState::Active,
        first_time: false,
        favourite: false,
        closed: None,
    }
}

fn queue(workplace: &mut Workplace) {
    let mut table = change(workplace, BatchAction::Add(files("K2")));
    assert_eq!(table.groups.len(), 1, "{table:?}");
    for number in table.unasked() {
        table.answer(&number, Some(&known(&number)));
    }
    workplace.store.keep_work_table(&table).unwrap();
    let chosen = table.groups.iter().map(|group| (group.id, group.revision)).collect();
    let queued = change(workplace, BatchAction::Send(chosen));
    assert_eq!(queued.under_way(), 1, "{:?}", queued.groups[0].hindrance());
}

#[test]
fn r11_a_group_that_arrived_before_the_crash_is_not_sent_again() {
    let hub = HubDouble::start();
    let a = Seat::new(&hub, A);
    let mut at_work = workplace(&a);
    queue(&mut at_work);
    run(&mut at_work, true).unwrap();
    drop(at_work);
    let mut at_work = workplace(&a);
    let left: Batch = at_work.store.work_table().unwrap().unwrap();
    assert!(matches!(left.groups[0].state, GroupState::Sending { .. }), "{left:?}");
    run(&mut at_work, false).unwrap();
    let table: Batch = at_work.store.work_table().unwrap().unwrap();
    assert!(matches!(table.groups[0].state, GroupState::Sent { .. }) && !table.running, "{table:?}");
    assert_eq!(hub.state.lock().unwrap().posts, 1);
}

#[test]
fn a_lost_answer_leaves_a_group_waiting_and_the_list_says_so() {
    let hub = HubDouble::start();
    let a = Seat::new(&hub, A);
    let mut at_work = workplace(&a);
    queue(&mut at_work);
    hub.fail_at_path("/v1/transmissions", Fault::LostAnswer);
    run(&mut at_work, false).unwrap();
    let table: Batch = at_work.store.work_table().unwrap().unwrap();
    assert!(matches!(table.groups[0].state, GroupState::Waiting { .. }), "{table:?}");
    let mut list = Catalogue::default();
    list.refresh(&at_work.store).unwrap();
    assert_eq!((list.counts().waiting, list.counts().unfetched), (1, 0));
    assert_eq!(a.run(&["send"], "").exit, office::Exit::Clean);
    list.refresh(&at_work.store).unwrap();
    assert_eq!((list.counts().waiting, list.counts().unfetched), (0, 1));
    let sent = list.sent(&Default::default(), 0, 10);
    assert!(!sent.entries[0].users.is_empty() && sent.entries[0].version.as_deref() == Some("202407"));
    assert!(!at_work.store.partner("1370000002").unwrap().is_first_time());
    assert_eq!(hub.state.lock().unwrap().transmissions.len(), 1);
}

#[test]
fn a_refusal_stays_with_its_reason() {
    let hub = HubDouble::start();
    let a = Seat::new(&hub, A);
    let mut at_work = workplace(&a);
    queue(&mut at_work);
    hub.state.lock().unwrap().refuse = Some(protocol::ProblemCode::RecipientNotLicensed);
    run(&mut at_work, false).unwrap();
    let at_work = workplace(&a);
    let table: Batch = at_work.store.work_table().unwrap().unwrap();
    let GroupState::Failed(trouble) = &table.groups[0].state else { panic!("{table:?}") };
    assert!(trouble.number.as_deref() == Some("R-0001") && !trouble.cure.is_empty(), "{trouble:?}");
}

#[test]
fn drafts_keep_their_files_and_the_shelf_is_swept() {
    let hub = HubDouble::start();
    let a = Seat::new(&hub, A);
    let mut at_work = workplace(&a);
    queue(&mut at_work);
    let id = at_work.store.new_draft_id().unwrap();
    let kept: Result<(), StoreError> = at_work.store.together(|store| {
        let mut letter = Letter::new(&id);
        let change = LetterChange { message: Some("5月分です".to_owned()), action: LetterAction::Add(files("K5")) };
        letter.apply(change, &mut StoreShelf::new(store), as_of()).unwrap();
        // A file that no letter names any more: the program died in between.
        store.put_on_shelf(b"left")?;
        store.keep_draft(&id, &letter, today())
    });
    kept.unwrap();
    drop(at_work);
    let mut at_work = workplace(&a);
    assert_eq!(at_work.store.tidy_shelf().unwrap(), 1);
    assert_eq!(at_work.store.tidy_shelf().unwrap(), 0);
    let draft = at_work.store.draft::<Letter>(&id).unwrap().unwrap();
    let set = StoreShelf::new(&at_work.store).set(&draft.letter.set, "1370000001", &draft.letter.message).unwrap();
    assert_eq!(set.documents.len(), files("K5").len());
    for entry in a.home.path().read_dir().unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(memchr::memmem::find(&bytes, "5月分です".as_bytes()).is_none());
    }
    at_work.store.remove_draft(&id).unwrap();
    assert_eq!(at_work.store.tidy_shelf().unwrap(), files("K5").len());
}
