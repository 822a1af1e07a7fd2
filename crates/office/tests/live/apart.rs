//! Two processes on one store, and folders that cannot be written.

use super::{A, Live, assert_saved, begin, comes, k2, kill, run};
use office::Exit;
use testkit::{Fault, Plan, State};

#[test]
fn two_apps_on_one_store() {
    let (live, a, _b) = Live::two();
    // The first hangs in its send, in a process of its own.
    live.exchange.follow(Plan::once(Fault::HoldRequest { at: 4_000 }));
    let mut first = begin(a.path(), &["send", &k2()]);
    assert!(comes(&mut first, || live.exchange.struck() > 0));
    let words = live.letter(2);
    let ran = run(&a, &words.each_ref().map(String::as_str), "");
    assert!(ran.exit == Exit::Errors && ran.errors.contains("別の renkei が送信中です"), "{ran:?}");
    assert!(live.transmissions().is_empty());
    kill(first);
    live.clear_way();
    // A killed process holds no lock, and both go out.
    assert_eq!(run(&a, &["send"], "").exit, Exit::Clean);
    assert_eq!(live.transmissions().len(), 2);
    live.holds();
}

#[test]
fn two_apps_that_send_at_once_send_each_set_once() {
    let (live, a, _b) = Live::two();
    let mut children: Vec<_> = (0..4).map(|_| begin(a.path(), &["send", &k2()])).collect();
    for child in &mut children {
        child.wait().unwrap();
    }
    // Whoever was told that another is sending has left its set in the outbox.
    assert_eq!(run(&a, &["send"], "").exit, Exit::Clean);
    assert_eq!(live.state(), State::Accepted);
    live.holds();
}

#[test]
fn a_folder_that_cannot_be_written() {
    let (live, a, b) = Live::two();
    assert_eq!(run(&a, &["send", &k2()], "").exit, Exit::Clean);
    let taken = tempfile::NamedTempFile::new().unwrap();
    let ran = run(&b, &["fetch", "--into", taken.path().to_str().unwrap()], "");
    assert!(ran.exit == Exit::Errors && ran.output.contains("受領証はまだ渡していません"), "{ran:?}");
    assert_eq!(live.state(), State::Fetched, "nothing was acknowledged");
    let into = tempfile::tempdir().unwrap();
    assert_eq!(run(&b, &["fetch", "--into", into.path().to_str().unwrap()], "").exit, Exit::Clean);
    assert_eq!(live.state(), State::Received);
    assert_saved(into.path());
    live.holds();
}

#[test]
fn a_data_folder_that_is_gone_says_to_enrol() {
    let live = Live::start();
    let a = live.office(A);
    std::fs::remove_dir_all(a.path()).unwrap();
    std::fs::write(a.path(), b"a file").unwrap();
    let ran = run(&a, &["send", &k2()], "");
    assert!(ran.exit != Exit::Clean && ran.errors.contains("対処"), "{ran:?}");
    std::fs::remove_file(a.path()).unwrap();
    assert!(live.transmissions().is_empty());
    live.holds();
}
