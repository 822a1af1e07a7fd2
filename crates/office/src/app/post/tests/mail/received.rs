//! What came: the list, opening, saving, evidence, the result of the import.

use super::*;
use desk::mailbox::{ArrivalState, DispatchState, ImportResult};
use evidence::bundle::{Bundle, Verdict};
use evidence::container::Limits;
use std::fs;
use std::path::{Path, PathBuf};

/// All files below a folder.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.extend(below(&path)) } else { all.push(path) }
    }
    all
}

#[test]
fn s56_what_came_is_opened_saved_and_never_overwritten() {
    let (live, a, b) = Live::two();
    let id = live.sent(&a, "K2");
    let listed = live.inbox(&b).remove(0);
    assert_eq!((listed.state, listed.from.as_str(), listed.version.as_deref()), (ArrivalState::New, A, Some("202407")));
    assert!(!listed.from_service.is_empty() && listed.documents.len() == files("K2").len());
    let open = live.wait(b.post.arrival(id.clone())).unwrap();
    assert_eq!(open.summary.state, ArrivalState::Opened);
    assert!(!open.users.is_empty() && open.documents.iter().all(|one| one.remarks.iter().all(|remark| !remark.error)));
    assert!(open.evidence.len() > 4 && open.evidence.iter().all(|step| step.holds != Some(false)));
    assert_eq!(live.outbox(&a)[0].state, DispatchState::Fetched, "opened is fetched, not received");

    let saved = live.wait(b.post.save(vec![id.clone(), "gone".to_owned()])).unwrap();
    assert_eq!((saved.transmissions, saved.files as usize, saved.failed.len()), (1, files("K2").len(), 1));
    let lie = below(b.saved.path());
    assert_eq!(lie.len(), files("K2").len());
    assert_eq!(live.outbox(&a)[0].state, DispatchState::Received);
    // The care software has changed one: saving again keeps it and puts the true one beside it.
    fs::write(&lie[0], b"changed").unwrap();
    let again = live.wait(b.post.save(vec![id.clone()])).unwrap();
    assert_eq!((again.transmissions, again.failed.len()), (1, 0));
    assert_eq!(fs::read(&lie[0]).unwrap(), b"changed");
    assert_eq!(below(b.saved.path()).len(), files("K2").len() + 1);
    assert!(matches!(live.inbox(&b)[0].state, ArrivalState::Saved { .. }));
    let only_unsaved = ArrivalFilter { saved: Some(false), page: 1, ..ArrivalFilter::default() };
    assert_eq!(live.wait(b.post.arrivals(only_unsaved, false)).unwrap().total, 0);
    let user = open.users[0].1.clone();
    let about = ArrivalFilter { insured: Some(user), page: 1, ..ArrivalFilter::default() };
    assert_eq!(live.wait(b.post.arrivals(about, false)).unwrap().total, 1);
}

#[test]
fn a_document_and_the_evidence_are_as_they_came() {
    let (live, a, b) = Live::two();
    let id = live.sent(&a, "K2");
    live.inbox(&b);
    let (name, bytes) = files("K2").remove(0);
    let got = live.wait(b.post.document(id.clone(), name.clone())).unwrap();
    assert_eq!((got.name, got.bytes, got.media_type.as_str()), (name, bytes, "text/csv"));
    assert_kind(&live.wait(b.post.document(id.clone(), "x.CSV".to_owned())).unwrap_err(), TroubleKind::Missing);
    live.wait(b.post.save(vec![id.clone()])).unwrap();
    let trust = live.wait(async {
        let shared = Arc::clone(&b.post.shared);
        let ask = move || {
            let mut seat = crate::app::post::Seat::take(shared).unwrap();
            seat.wait(5, async |place| place.trust().await).unwrap()
        };
        tokio::task::spawn_blocking(ask).await.unwrap()
    });
    let verdict = |bytes: &[u8]| {
        let bundle = Bundle::read(bytes, &Limits::default()).unwrap();
        bundle.examine(&trust, None, &Limits::default()).unwrap().verdict()
    };
    let received = live.wait(b.post.evidence(id.clone())).unwrap();
    assert_eq!(verdict(&received.bytes), Verdict::Proven);
    let sent = live.wait(a.post.proof(id.clone())).unwrap();
    assert_eq!(verdict(&sent.bytes), Verdict::Proven);
    live.set_online(false);
    let own = live.wait(a.post.proof(id.clone())).unwrap();
    assert_eq!(
        verdict(&own.bytes),
        Verdict::Proven,
        "what is here proves the same once a list of revocations is there"
    );
    assert_kind(&live.wait(b.post.evidence(id)).unwrap_err(), TroubleKind::Away);
}

