//! R11, R12: the real `renkei` is killed at any moment; the next run finishes the work exactly once.

use super::{Live, begin, comes, documents, kill, run};
use office::Exit;
use std::path::Path;
use testkit::proxy::Seed;
use testkit::{Fault, FaultProxy, Plan, State};

/// Kills at moments that nobody chose.
const KILLS: u64 = 16;

/// Which of the two ways to the hub.
type Way = fn(&Live) -> &FaultProxy;

const EXCHANGE: Way = |live| &live.exchange;
const PUBLIC: Way = |live| &live.public;

/// Runs a command that hangs at the fault, and kills it there.
fn kill_at(live: &Live, way: Way, fault: Fault, home: &Path, args: &[&str]) {
    way(live).follow(Plan::new(move |_| fault));
    let mut child = begin(home, args);
    let held = comes(&mut child, || way(live).struck() > 0);
    assert!(held, "it ended before {fault:?}");
    kill(child);
    live.clear_way();
}

#[test]
fn r11_killed_at_any_byte_of_a_send_it_is_sent_exactly_once() {
    let (mut live, a, _b) = Live::two();
    let (up, _) = live.measure(&a);
    let mut seed = Seed::new(11);
    // The authority's list before, the handshake, head and container, the answer.
    let mut moments = vec![
        (PUBLIC, Fault::HoldRequest { at: 0 }),
        (PUBLIC, Fault::HoldReply { after: 100 }),
        (EXCHANGE, Fault::HoldRequest { at: 0 }),
        (EXCHANGE, Fault::HoldReply { after: up - 400 }),
    ];
    moments.extend((0..10).map(|_| (EXCHANGE, Fault::HoldRequest { at: seed.below(up - 400) })));
    for (number, (way, fault)) in (0..).zip(moments) {
        let words = live.letter(number + 1);
        let words = words.each_ref().map(String::as_str);
        kill_at(&live, way, fault, a.path(), &words);
        let ran = run(&a, &words, "");
        assert_eq!(ran.exit, Exit::Clean, "{fault:?} {ran:?}");
        assert_eq!(live.transmissions().len() as u64, number + 2, "{fault:?}");
        assert!(run(&a, &["send"], "").output.contains("送信待ちはありません"), "{fault:?}");
        live.hold();
    }
    live.holds();
}

#[test]
fn r11_killed_at_random_moments_it_is_sent_exactly_once() {
    let (live, a, _b) = Live::two();
    let (up, _) = live.measure(&a);
    let mut seed = Seed::new(1);
    for round in 0..KILLS {
        let words = live.letter(round + 1);
        let words = words.each_ref().map(String::as_str);
        live.clear_way();
        let mut child = begin(a.path(), &words);
        // Before it has said anything, while it speaks, or after its last byte.
        let (moment, mut looks) = (seed.below(up + up / 4), seed.below(2_000_000));
        comes(&mut child, || {
            looks = looks.saturating_sub(1);
            looks == 0 || live.exchange.carried().0 >= moment
        });
        kill(child);
        let ran = run(&a, &words, "");
        assert_eq!(ran.exit, Exit::Clean, "{round} {ran:?}");
        assert_eq!(live.transmissions().len() as u64, round + 2, "{round}");
        assert!(run(&a, &["send"], "").output.contains("送信待ちはありません"), "{round}");
    }
    live.holds();
}

#[test]
fn r12_killed_at_any_moment_of_a_fetch_it_is_saved_once_and_acknowledged() {
    let (mut live, a, b) = Live::two();
    let mut moments = vec![(PUBLIC, Fault::HoldRequest { at: 0 }), (PUBLIC, Fault::HoldReply { after: 100 })];
    let mut seed = Seed::new(12);
    moments.extend((0..6).map(|_| (EXCHANGE, Fault::HoldRequest { at: seed.below(4_500) })));
    moments.extend((0..6).map(|_| (EXCHANGE, Fault::HoldReply { after: seed.below(4_500) })));
    let into = tempfile::tempdir().unwrap();
    let fetch = ["fetch", "--into", into.path().to_str().unwrap()];
    for (number, (way, fault)) in (0..).zip(moments) {
        let words = live.letter(number);
        assert_eq!(run(&a, &words.each_ref().map(String::as_str), "").exit, Exit::Clean);
        kill_at(&live, way, fault, b.path(), &fetch);
        let ran = run(&b, &fetch, "");
        assert_eq!(ran.exit, Exit::Clean, "{fault:?} {ran:?}");
        assert_eq!(live.newest().state, State::Received, "{fault:?}");
        assert_eq!(documents(into.path()) as u64, number + 1, "{fault:?}");
        live.hold();
    }
    live.holds();
}
