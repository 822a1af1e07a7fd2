//! R9, R10, R12: the way between office and hub loses and cuts what passes, and the hub ends in the middle.

use super::{A, B, Live, begin, comes, documents, kill, run, run_later};
use office::Exit;
use testkit::proxy::Seed;
use testkit::{Fault, Plan, State, until};

/// After so many broken connections the way is good.
const BROKEN: u64 = 6;

fn broken(seed: u64, (up, down): (u64, u64)) -> Plan {
    let plan = Plan::seeded(seed, up, down);
    Plan::new(move |number| if number < BROKEN { plan.fault(number) } else { Fault::Pass })
}

/// Runs a command again and again, as a person does who is told that it did not work, until it does.
fn until_clean(home: &tempfile::TempDir, first: &[&str], then: &[&str]) {
    let mut ran = run(home, first, "");
    for _ in 0..4 * BROKEN {
        if ran.exit == Exit::Clean {
            return;
        }
        let told = format!("{}{}", ran.output, ran.errors);
        assert!(told.contains("対処"), "it says what to do: {told}");
        ran = run(home, then, "");
    }
    panic!("the way was good: {ran:?}");
}

#[test]
fn r9_r10_r12_whatever_is_lost_on_the_way_a_set_arrives_once() {
    let (mut live, a, b) = Live::two();
    let extent = live.measure(&a);
    let into = tempfile::tempdir().unwrap();
    let fetch = ["fetch", "--into", into.path().to_str().unwrap()];
    let mut broke = 0;
    for seed in 0..20 {
        let words = live.letter(seed + 1);
        for (proxy, seed) in [(&live.exchange, seed), (&live.public, seed + 1_000)] {
            proxy.follow(broken(seed, extent));
        }
        until_clean(&a, &words.each_ref().map(String::as_str), &["send"]);
        broke += live.exchange.struck() + live.public.struck();
        assert_eq!(live.transmissions().len() as u64, seed + 2, "seed {seed}");
        for (proxy, seed) in [(&live.exchange, seed + 2_000), (&live.public, seed + 3_000)] {
            proxy.follow(broken(seed, extent));
        }
        until_clean(&b, &fetch, &fetch);
        broke += live.exchange.struck() + live.public.struck();
        assert_eq!(live.newest().state, State::Received, "seed {seed}");
        assert_eq!(documents(into.path()), seed as usize + 2, "each is saved once, seed {seed}");
    }
    assert!(broke > 20, "the proxies did something: {broke}");
    live.hold();
    live.clear_way();
    assert!(run(&a, &["send"], "").output.contains("送信待ちはありません"));
    live.holds();
}

#[test]
fn r10_a_lost_reply_is_made_good_by_sending_again() {
    let (live, a, _b) = Live::two();
    let (up, _) = live.measure(&a);
    let words = live.letter(1);
    live.exchange.follow(Plan::once(Fault::LoseReply { after: up - 400 }));
    let ran = run(&a, &words.each_ref().map(String::as_str), "");
    assert_eq!(live.exchange.struck(), 1);
    assert!(ran.exit == Exit::Errors && ran.output.contains("二重に届くことはありません"), "{ran:?}");
    let before = live.transmissions();
    assert_eq!(before.len(), 2, "the hub has it");
    assert_eq!(run(&a, &["send"], "").exit, Exit::Clean);
    assert_eq!(live.transmissions(), before, "the hub gave the receipt that it had");
    live.holds();
}

