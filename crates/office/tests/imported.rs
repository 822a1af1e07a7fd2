//! The recipient tells how the import went, and the sender sees it.

use crate::hub::{Fault, HubDouble};
use crate::run::renkei;
use crate::seat::{A, B, Seat, k2, kill_at_fault};
use office::Exit;
use protocol::TransmissionState as T;

/// A set of A that B has fetched; the folder with it, and the end of its id.
fn fetched(hub: &HubDouble, a: &Seat, b: &Seat) -> (tempfile::TempDir, String) {
    assert_eq!(a.run(&["send", &k2()], "").exit, Exit::Clean);
    let into = tempfile::tempdir().unwrap();
    let ran = b.run(&["fetch", "--into", into.path().to_str().unwrap()], "");
    assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
    let id = hub.state.lock().unwrap().transmissions.keys().next().unwrap()[28..].to_owned();
    (into, id)
}

fn state(hub: &HubDouble) -> T {
    hub.state.lock().unwrap().transmissions.values().next().unwrap().state
}

#[test]
fn what_was_taken_in_is_told_once() {
    let hub = HubDouble::start();
    let (a, b) = (Seat::new(&hub, A), Seat::new(&hub, B));
    let (_into, id) = fetched(&hub, &a, &b);
    let ran = b.run(&["report", "imported", &id], "");
    assert!(ran.exit == Exit::Clean && ran.output.contains("取りこめたことを、送信元に知らせました"), "{ran:?}");
    assert_eq!(b.run(&["report", "imported", &id], "").exit, Exit::Clean);
    assert!(a.run(&["sent"], "").output.contains("取込済"));
    assert!(b.run(&["inbox"], "").output.contains("取込済"));
    let other = b.run(&["report", "rejected", &id, "--message", "x"], "");
    assert!(other.exit == Exit::Errors && other.output.contains("先に知らせた結果のままです"), "{other:?}");
    assert_eq!(state(&hub), T::Imported);
}

#[test]
fn reasons_reach_the_sender_in_words_and_as_findings() {
    let hub = HubDouble::start();
    let (a, b) = (Seat::new(&hub, A), Seat::new(&hub, B));
    let (into, id) = fetched(&hub, &a, &b);
    let saved = into.path().join(format!("{A} さくら居宅介護支援事業所/20250425102000"));
    let file = saved.read_dir().unwrap().map(|entry| entry.unwrap().path()).min().unwrap();
    std::fs::write(&file, b"\xff\xfe").unwrap();
    let checked = renkei(&["check", "--format", "json", saved.to_str().unwrap()]);
    let result = into.path().join("result.json");
    std::fs::write(&result, checked.output).unwrap();
    let words = "被保険者番号が\u{1b}[2J違うようです";
    let args = ["report", "rejected", &id, "--message", words, "--check", result.to_str().unwrap()];
    let ran = b.run(&args, "");
    assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
    for _ in 0..2 {
        let sent = a.run(&["sent"], "");
        let name = file.file_name().unwrap().to_str().unwrap();
        assert!(sent.output.contains("取込エラー") && sent.output.contains(name), "{sent:?}");
        assert!(sent.output.contains("違うようです") && !sent.output.contains('\u{1b}'), "{sent:?}");
        assert!(!sent.output.contains(saved.to_str().unwrap()), "{sent:?}");
    }
    let sent: serde_json::Value = serde_json::from_str(&a.run(&["sent", "--json"], "").output).unwrap();
    assert_eq!(sent["sent"][0]["findings"][0]["slug"], "told-by-recipient");
}

#[test]
fn a_second_rejection_with_other_reasons_is_not_told_as_done() {
    let hub = HubDouble::start();
    let (a, b) = (Seat::new(&hub, A), Seat::new(&hub, B));
    let (_into, id) = fetched(&hub, &a, &b);
    let reject = |words| b.run(&["report", "rejected", &id, "--message", words], "");
    assert_eq!(reject("はじめの理由").exit, Exit::Clean);
    let other = reject("あとの理由");
    assert!(other.exit == Exit::Errors && other.output.contains("先に知らせた理由のままです"), "{other:?}");
    // The first is still the one that is told.
    assert_eq!(reject("はじめの理由").exit, Exit::Clean);
    let sent = a.run(&["sent"], "");
    assert!(sent.output.contains("はじめの理由") && !sent.output.contains("あとの理由"), "{sent:?}");
}

#[test]
fn what_cannot_be_told_says_why() {
    let hub = HubDouble::start();
    let (a, b) = (Seat::new(&hub, A), Seat::new(&hub, B));
    assert_eq!(a.run(&["send", &k2()], "").exit, Exit::Clean);
    assert_eq!(b.run(&["inbox"], "").exit, Exit::Clean);
    let id = hub.state.lock().unwrap().transmissions.keys().next().unwrap()[28..].to_owned();
    let early = b.run(&["report", "imported", &id], "");
    assert!(early.exit == Exit::Errors && early.output.contains("まだ受け取っていない受信です"), "{early:?}");
    assert_eq!(state(&hub), T::Accepted);
    let into = tempfile::tempdir().unwrap();
    assert_eq!(b.run(&["fetch", "--into", into.path().to_str().unwrap()], "").exit, Exit::Clean);
    let other = into.path().join("other.json");
    std::fs::write(&other, renkei(&["check", "--format", "json", &k2()]).output).unwrap();
    let broken = into.path().join("broken.json");
    std::fs::write(&broken, "{}").unwrap();
    let cases: [(&[&str], &str); 5] = [
        (&["report", "rejected", &id], "も指定してください"),
        (&["report", "rejected", &id, "--message", "  "], "1文字から2,000文字"),
        (&["report", "rejected", &id, "--check", other.to_str().unwrap()], "この受信の結果ではありません"),
        (&["report", "rejected", &id, "--check", broken.to_str().unwrap()], "結果として読み取れません"),
        (&["report", "imported", "zzzz"], "1つに決められません"),
    ];
    for (args, words) in cases {
        let ran = b.run(args, "");
        assert!(ran.exit == Exit::Unusable && ran.errors.contains(words), "{ran:?}");
    }
    assert_eq!(state(&hub), T::Received);
}

#[test]
fn killed_while_telling_the_same_statement_is_told_again() {
    for (nth, fault) in [(3, Fault::SilentBefore), (3, Fault::SilentAfter), (1, Fault::SilentAfter)] {
        let hub = HubDouble::start();
        let (a, b) = (Seat::new(&hub, A), Seat::new(&hub, B));
        let (_into, id) = fetched(&hub, &a, &b);
        hub.fail_at(nth, fault);
        kill_at_fault(&hub, b.start(&["report", "imported", &id]));
        let ran = b.run(&["report", "imported", &id], "");
        assert_eq!(ran.exit, Exit::Clean, "{fault:?} {ran:?}");
        let hub = hub.state.lock().unwrap();
        let kept = hub.transmissions.values().next().unwrap();
        assert_eq!((kept.state, kept.receipts.len()), (T::Imported, 3), "{fault:?}");
    }
}

#[test]
fn the_help_teaches() {
    let ran = renkei(&["report", "--help"]);
    assert!(ran.output.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 80), "{}", ran.output);
    insta::assert_snapshot!("help-report", ran.output);
}
