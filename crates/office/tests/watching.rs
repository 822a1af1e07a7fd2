//! `watch` is killed at the worst moments: every file is sent once and none is lost.

use crate::hub::{Fault, HubDouble};
use crate::run::Ran;
use crate::seat::{A, B, Seat, export_k2, kill_at_fault};
use office::Exit;
use protocol::{ProblemCode, TransmissionState};
use std::path::PathBuf;

struct Folders {
    all: tempfile::TempDir,
}

impl Folders {
    fn new() -> Self {
        Self { all: tempfile::tempdir().unwrap() }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.all.path().join(name)
    }

    fn words(&self) -> [String; 5] {
        let path = |name| self.at(name).to_str().unwrap().to_owned();
        ["watch".to_owned(), "--outbox".to_owned(), path("out"), "--inbox".to_owned(), path("in")]
    }

    fn watch(&self, seat: &Seat) -> Ran {
        let words = self.words();
        seat.run(&words.each_ref().map(String::as_str), "")
    }

    fn files(&self, name: &str) -> Vec<String> {
        let Ok(entries) = self.at(name).read_dir() else { return Vec::new() };
        let files = entries.map(Result::unwrap).filter(|entry| entry.file_type().unwrap().is_file());
        let mut names: Vec<String> = files.map(|entry| entry.file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

#[test]
fn r11_killed_while_sending_the_set_arrives_once_and_is_moved() {
    for fault in [Fault::SilentBefore, Fault::SilentAfter] {
        let (hub, folders) = (HubDouble::start(), Folders::new());
        let a = Seat::new(&hub, A);
        let names = export_k2(&folders.at("out"));
        // Nothing is sent before the files are quiet: lists and events are asked for until then.
        hub.fail_at_path("/v1/transmissions", fault);
        let words = folders.words();
        kill_at_fault(&hub, a.start(&words.each_ref().map(String::as_str)));
        assert_eq!(folders.files("out"), names);
        let ran = folders.watch(&a);
        assert!(ran.output.contains("届きました"), "{fault:?} {ran:?}");
        assert_eq!((folders.files("out/送信済み"), folders.files("out")), (names, Vec::new()), "{fault:?}");
        assert_eq!(hub.state.lock().unwrap().transmissions.len(), 1, "{fault:?}");
    }
}

#[test]
fn r11_killed_while_moving_the_rest_of_a_set_is_not_a_set() {
    let (hub, folders) = (HubDouble::start(), Folders::new());
    let a = Seat::new(&hub, A);
    let names = export_k2(&folders.at("out"));
    // The set arrives; moving fails as if the process had died before it.
    std::fs::write(folders.at("out/送信済み"), b"").unwrap();
    let ran = folders.watch(&a);
    assert!(ran.output.contains("届きました") && ran.errors.contains("送信済み"), "{ran:?}");
    assert_eq!(hub.state.lock().unwrap().posts, 1);
    std::fs::remove_file(folders.at("out/送信済み")).unwrap();
    std::fs::create_dir(folders.at("out/送信済み")).unwrap();
    // It died after the first of the files.
    std::fs::rename(folders.at("out").join(&names[0]), folders.at("out/送信済み").join(&names[0])).unwrap();
    let ran = folders.watch(&a);
    assert!(!ran.output.contains("送れません"), "{ran:?}");
    assert_eq!((folders.files("out/送信済み"), folders.files("out")), (names, Vec::new()));
    assert_eq!(hub.state.lock().unwrap().posts, 1);
}

#[test]
fn a_file_that_was_exported_anew_in_between_is_not_moved_as_sent() {
    let (hub, folders) = (HubDouble::start(), Folders::new());
    let a = Seat::new(&hub, A);
    let names = export_k2(&folders.at("out"));
    std::fs::write(folders.at("out/送信済み"), b"").unwrap();
    assert!(folders.watch(&a).output.contains("届きました"));
    std::fs::remove_file(folders.at("out/送信済み")).unwrap();
    std::fs::write(folders.at("out").join(&names[0]), b"anew").unwrap();
    let ran = folders.watch(&a);
    assert_eq!(folders.files("out/送信済み"), names[1..], "{ran:?}");
    // Alone it is no set: it is put aside with the reason, and the bytes are there.
    let aside = folders.files("out/エラー");
    assert!(aside.contains(&names[0]) && aside.len() == 2, "{aside:?}");
    assert_eq!(std::fs::read(folders.at("out/エラー").join(&names[0])).unwrap(), b"anew");
    assert_eq!(hub.state.lock().unwrap().posts, 1);
}

#[test]
fn killed_while_putting_aside_no_part_of_a_broken_set_is_sent() {
    let (hub, folders) = (HubDouble::start(), Folders::new());
    let a = Seat::new(&hub, A);
    let names = export_k2(&folders.at("out"));
    let broken = names.iter().find(|name| name.starts_with("UPHOSOKU")).unwrap();
    std::fs::write(folders.at("out").join(broken), b"\"1\"\r\n").unwrap();
    std::fs::write(folders.at("out/エラー"), b"").unwrap();
    let ran = folders.watch(&a);
    assert!(ran.errors.contains("エラー"), "{ran:?}");
    std::fs::remove_file(folders.at("out/エラー")).unwrap();
    std::fs::create_dir(folders.at("out/エラー")).unwrap();
    std::fs::rename(folders.at("out").join(broken), folders.at("out/エラー").join(broken)).unwrap();
    let ran = folders.watch(&a);
    assert_eq!(ran.output.matches("送れません").count(), 1, "{ran:?}");
    assert_eq!(folders.files("out/エラー").len(), names.len() + 1);
    assert!(folders.files("out").is_empty());
    assert_eq!(hub.state.lock().unwrap().posts, 0);
}

#[test]
fn what_was_taken_back_is_not_sent_by_the_next_watch() {
    let (hub, folders) = (HubDouble::start(), Folders::new());
    let a = Seat::new(&hub, A);
    let names = export_k2(&folders.at("out"));
    std::fs::write(folders.at("out/送信済み"), b"").unwrap();
    assert!(folders.watch(&a).output.contains("届きました"));
    let id = hub.state.lock().unwrap().transmissions.keys().next().unwrap().clone();
    assert_eq!(a.run(&["withdraw", &id], "").exit, Exit::Clean);
    let ran = folders.watch(&a);
    assert!(ran.output.contains("取り消されました"), "{ran:?}");
    assert_eq!(folders.files("out/エラー").len(), names.len() + 1);
    assert_eq!(hub.state.lock().unwrap().posts, 1);
}

#[test]
fn a_watch_that_runs_follows_a_renewal() {
    let (hub, folders) = (HubDouble::start(), Folders::new());
    let a = Seat::new(&hub, A);
    let names = export_k2(&folders.at("out"));
    let home = office::home::Home::find(Some(a.home.path().to_owned())).unwrap();
    let mut workplace = office::transfer::Workplace::open(home, &crate::run::surroundings()).unwrap();
    assert!(!workplace.follow_renewal().unwrap());
    let renew = ["certificate", "renew", "--now", "--password-stdin"];
    assert_eq!(a.run(&renew, crate::seat::PASSWORDS).exit, Exit::Clean);
    assert!(workplace.follow_renewal().unwrap() && !workplace.follow_renewal().unwrap());
    assert_eq!(workplace.identity.certificate.identity(), a.identity().certificate.identity());
    assert!(folders.watch(&a).output.contains("届きました"));
    assert_eq!(folders.files("out/送信済み"), names);
}

/// Sends a letter from one office to another.
fn letter(from: &Seat, to: &str, number: u64) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("お知らせ{number}.pdf"));
    std::fs::write(&path, testkit::samples::large_pdf(3_000, number)).unwrap();
    let ran = from.run(&["send", path.to_str().unwrap(), "--to", to], "");
    assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
}

#[test]
fn what_cannot_be_sent_does_not_hold_up_what_comes() {
    for code in [ProblemCode::LicenceMissing, ProblemCode::StorageFull, ProblemCode::QuotaExceeded] {
        let (hub, folders) = (HubDouble::start(), Folders::new());
        let (a, b) = (Seat::new(&hub, A), Seat::new(&hub, B));
        letter(&b, A, 1);
        // What waits from before is refused at the first look already.
        hub.state.lock().unwrap().refuse = Some(code);
        assert_eq!(a.run(&["send", &crate::seat::k2()], "").exit, Exit::Errors);
        let folder = folders.words();
        let ran = a.run_later(3600, &folder.each_ref().map(String::as_str), "");
        assert!(ran.output.contains("受領証を渡しました"), "{code:?} {ran:?}");
        assert!(ran.errors.contains("見守りは続けています"), "{code:?} {ran:?}");
        let state = hub.state.lock().unwrap();
        let states: Vec<TransmissionState> = state.transmissions.values().map(|one| one.state).collect();
        assert_eq!(states, [TransmissionState::Received], "{code:?}");
    }
}

#[test]
fn one_that_cannot_be_received_is_said_once_and_holds_up_nothing() {
    let (hub, folders) = (HubDouble::start(), Folders::new());
    let (a, b) = (Seat::new(&hub, A), Seat::new(&hub, B));
    letter(&b, A, 1);
    // Nothing proves any more that the hub had accepted it.
    let unproven = hub.state.lock().unwrap().transmissions.keys().next().unwrap().clone();
    hub.state.lock().unwrap().transmissions.get_mut(&unproven).unwrap().receipts.clear();
    letter(&b, A, 2);
    let ran = folders.watch(&a);
    assert_eq!(ran.output.matches("受け取れません").count(), 1, "{ran:?}");
    assert_eq!(ran.output.matches("受領証を渡しました").count(), 1, "{ran:?}");
    assert!(ran.errors.is_empty(), "{ran:?}");
}
