//! What a proxy lets through, to the byte.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use testkit::proxy::Seed;
use testkit::{Fault, FaultProxy, Plan};

/// A hub that answers every byte with ten, and tells how many bytes of each connection it has seen.
fn answering() -> (SocketAddr, std::sync::mpsc::Receiver<usize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (told, seen) = std::sync::mpsc::channel();
    thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let told = told.clone();
            thread::spawn(move || {
                let (mut piece, mut count) = ([0; 64], 0);
                while let Ok(length @ 1..) = stream.read(&mut piece) {
                    count += length;
                    if stream.write_all(&piece[..length].repeat(10)).is_err() {
                        break;
                    }
                }
                told.send(count).unwrap();
            });
        }
    });
    (address, seen)
}

/// Says `count` bytes and reads until the end or until `most` bytes have come; gives how many came.
fn speak(proxy: &FaultProxy, count: usize, most: usize) -> usize {
    let mut stream = TcpStream::connect(proxy.address).unwrap();
    let (mut heard, mut piece) = (0, [0; 4_096]);
    // A connection that breaks may refuse what is said.
    let _said = stream.write_all(&vec![7; count]);
    while heard < most {
        match stream.read(&mut piece) {
            Ok(0) | Err(_) => break,
            Ok(length) => heard += length,
        }
    }
    heard
}

#[test]
fn everything_passes_when_nothing_is_planned() {
    let (hub, seen) = answering();
    let proxy = FaultProxy::start(hub);
    assert_eq!(speak(&proxy, 100, 1_000), 1_000);
    assert_eq!(seen.recv().unwrap(), 100);
    assert_eq!((proxy.carried(), proxy.struck()), ((100, 1_000), 0));
}

#[test]
fn a_request_is_cut_at_its_byte() {
    let (hub, seen) = answering();
    let proxy = FaultProxy::start(hub);
    for at in [0, 1, 63, 64, 99] {
        proxy.follow(Plan::once(Fault::CutRequest { at }));
        speak(&proxy, 100, usize::MAX);
        assert_eq!(seen.recv().unwrap() as u64, at);
        assert_eq!((proxy.carried().0, proxy.struck()), (at, 1));
        assert_eq!(speak(&proxy, 10, 100), 100, "only the first");
        assert_eq!(seen.recv().unwrap(), 10);
    }
}

#[test]
fn a_reply_is_cut_at_its_byte() {
    let (hub, _seen) = answering();
    let proxy = FaultProxy::start(hub);
    for at in [0, 1, 999] {
        proxy.follow(Plan::once(Fault::CutReply { at }));
        assert!(speak(&proxy, 100, usize::MAX) as u64 <= at);
        assert_eq!((proxy.carried().1, proxy.struck()), (at, 1));
    }
}

#[test]
fn a_reply_is_lost_after_the_whole_request() {
    let (hub, seen) = answering();
    let proxy = FaultProxy::start(hub);
    proxy.follow(Plan::once(Fault::LoseReply { after: 0 }));
    assert_eq!(speak(&proxy, 100, usize::MAX), 0);
    assert_eq!((seen.recv().unwrap(), proxy.struck()), (100, 1));
}

#[test]
fn what_is_held_stays_open_until_it_is_cut() {
    let (hub, _seen) = answering();
    let proxy = FaultProxy::start(hub);
    for fault in [Fault::HoldRequest { at: 50 }, Fault::HoldReply { after: 0 }] {
        proxy.follow(Plan::once(fault));
        thread::scope(|threads| {
            let speaking = threads.spawn(|| speak(&proxy, 100, usize::MAX));
            proxy.wait_struck();
            assert!(!speaking.is_finished());
            proxy.cut_all();
            assert!(speaking.join().unwrap() <= 500);
        });
    }
}

#[test]
fn a_refused_connection_reaches_nobody_and_a_hub_may_move() {
    let ((one, seen_by_one), (two, seen_by_two)) = (answering(), answering());
    let proxy = FaultProxy::start(one);
    proxy.follow(Plan::once(Fault::Refuse));
    assert_eq!(speak(&proxy, 10, usize::MAX), 0);
    proxy.lead_to(two);
    assert_eq!(speak(&proxy, 10, 100), 100);
    assert_eq!(seen_by_two.recv().unwrap(), 10);
    assert!(seen_by_one.try_recv().is_err());
}

#[test]
fn a_seed_gives_the_same_plan_and_many_seeds_every_fault() {
    let plan = |seed: u64| {
        let plan = Plan::seeded(seed, 1_000, 1_000);
        (0..8).map(|number| plan.fault(number)).collect::<Vec<_>>()
    };
    assert_eq!(plan(5), plan(5));
    let all: Vec<Fault> = (0..50).flat_map(plan).collect();
    for wanted in ["Pass", "Refuse", "CutRequest", "CutReply", "LoseReply", "Delay"] {
        let found = all.iter().filter(|fault| format!("{fault:?}").starts_with(wanted)).count();
        assert!(found > 10, "{wanted}: {found}");
    }
    let mut seed = Seed::new(0);
    assert_eq!(seed.below(0), 0);
    assert!((0..100).all(|_| seed.below(3) < 3));
}
