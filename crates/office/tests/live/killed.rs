//! R11, R12: the real `renkei` is killed at any moment; the next run finishes the work exactly once.

use super::{Live, assert_saved, begin, comes, k2, kill, run};
use office::Exit;
use std::path::Path;
use testkit::proxy::Seed;
use testkit::{Fault, FaultProxy, Plan, State};

/// Kills in one run.
const KILLS: u64 = 12;

/// Runs a command that hangs at the fault, and kills it there.
fn kill_at(live: &Live, proxy: fn(&Live) -> &FaultProxy, fault: Fault, home: &Path, args: &[&str]) {
    proxy(live).follow(Plan::new(move |_| fault));
    let mut child = begin(home, args);
    let held = comes(&mut child, || proxy(live).struck() > 0);
    assert!(held, "it ended before {fault:?}");
    kill(child);
    live.clear_way();
}

#[test]
fn r11_killed_at_any_byte_of_a_send_it_is_sent_exactly_once() {
    let exchange: fn(&Live) -> &FaultProxy = |live| &live.exchange;
    let public: fn(&Live) -> &FaultProxy = |live| &live.public;
    let mut seed = Seed::new(11);
    // The list of the authority before, the handshake, the head, the container, the answer.
    let mut moments = vec![
        (public, Fault::HoldRequest { at: 0 }),
        (public, Fault::HoldReply { after: 100 }),
        (exchange, Fault::HoldRequest { at: 0 }),
        (exchange, Fault::HoldReply { after: 5_000 }),
    ];
    moments.extend((0..8).map(|_| (exchange, Fault::HoldRequest { at: seed.below(12_000) })));
    for (proxy, fault) in moments {
        let (live, a, _b) = Live::two();
        kill_at(&live, proxy, fault, a.path(), &["send", &k2()]);
        let ran = run(&a, &["send", &k2()], "");
        assert_eq!(ran.exit, Exit::Clean, "{fault:?} {ran:?}");
        assert_eq!(live.state(), State::Accepted, "{fault:?}");
        assert!(run(&a, &["send"], "").output.contains("送信待ちはありません"), "{fault:?}");
        live.holds();
    }
}

#[test]
fn r11_killed_at_random_moments_it_is_sent_exactly_once() {
    let mut seed = Seed::new(1);
    let (live, a, _b) = Live::two();
    live.clear_way();
    // How often a whole send looks at the file of its store, give or take: the measure of moments.
    for round in 0..KILLS {
        let message = format!("{round}回目");
        let args = ["send", &k2(), "--message", &message, "--again"];
        let mut child = begin(a.path(), &args);
        let (before, moment) = (live.exchange.carried().0, seed.below(14_000));
        let mut looks = seed.below(20_000);
        comes(&mut child, || {
            looks = looks.saturating_sub(1);
            looks == 0 || live.exchange.carried().0 - before >= moment
        });
        kill(child);
        let ran = run(&a, &["send", &k2(), "--message", &message], "");
        assert_eq!(ran.exit, Exit::Clean, "{round} {ran:?}");
        let sent = live.transmissions();
        let of_round = |n: u64| {
            let said = format!("{n}回目");
            sent.iter().filter(|one| one.summary.as_ref().is_some_and(|summary| summary.message == said)).count()
        };
        assert_eq!(of_round(round), 1, "{round}");
    }
    assert_eq!(live.transmissions().len() as u64, KILLS);
    live.holds();
}

#[test]
fn r12_killed_at_any_moment_of_a_fetch_it_is_saved_once_and_acknowledged() {
    let exchange: fn(&Live) -> &FaultProxy = |live| &live.exchange;
    let public: fn(&Live) -> &FaultProxy = |live| &live.public;
    let mut moments = vec![(public, Fault::HoldRequest { at: 0 }), (public, Fault::HoldReply { after: 100 })];
    let mut seed = Seed::new(12);
    moments.extend((0..4).map(|_| (exchange, Fault::HoldRequest { at: seed.below(4_500) })));
    moments.extend((0..4).map(|_| (exchange, Fault::HoldReply { after: seed.below(4_500) })));
    for (proxy, fault) in moments {
        let (live, a, b) = Live::two();
        assert_eq!(run(&a, &["send", &k2()], "").exit, Exit::Clean);
        let into = tempfile::tempdir().unwrap();
        let fetch = ["fetch", "--into", into.path().to_str().unwrap()];
        kill_at(&live, proxy, fault, b.path(), &fetch);
        let ran = run(&b, &fetch, "");
        assert_eq!(ran.exit, Exit::Clean, "{fault:?} {ran:?}");
        assert_eq!(live.state(), State::Received, "{fault:?}");
        assert_saved(into.path());
        live.holds();
    }
}