#[test]
fn r9_after_a_day_the_hub_is_asked_first() {
    const DAY: u64 = 25 * 3_600;
    for known in [true, false] {
        let (live, a, _b) = Live::two();
        let (up, _) = live.measure(&a);
        let words = live.letter(1);
        let fault = if known { Fault::LoseReply { after: up - 400 } } else { Fault::CutRequest { at: up - 400 } };
        live.exchange.follow(Plan::once(fault));
        assert_eq!(run(&a, &words.each_ref().map(String::as_str), "").exit, Exit::Errors);
        let before = live.transmissions();
        assert_eq!(before.len(), 1 + usize::from(known));
        live.hub.advance(DAY.cast_signed());
        live.wait(fresh_list(&live));
        live.login(&a, &[], DAY);
        let ran = run_later(&a, &["send"], "", DAY);
        assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
        let after = live.transmissions();
        assert_eq!(after.len(), 2);
        assert!(!known || after == before);
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
    let (mut live, a, _b) = Live::two();
    let (up, _) = live.measure(&a);
    let mut seed = Seed::new(4);
    for round in 0..10 {
        // While bytes arrive, or while the hub works on the whole.
        let moment = if round % 2 == 0 { seed.below(up) } else { up - 1 - seed.below(40) };
        let words = live.letter(round + 1);
        let words = words.each_ref().map(String::as_str);
        live.clear_way();
        let mut sending = begin(a.path(), &words);
        comes(&mut sending, || live.exchange.carried().0 >= moment);
        live.crash_and_start();
        sending.wait().unwrap();
        let ran = run(&a, &words, "");
        assert_eq!(ran.exit, Exit::Clean, "{round} {ran:?}");
        assert_eq!(live.transmissions().len() as u64, round + 2, "{round}");
        assert!(run(&a, &["send"], "").output.contains("送信待ちはありません"), "{round}");
        live.hold();
    }
    live.holds();
}

#[test]
fn without_a_hub_everything_waits() {
    let live = Live::start();
    let (a, _b) = (live.office(A), live.office(B));
    for proxy in [&live.exchange, &live.public] {
        proxy.follow(Plan::new(|_| Fault::Refuse));
    }
    let words = live.letter(1);
    let ran = run(&a, &words.each_ref().map(String::as_str), "");
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
    let words = live.letter(1);
    live.exchange.follow(Plan::once(Fault::HoldRequest { at: 4_000 }));
    let mut sending = begin(a.path(), &words.each_ref().map(String::as_str));
    assert!(comes(&mut sending, || live.exchange.struck() > 0));
    // Lists are read while another process waits for its answer.
    assert_eq!(run(&a, &["inbox"], "").exit, Exit::Clean);
    assert!(run(&a, &["sent"], "").output.contains("送信待ち"));
    kill(sending);
    live.clear_way();
    assert_eq!(run(&a, &["send"], "").exit, Exit::Clean);
    assert_eq!(live.state(), State::Accepted);
    live.holds();
}

#[test]
fn r9_a_withdrawal_whose_reply_is_lost_is_done_once() {
    let (live, a, b) = Live::two();
    live.measure(&a);
    let id = live.only().header.id.to_string();
    live.clear_way();
    // How many bytes such a request takes; its head are the last of them.
    let unknown = run(&a, &["withdraw", "01966b6c-943b-7fff-bfff-ffffffffffff"], "");
    assert!(unknown.errors.contains("取り消していません"), "{unknown:?}");
    let (up, _) = live.exchange.carried();
    live.exchange.follow(Plan::once(Fault::LoseReply { after: up - 250 }));
    let ran = run(&a, &["withdraw", &id], "");
    assert!(ran.exit == Exit::Errors && ran.errors.contains("取り消せたかどうかは分かりません"), "{ran:?}");
    assert_eq!(live.state(), State::Withdrawn, "it was done");
    let again = run(&a, &["withdraw", &id], "");
    assert_eq!(again.exit, Exit::Clean, "{again:?}");
    let into = tempfile::tempdir().unwrap();
    let ran = run(&b, &["fetch", "--into", into.path().to_str().unwrap()], "");
    assert!(ran.output.contains("新しい受信はありません"), "{ran:?}");
    live.holds();
}

#[test]
fn r12_evidence_that_breaks_off_leaves_no_half_file() {
    let (live, a, _b) = Live::two();
    live.measure(&a);
    let id = live.only().header.id.to_string();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("evidence.zip");
    let words = ["evidence", "export", &id, "--to", path.to_str().unwrap()];
    let mut broke = 0;
    for at in [1_000, 4_000, 6_000, 8_000] {
        live.exchange.follow(Plan::once(Fault::CutReply { at }));
        let ran = run(&a, &words, "");
        broke += live.exchange.struck();
        assert!(ran.exit == Exit::Errors && ran.errors.contains("対処"), "{at} {ran:?}");
        assert_eq!(folder.path().read_dir().unwrap().count(), 0, "{at}");
    }
    assert_eq!(broke, 4);
    assert_eq!(run(&a, &words, "").exit, Exit::Clean);
    let root = a.path().join("root.pem");
    let ran = crate::run::renkei_live(0, b"", &["verify", words[4], "--root", root.to_str().unwrap()]);
    assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
    live.holds();
}
