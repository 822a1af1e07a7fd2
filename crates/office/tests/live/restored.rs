//! The hub comes back from a backup: what it lost arrives once more by itself, nothing is shown twice, and what runs goes on
//! to hear of what comes (R16).

use super::{B, Live, begin, comes, documents, kill, run, run_later};
use crate::run::Ran;
use office::Exit;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use testkit::State;

const DAY: u64 = 24 * 3_600;

struct Places(TempDir);

impl Places {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn words(&self, who: &str) -> [String; 5] {
        let at = |name| self.at(&format!("{name}-{who}")).to_str().unwrap().to_owned();
        ["watch".into(), "--outbox".into(), at("out"), "--inbox".into(), at("in")]
    }

    /// Looks ten times.
    fn watch(&self, home: &TempDir, who: &str, later: u64) -> Ran {
        run_later(home, &self.words(who).each_ref().map(String::as_str), "", later)
    }

    /// Care software takes everything out of the folder; gives how many files there were.
    fn take_out(&self, name: &str) -> usize {
        let folder = self.at(name);
        let found = if folder.exists() { documents(&folder) } else { 0 };
        let _gone = std::fs::remove_dir_all(&folder);
        found
    }
}

fn send(live: &Live, home: &TempDir, number: u64) -> String {
    let ran = run(home, &live.letter(number).each_ref().map(String::as_str), "");
    assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
    live.newest().header.id.to_string()
}

fn state(live: &Live, id: &str) -> Option<State> {
    let all = live.transmissions();
    all.iter().find(|entry| entry.header.id.to_string() == id).map(|entry| entry.state)
}

fn clean(home: &TempDir, words: &[&str]) {
    let ran = run(home, words, "");
    assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
}

/// What was done before the backup and what after it.
struct Months {
    live: Live,
    a: TempDir,
    b: TempDir,
    places: Places,
    backup: PathBuf,
    /// Received before the backup; withdrawn, received, imported after it.
    old: [String; 4],
    /// Sent after the backup: received; not fetched yet.
    new: [String; 2],
}

impl Months {
    fn new() -> Self {
        let (live, a, b) = Live::two();
        let (places, backup) = (Places::new(), tempfile::tempdir().unwrap().keep());
        let first = send(&live, &a, 1);
        places.watch(&b, "b", 0);
        let old = [first, send(&live, &a, 2), send(&live, &a, 3), send(&live, &a, 4)];
        live.hub.back_up(&backup);
        clean(&a, &["withdraw", &old[1]]);
        let fifth = send(&live, &a, 5);
        places.watch(&b, "b", 0);
        clean(&b, &["report", "imported", &old[3]]);
        assert_eq!(places.take_out("in-b"), 4, "1, 3, 4 and 5 were saved");
        let new = [fifth, send(&live, &a, 6)];
        Self { live, a, b, places, backup, old, new }
    }

    fn states(&self) -> Vec<Option<State>> {
        self.old.iter().chain(&self.new).map(|id| state(&self.live, id)).collect()
    }
}

const ALL_WELL: [Option<State>; 6] = [
    Some(State::Received),
    Some(State::Withdrawn),
    Some(State::Received),
    Some(State::Imported),
    Some(State::Received),
    Some(State::Received),
];

#[test]
fn r16_what_a_restored_hub_lost_arrives_once_more_and_is_shown_once() {
    let mut months = Months::new();
    months.live.bring_back(&months.backup);
    let lost = [Some(State::Received), Some(State::Accepted), Some(State::Accepted), Some(State::Accepted), None, None];
    assert_eq!(months.states(), lost, "this is what the hub has lost");
    let ran = months.places.watch(&months.a, "a", 60);
    assert!(ran.output.contains("連携基盤が控えから戻されました（2件）"), "{ran:?}");
    assert_eq!(ran.output.matches("届きました").count(), 2, "{ran:?}");
    let ran = months.places.watch(&months.b, "b", 60);
    assert_eq!(ran.output.matches("前に保存したものの受領証を渡しました").count(), 3, "{ran:?}");
    assert_eq!(months.states(), ALL_WELL, "{ran:?}");
    assert_eq!(months.places.take_out("in-b"), 1, "only what had not come yet is shown");
    // Once is enough: nothing is sent or told again at the next look.
    let again = [months.places.watch(&months.a, "a", 120), months.places.watch(&months.b, "b", 120)];
    assert!(again.iter().all(|ran| !ran.output.contains("届きました") && !ran.output.contains("受領証")), "{again:?}");
    assert_eq!(months.places.take_out("in-b"), 0);
    assert_eq!(months.live.transmissions().len(), 6, "none has got another id");
    months.live.holds();
}

