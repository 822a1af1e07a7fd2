//! A killed process and a failing disk: I1, I2, I4, I5, I6, I7 afterwards.

use super::child::{THREADS, start};
use super::open::assert_in_order;
use crate::contract::audit::kinds;
use crate::support::*;
use exchange::store::{AcceptOutcome, FetchOutcome, Mailbox, Store};
use exchange::transmission::FeedNumber;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};

/// Kills in one run.
const ROUNDS: u64 = 6;

fn content(number: u64) -> Vec<u8> {
    number.to_be_bytes().repeat(700)
}

#[test]
fn r1_kill_9_loses_nothing_that_was_acknowledged() {
    let place = SqlitePlace::new();
    with_offices(&*place.open(), 3);
    let mut acknowledged = BTreeSet::new();
    for round in 0..ROUNDS {
        let first = round * 100_000;
        let mut child = start(&place, first, None);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // A different number of answers each round, then SIGKILL while the senders are at work.
        let wanted = 20 + round * 37;
        let mut seen = 0;
        while seen < wanted {
            let line = lines.next().unwrap().unwrap();
            if let Some(number) = line.strip_prefix("stored ") {
                acknowledged.insert(number.parse::<u64>().unwrap());
                seen += 1;
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        for line in lines.map_while(Result::ok) {
            acknowledged.extend(line.strip_prefix("stored ").and_then(|number| number.parse::<u64>().ok()));
        }
        assert_in_order(&place);
        let store = place.open();
        check(&*store, &acknowledged);
    }
}

fn check(store: &dyn Store, acknowledged: &BTreeSet<u64>) {
    for number in acknowledged {
        let sent = parcel(*number, 1, 2 + (*number % 2) as u32).holding(content(*number));
        let known = run(store.find(sent.header.id, office(1)));
        assert!(known.is_some(), "I1: {number} was acknowledged and is lost");
        assert!(matches!(sent.send(store), AcceptOutcome::Same(_)), "I2: {number} was accepted twice");
    }
    let mut stored = 0;
    for reader in [2, 3] {
        let mut ask = query(Mailbox::Inbox, reader);
        loop {
            let page = run(store.list(ask.clone()));
            for entry in &page.entries {
                stored += 1;
                assert!(entry.summary.is_some(), "I5: visible without its summary");
                let FetchOutcome::Found { container, .. } = run(store.fetch(entry.header.id, office(1), act(1, START)))
                else {
                    panic!("I5: visible without its content");
                };
                assert_eq!(exchange::Sha256::of(&container), entry.header.sha256, "I4");
            }
            let Some(next) = page.next else { break };
            ask.after = Some(next);
        }
    }
    // What was in flight may be there unacknowledged; never more than one for each sender and round, and a commit.
    assert!(stored >= acknowledged.len() as u64 && stored <= acknowledged.len() as u64 + 2 * THREADS * ROUNDS);
    assert_eq!(run(store.feed_end(office(1))), FeedNumber(stored), "I6, I7: a step each, none twice");
    let accepted = kinds(store).iter().filter(|kind| *kind == "transmission.accepted").count();
    assert_eq!(accepted as u64, stored, "I7: an audit entry each");
}

#[test]
fn r5_after_a_failed_write_the_writer_stops_and_a_restart_knows_everything() {
    let place = SqlitePlace::new();
    with_offices(&*place.open(), 3);
    // A file-size limit makes write(2) fail with EFBIG, which SQLite reports as an I/O error.
    let mut child = start(&place, 0, Some("trap '' XFSZ; ulimit -f 2000"));
    let lines: Vec<String> = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok).collect();
    child.wait().unwrap();
    let stored: BTreeSet<u64> = lines.iter().filter_map(|line| line.strip_prefix("stored ")?.parse().ok()).collect();
    assert!(stored.len() > 10, "{lines:?}");
    assert!(lines.iter().any(|line| line == "unavailable"), "{:?}", lines.last());
    let after: Vec<&String> = lines.iter().filter(|line| line.starts_with("after")).collect();
    assert!(!after.is_empty() && after.iter().all(|line| *line == "after true true"), "{after:?}");
    assert!(!lines.iter().any(|line| line.starts_with("other") || line.starts_with("error")), "{lines:?}");
    assert_in_order(&place);
    check(&*place.open(), &stored);
}
