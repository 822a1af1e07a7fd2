//! R9, R10, R11, R12: the way between office and hub loses and cuts what passes, and the hub ends in the middle.

use super::{A, B, Live, assert_saved, begin, comes, k2, kill, run, run_later};
use office::Exit;
use testkit::proxy::Seed;
use testkit::{Fault, Plan, State, until};

/// After so many broken connections the way is good.
const BROKEN: u64 = 6;

fn broken(seed: u64, (up, down): (u64, u64)) -> Plan {
    let plan = Plan::seeded(seed, up, down);
    Plan::new(move |number| if number < BROKEN { plan.fault(number) } else { Fault::Pass })
}

/// How many bytes an undisturbed send takes, both ways.
fn measured() -> (u64, u64) {
    let (live, a, _b) = Live::two();
    live.clear_way();
    assert_eq!(run(&a, &["send", &k2()], "").exit, Exit::Clean);
    live.exchange.carried()
}

/// Runs a command again and again, as a person does who is told that it did not work, until it does.
fn until_clean(home: &tempfile::TempDir, first: &[&str], then: &[&str]) -> u64 {
    let mut ran = run(home, first, "");
    for again in 0..4 * BROKEN {
        if ran.exit == Exit::Clean {
            return again;
        }
        let told = format!("{}{}", ran.output, ran.errors);
        assert!(told.contains("対処"), "it says what to do: {told}");
        ran = run(home, then, "");
    }
    panic!("the way was good: {ran:?}");
}

#[test]
fn r9_r10_r12_whatever_is_lost_on_the_way_a_set_arrives_once() {
    let extent = measured();
    let mut broke = 0;
    for seed in 0..12 {
        let (live, a, b) = Live::two();
        for (proxy, seed) in [(&live.exchange, seed), (&live.public, seed + 1_000)] {
            proxy.follow(broken(seed, extent));
        }
        until_clean(&a, &["send", &k2()], &["send"]);
        assert_eq!(live.state(), State::Accepted, "seed {seed}");
        let into = tempfile::tempdir().unwrap();
        let fetch = ["fetch", "--into", into.path().to_str().unwrap()];
        for (proxy, seed) in [(&live.exchange, seed + 2_000), (&live.public, seed + 3_000)] {
            broke += proxy.struck();
            proxy.follow(broken(seed, extent));
        }
        until_clean(&b, &fetch, &fetch);
        broke += live.exchange.struck() + live.public.struck();
        assert_eq!(live.state(), State::Received, "seed {seed}");
        assert_saved(into.path());
        live.holds();
    }
    assert!(broke > 12, "the proxies did something: {broke}");
}

#[test]
fn r10_a_lost_reply_is_made_good_by_sending_again() {
    let (up, _) = measured();
    let (live, a, _b) = Live::two();
    live.exchange.follow(Plan::once(Fault::LoseReply { after: up - 40 }));
    let ran = run(&a, &["send", &k2()], "");
    assert_eq!(live.exchange.struck(), 1);
    assert!(ran.exit == Exit::Errors && ran.output.contains("二重に届くことはありません"), "{ran:?}");
    let before = live.only();
    assert_eq!(run(&a, &["send"], "").exit, Exit::Clean);
    assert_eq!(live.only(), before, "the hub gave the receipt that it had");
    live.holds();
}

#[test]
fn r9_after_a_day_the_hub_is_asked_first() {
    const DAY: u64 = 25 * 3_600;
    let (up, _) = measured();
    for known in [true, false] {
        let (live, a, _b) = Live::two();
        let fault = if known { Fault::LoseReply { after: up - 40 } } else { Fault::CutRequest { at: up / 2 } };
        live.exchange.follow(Plan::once(fault));
        assert_eq!(run(&a, &["send", &k2()], "").exit, Exit::Errors);
        assert_eq!(live.transmissions().len(), usize::from(known));
        let before = live.transmissions();
        live.hub.advance(DAY.cast_signed());
        live.wait(fresh_list(&live));
        live.login(&a, &[], DAY);
        let ran = run_later(&a, &["send"], "", DAY);
        assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
        assert_eq!(live.transmissions().len(), 1);
        assert!(!known || live.transmissions() == before);
        live.holds();
    }
}

/// The hub's revocation list is made anew, as it is every hour.
async fn fresh_list(live: &Live) {
    let before = live.hub.hub().trust.current().made;
    live.hub.hub().revoked.notify_one();
    until(|| live.hub.hub().trust.current().made > before).await;
}

#[test]
fn r10_the_hub_ends_in_the_middle_of_a_send_and_the_next_send_finishes_it() {
    let (up, _) = measured();
    let mut seed = Seed::new(4);
    for round in 0..6 {
        let (mut live, a, _b) = Live::two();
        // While bytes arrive, or while the hub works on the whole.
        let moment = if round % 2 == 0 { seed.below(up) } else { up - 1 - seed.below(40) };
        live.clear_way();
        let mut sending = begin(a.path(), &["send", &k2()]);
        comes(&mut sending, || live.exchange.carried().0 >= moment);
        live.crash_and_start();
        sending.wait().unwrap();
        let ran = run(&a, &["send", &k2()], "");
        assert_eq!(ran.exit, Exit::Clean, "{round} {ran:?}");
        assert_eq!(live.state(), State::Accepted);
        assert!(run(&a, &["send"], "").output.contains("送信待ちはありません"));
        live.holds();
    }
}

#[test]
fn without_a_hub_everything_waits() {
    let live = Live::start();
    let (a, _b) = (live.office(A), live.office(B));
    for proxy in [&live.exchange, &live.public] {
        proxy.follow(Plan::new(|_| Fault::Refuse));
    }
    let ran = run(&a, &["send", &k2()], "");
    assert!(ran.exit == Exit::Errors && ran.output.contains("まだ送っていません"), "{ran:?}");
    let ran = run(&a, &["inbox"], "");
    assert!(ran.exit == Exit::Errors && ran.errors.contains("対処"), "{ran:?}");
    live.clear_way();
    assert_eq!(run(&a, &["send"], "").exit, Exit::Clean);
    assert_eq!(live.state(), State::Accepted);
    live.holds();
}

#[test]
fn a_hub_that_says_nothing_does_not_hold_the_store() {
    let (live, a, _b) = Live::two();
    live.exchange.follow(Plan::once(Fault::HoldRequest { at: 4_000 }));
    let mut sending = begin(a.path(), &["send", &k2()]);
    assert!(comes(&mut sending, || live.exchange.struck() > 0));
    // Lists are read while another process waits for its answer.
    assert_eq!(run(&a, &["inbox"], "").exit, Exit::Clean);
    assert!(run(&a, &["sent"], "").output.contains("20250425102000"));
    kill(sending);
    live.clear_way();
    assert_eq!(run(&a, &["send"], "").exit, Exit::Clean);
    assert_eq!(live.state(), State::Accepted);
    live.holds();
}
