//! `renkei watch` between two folders: what it sends and saves, and that it may be killed between storing and moving.

use super::{A, Live, assert_saved, begin, comes, k2, k2_files, kill, run, run_later};
use crate::run::Ran;
use office::Exit;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use testkit::{Fault, Plan, State, samples};

/// Puts the files of K2 into a folder, as care software does.
fn export(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    for (name, bytes) in samples::files("K2") {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
}

struct Folders(TempDir);

impl Folders {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn words(&self, out: &str, into: &str) -> Vec<String> {
        let at = |name| self.at(name).to_str().unwrap().to_owned();
        vec!["watch".into(), "--outbox".into(), at(out), "--inbox".into(), at(into)]
    }

    /// Looks ten times; the clock goes on between the looks.
    fn watch(&self, home: &TempDir, out: &str, into: &str) -> Ran {
        self.watch_later(home, out, into, 0)
    }

    /// The same, some seconds after now.
    fn watch_later(&self, home: &TempDir, out: &str, into: &str, later: u64) -> Ran {
        let words = self.words(out, into);
        run_later(home, &words.iter().map(String::as_str).collect::<Vec<_>>(), "", later)
    }
}

#[test]
fn watch_sends_and_receives() {
    let (live, a, b) = Live::two();
    let folders = Folders::new();
    export(&folders.at("out"));
    let bad = "UPJSK_202505_1370000001_11_1370000002_43_20250602090000.CSV";
    std::fs::write(folders.at("out").join(bad), b"").unwrap();
    let ran = folders.watch(&a, "out", "in");
    assert!(ran.output.contains("届きました: 1370000002"), "{ran:?}");
    assert_eq!(folders.at("out/送信済み").read_dir().unwrap().count(), k2_files());
    assert!(folders.at("out/エラー").join(bad).exists());
    let ran = folders.watch(&b, "out-b", "in-b");
    assert!(ran.output.contains("受領証を渡しました"), "{ran:?}");
    assert_saved(&folders.at("in-b"));
    assert_eq!(live.state(), State::Received);
    live.holds();
}

#[test]
fn r11_watch_killed_between_storing_and_moving_sends_nothing_twice() {
    let (live, a, b) = Live::two();
    let folders = Folders::new();
    export(&folders.at("out"));
    // Something stands where sent files go: they are sent and cannot be moved.
    let in_the_way = folders.at("out/送信済み");
    std::fs::write(&in_the_way, b"").unwrap();
    let words = folders.words("out", "in");
    let mut watching = begin(a.path(), &words.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(comes(&mut watching, || !live.transmissions().is_empty()));
    assert!(comes(&mut watching, || !run(&a, &["sent"], "").output.contains("送信待ち")), "it has its receipt");
    kill(watching);
    assert_eq!(folders.at("out").read_dir().unwrap().count(), k2_files() + 1, "nothing was moved");
    std::fs::remove_file(in_the_way).unwrap();
    let ran = folders.watch(&a, "out", "in");
    assert_eq!(folders.at("out/送信済み").read_dir().unwrap().count(), k2_files(), "{ran:?}");
    assert_eq!(live.state(), State::Accepted, "and not sent again");
    folders.watch(&b, "out-b", "in-b");
    assert_saved(&folders.at("in-b"));
    live.holds();
}

#[test]
fn r11_watch_killed_in_the_middle_of_its_send_finishes_it_once() {
    let (live, a, _b) = Live::two();
    live.clear_way();
    assert_eq!(run(&a, &["send", &k2()], "").exit, Exit::Clean);
    let near = live.exchange.carried().0 - 400;
    for fault in [Fault::HoldRequest { at: near }, Fault::HoldReply { after: near }] {
        let (live, a, _b) = Live::two();
        let folders = Folders::new();
        export(&folders.at("out"));
        let words = folders.words("out", "in");
        live.exchange.follow(Plan::new(move |_| fault));
        let mut watching = begin(a.path(), &words.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(comes(&mut watching, || live.exchange.struck() > 0), "{fault:?}");
        assert!(run(&a, &["sent"], "").output.contains("送信待ち"), "{fault:?}: in the middle of its send");
        kill(watching);
        live.clear_way();
        let ran = folders.watch(&a, "out", "in");
        assert_eq!(folders.at("out/送信済み").read_dir().unwrap().count(), k2_files(), "{fault:?} {ran:?}");
        assert_eq!(live.state(), State::Accepted, "{fault:?}");
        live.holds();
    }
}

#[test]
fn r12_watch_killed_while_it_receives_saves_once() {
    for fault in
        [Fault::HoldRequest { at: 3_800 }, Fault::HoldReply { after: 3_800 }, Fault::HoldReply { after: 4_300 }]
    {
        let (live, a, b) = Live::two();
        let folders = Folders::new();
        export(&folders.at("out"));
        folders.watch(&a, "out", "in");
        assert_eq!(live.state(), State::Accepted);
        let words = folders.words("out-b", "in-b");
        live.exchange.follow(Plan::new(move |_| fault));
        let mut watching = begin(b.path(), &words.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(comes(&mut watching, || live.exchange.struck() > 0), "{fault:?}");
        kill(watching);
        live.clear_way();
        let ran = folders.watch(&b, "out-b", "in-b");
        assert_saved(&folders.at("in-b"));
        assert_eq!(live.state(), State::Received, "{fault:?} {ran:?}");
        live.holds();
    }
}

#[test]
fn watch_goes_on_when_the_hub_comes_back() {
    let (mut live, a, _b) = Live::two();
    let folders = Folders::new();
    export(&folders.at("out"));
    live.exchange.follow(Plan::new(|_| Fault::Refuse));
    let ran = folders.watch(&a, "out", "in");
    assert!(ran.errors.contains("見守りは続けています"), "{ran:?}");
    live.crash_and_start();
    live.clear_way();
    // A try that failed is made again after some seconds.
    folders.watch_later(&a, "out", "in", 60);
    assert_eq!(live.state(), State::Accepted);
    assert_eq!(folders.at("out/送信済み").read_dir().unwrap().count(), k2_files());
    live.holds();
}

#[test]
fn watch_into_a_folder_that_cannot_be_written_acknowledges_nothing() {
    let (live, a, b) = Live::two();
    let folders = Folders::new();
    export(&folders.at("out"));
    folders.watch(&a, "out", "in");
    std::fs::create_dir_all(folders.at("in-b")).unwrap();
    // The sender's folder cannot be made: a file has its name.
    let in_the_way = folders.at(&format!("in-b/{A} 架空事業所{A}"));
    std::fs::write(&in_the_way, b"").unwrap();
    let ran = folders.watch(&b, "out-b", "in-b");
    assert!(ran.errors.contains("対処"), "{ran:?}");
    assert_eq!(live.state(), State::Fetched);
    std::fs::remove_file(in_the_way).unwrap();
    folders.watch(&b, "out-b", "in-b");
    assert_saved(&folders.at("in-b"));
    assert_eq!(live.state(), State::Received);
    live.holds();
}

#[test]
fn what_was_withdrawn_after_it_was_listed_holds_up_nothing() {
    let (live, a, b) = Live::two();
    let send = |number| {
        let words = live.letter(number);
        assert_eq!(run(&a, &words.each_ref().map(String::as_str), "").exit, Exit::Clean);
    };
    send(1);
    assert_eq!(run(&b, &["inbox"], "").exit, Exit::Clean, "it is listed");
    let id = live.only().header.id.to_string();
    assert_eq!(run(&a, &["withdraw", &id], "").exit, Exit::Clean);
    send(2);
    let folders = Folders::new();
    let ran = folders.watch(&b, "out-b", "in-b");
    assert!(ran.output.contains("受領証を渡しました") && ran.errors.is_empty(), "{ran:?}");
    assert_eq!(ran.output.matches("受け取れません").count(), 1, "said once: {ran:?}");
    send(3);
    let ran = folders.watch(&b, "out-b", "in-b");
    assert!(ran.output.contains("受領証を渡しました") && ran.errors.is_empty(), "{ran:?}");
    assert!(!ran.output.contains("受け取れません"), "{ran:?}");
    assert_eq!(super::documents(&folders.at("in-b")), 2);
    live.holds();
}

#[test]
fn tokens_that_a_killed_renewal_left_do_not_stop_a_watch() {
    let (live, a, b) = Live::two();
    let words = live.letter(1);
    assert_eq!(run(&a, &words.each_ref().map(String::as_str), "").exit, Exit::Clean);
    let home = office::home::Home::find(Some(b.path().to_owned())).unwrap();
    let store = || office::store::Store::open(&home, &crate::run::surroundings()).unwrap();
    let (session, token) = (store().session().unwrap().unwrap(), store().terminal_token().unwrap().unwrap());
    let renew = ["certificate", "renew", "--now", "--password-stdin"];
    let ran = run(&b, &renew, &super::PASSWORDS.join("\n"));
    assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
    // As if the session of the new certificate had not been kept.
    store().keep_session(&session).unwrap();
    store().keep_terminal_token(&token).unwrap();
    let ran = run(&b, &["login", "--password-stdin"], &super::PASSWORDS.join("\n"));
    assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
    let ran = Folders::new().watch(&b, "out-b", "in-b");
    assert!(ran.output.contains("受領証を渡しました"), "{ran:?}");
    assert_eq!(live.state(), State::Received);
    live.holds();
}