#[test]
fn with_the_hub_away_what_is_here_is_saved_and_acknowledged_later() {
    let (live, a, b) = Live::two();
    let (id, other) = (live.sent(&a, "K2"), live.sent(&a, "K1"));
    live.inbox(&b);
    live.wait(b.post.arrival(id.clone())).unwrap();
    live.set_online(false);
    let list = live.wait(b.post.arrivals(ArrivalFilter::default(), true)).unwrap();
    assert_eq!((list.rows.len(), list.stale.unwrap().kind), (2, TroubleKind::Away));
    let open = live.wait(b.post.arrival(id.clone())).unwrap();
    assert!(open.evidence.iter().any(|step| step.holds == Some(true)));
    assert_kind(&live.wait(b.post.arrival(other.clone())).unwrap_err(), TroubleKind::Away);
    let saved = live.wait(b.post.save(vec![other.clone(), id.clone()])).unwrap();
    assert_eq!((saved.transmissions, saved.failed.len()), (1, 1));
    assert_eq!(saved.failed[0].0, other);
    live.set_online(true);
    assert_eq!(live.outbox(&a).iter().find(|one| one.id == id).unwrap().state, DispatchState::Fetched);
    live.inbox(&b);
    assert_eq!(live.outbox(&a).iter().find(|one| one.id == id).unwrap().state, DispatchState::Received);
}

#[test]
fn a_folder_that_cannot_be_used_is_told_and_nothing_is_made() {
    let (live, a, b) = Live::two();
    let id = live.sent(&a, "K2");
    live.inbox(&b);
    let missing = b.saved.path().join("はずした/ドライブ");
    for folder in ["", missing.to_str().unwrap()] {
        b.save_into(folder);
        let trouble = live.wait(b.post.save(vec![id.clone()])).unwrap_err();
        assert!(trouble.title.contains("フォルダー") && trouble.manual.is_some(), "{trouble:?}");
    }
    assert!(!missing.exists());
    assert_eq!(live.outbox(&a)[0].state, DispatchState::Arrived, "nothing was fetched");
}

#[test]
fn two_windows_that_save_at_once_save_whole_files() {
    let (live, a, b) = Live::two();
    let id = live.sent(&a, "K2");
    live.inbox(&b);
    let save = || b.post.save(vec![id.clone()]);
    let both = live.wait(async { tokio::join!(save(), save(), save()) });
    for saved in [both.0, both.1, both.2] {
        assert_eq!(saved.unwrap().failed, []);
    }
    let lie = below(b.saved.path());
    assert_eq!(lie.len(), files("K2").len());
    for (name, bytes) in files("K2") {
        let path = lie.iter().find(|path| path.file_name().unwrap().to_str() == Some(&name)).unwrap();
        assert_eq!(fs::read(path).unwrap(), bytes);
    }
}

#[test]
fn the_sender_is_told_how_the_import_went() {
    let (live, a, b) = Live::two();
    let (good, bad) = (live.sent(&a, "K2"), live.sent(&a, "K1"));
    live.inbox(&b);
    let early = live.wait(b.post.report_import(good.clone(), ImportResult::Imported)).unwrap_err();
    assert!(words(&early).contains("保存"), "{early:?}");
    live.wait(b.post.save(vec![good.clone(), bad.clone()])).unwrap();
    live.wait(b.post.report_import(good.clone(), ImportResult::Imported)).unwrap();
    let said = "利用者番号が登録されていません。".to_owned();
    live.wait(b.post.report_import(bad.clone(), ImportResult::Rejected(said.clone()))).unwrap();
    assert_eq!(live.wait(b.post.arrival(good.clone())).unwrap().import, Some(ImportResult::Imported));
    let rejected = Some(ImportResult::Rejected(said.clone()));
    assert_eq!(live.wait(b.post.arrival(bad.clone())).unwrap().import, rejected);
    let listed = live.outbox(&a);
    let state = |id: &str| listed.iter().find(|one| one.id == id).unwrap().state.clone();
    assert_eq!((state(&good), state(&bad)), (DispatchState::Imported, DispatchState::Rejected(said)));
    let detail = live.wait(a.post.dispatch(bad)).unwrap();
    assert_eq!(detail.remarks.len(), 1);
    assert_eq!(detail.steps.last().unwrap().holds, Some(false));
}

#[test]
fn what_another_pc_of_the_office_received_is_saved_here_as_well() {
    let (live, a, b) = Live::two();
    let id = live.sent(&a, "K2");
    live.inbox(&b);
    live.wait(b.post.save(vec![id.clone()])).unwrap();
    let second = live.second(B, &b);
    let listed = live.inbox(&second).remove(0);
    assert_eq!(listed.state, ArrivalState::Opened);
    let saved = live.wait(second.post.save(vec![id])).unwrap();
    assert_eq!((saved.transmissions, saved.failed.len()), (1, 0));
    assert_eq!(below(second.saved.path()).len(), files("K2").len());
}