/// The control: an office that takes the new epoch for the one it knows.
#[test]
fn r16_control_without_comparing_the_restored_hub_stays_without_them() {
    let mut months = Months::new();
    months.live.bring_back(&months.backup);
    let epoch = months.live.hub.hub().epoch.to_string();
    let home = office::home::Home::find(Some(months.a.path().to_owned())).unwrap();
    office::store::Store::open(&home, &crate::run::surroundings()).unwrap().set_fact("epoch", &epoch).unwrap();
    months.places.watch(&months.a, "a", 60);
    months.places.watch(&months.b, "b", 60);
    assert_ne!(months.states(), ALL_WELL);
    assert_eq!(months.states()[4..], [None, None]);
}

#[test]
fn r16_a_running_watch_hears_of_what_comes_after_a_restore() {
    let (mut live, a, b) = Live::two();
    let (places, backup) = (Places::new(), tempfile::tempdir().unwrap().keep());
    live.hub.back_up(&backup);
    let words = places.words("b");
    let mut watching = begin(b.path(), &words.each_ref().map(String::as_str));
    // The cursor of the one that watches goes beyond what the backup has.
    for number in 1..=3 {
        let id = send(&live, &a, number);
        assert!(comes(&mut watching, || state(&live, &id) == Some(State::Received)));
    }
    live.bring_back(&backup);
    let id = send(&live, &a, 4);
    assert!(comes(&mut watching, || state(&live, &id) == Some(State::Received)));
    kill(watching);
    assert_eq!(places.take_out("in-b"), 4);
    live.holds();
}

#[test]
fn r16_what_cannot_be_sent_again_as_it_was_is_left_to_a_person() {
    let (mut live, a, _b) = Live::two();
    let (places, backup) = (Places::new(), tempfile::tempdir().unwrap().keep());
    live.hub.back_up(&backup);
    let id = send(&live, &a, 1);
    live.bring_back(&backup);
    live.hub.advance((DAY + 60).cast_signed());
    let ran = places.watch(&a, "a", DAY + 60);
    assert!(ran.output.contains("相手の事業所に電話などで確かめて"), "{ran:?}");
    assert!(live.transmissions().is_empty(), "it is not sent under another id: the recipient may have it");
    let ran = run_later(&a, &["sent", "--json"], "", DAY + 120);
    assert!(ran.output.contains(&id) && ran.output.contains("受け取っているかもしれません"), "{ran:?}");
    // What was refused is filtered as what has arrived is.
    let listed = |filter: &[&str]| {
        let ran = run_later(&a, &[&["sent"], filter].concat(), "", DAY + 120);
        ran.output.contains("届きませんでした")
    };
    assert!(listed(&[]) && listed(&["--office", B]));
    for filter in [&["--office", "1370000009"], &["--month", "202501"], &["--state", "受領"]] {
        assert!(!listed(filter), "{filter:?}");
    }
}

#[test]
fn an_office_without_a_restore_is_told_of_none() {
    let (live, a, b) = Live::two();
    let places = Places::new();
    let id = send(&live, &a, 1);
    places.watch(&b, "b", 0);
    let ran = places.watch(&a, "a", 0);
    assert!(!ran.output.contains("控え"), "{ran:?}");
    assert_eq!(state(&live, &id), Some(State::Received));
    assert!(Path::new(&places.at("in-b")).exists());
    assert_eq!(live.only().header.recipient.to_string(), B);
    live.holds();
}
