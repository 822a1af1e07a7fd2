//! One pass: sets are sent over 32 connections, fetched for the first time, and fetched again.

use crate::offices::{Office, Offices};
use crate::server::Server;
use crate::sets::{Signed, sign};
use crate::wire::{Wire, request};
use anchors::measure::{percentile, result};
use protocol::CONTAINER_MEDIA_TYPE;
use std::collections::VecDeque;
use std::io::Write;
use std::sync::{Barrier, Mutex};
use std::time::Instant;

/// Connections at once.
pub(crate) const CONNECTIONS: usize = 32;

/// A request with what is to be done with its answer.
pub(crate) struct Call<'a> {
    pub(crate) id: &'a str,
    pub(crate) request: Vec<u8>,
}

/// The calls of one office, taken by its connections one after the other.
pub(crate) struct Work<'a> {
    pub(crate) office: &'a Office,
    pub(crate) calls: Mutex<VecDeque<Call<'a>>>,
}

/// Sends `count` sets, fetches them, fetches them again, and says the figures of each.
pub(crate) fn pass(offices: &Offices, server: &Server, count: usize) {
    server.say_memory("before_mib", "VmRSS:");
    let sets = sign(offices, count / offices.senders.len(), accepted_before(offices) / offices.senders.len());
    let bytes: usize = sets.iter().flatten().map(|set| set.container.len()).sum();
    result("container_bytes", bytes as f64 / sets.iter().flatten().count() as f64, "B");
    accept(offices, server, &posts(offices, &sets), "accept");
    run(offices, server, &gets(offices, &sets), "fetch_first", 200);
    run(offices, server, &gets(offices, &sets), "fetch", 200);
    server.say_memory("load_mib", "VmHWM:");
}

/// The requests that send the sets.
pub(crate) fn posts<'a>(offices: &'a Offices, sets: &'a [Vec<Signed>]) -> Vec<Work<'a>> {
    let of = |(office, sets): (&'a Office, &'a Vec<Signed>)| {
        let token = office.token();
        let post = |set: &Signed| request("POST /v1/transmissions", &token, CONTAINER_MEDIA_TYPE, &set.container);
        let calls = sets.iter().map(|set| Call { id: &set.id, request: post(set) });
        Work { office, calls: Mutex::new(calls.collect()) }
    };
    offices.senders.iter().zip(sets).map(of).collect()
}

fn gets<'a>(offices: &'a Offices, sets: &'a [Vec<Signed>]) -> Vec<Work<'a>> {
    let of = |(number, office): (usize, &'a Office)| {
        let token = office.token();
        let get = |set: &Signed| request(&format!("GET /v1/transmissions/{}/container", set.id), &token, "*/*", &[]);
        let mine = sets.iter().flatten().filter(|set| set.recipient == number);
        let calls = mine.map(|set| Call { id: &set.id, request: get(set) });
        Work { office, calls: Mutex::new(calls.collect()) }
    };
    offices.recipients.iter().enumerate().map(of).collect()
}

/// Sends the sets; the ids go to the list of what must be there at the end.
pub(crate) fn accept(offices: &Offices, server: &Server, work: &[Work<'_>], name: &str) {
    let sent =
        || work.iter().flat_map(|work| work.calls.lock().unwrap().iter().map(|call| call.id).collect::<Vec<_>>());
    let lines: String = sent().map(|id| format!("{id}\n")).collect();
    run(offices, server, work, name, 201);
    let mut list = std::fs::OpenOptions::new().create(true).append(true).open(offices.folder.join("accepted")).unwrap();
    list.write_all(lines.as_bytes()).unwrap();
}

fn accepted_before(offices: &Offices) -> usize {
    std::fs::read_to_string(offices.folder.join("accepted")).map_or(0, |list| list.lines().count())
}

/// All calls over [`CONNECTIONS`] kept connections; says how many a second, how long they took, and CPU time of each.
fn run(offices: &Offices, server: &Server, work: &[Work<'_>], name: &str, expected: u16) {
    let ready = Barrier::new(CONNECTIONS + 1);
    let client = own_cpu();
    let (mut milliseconds, elapsed, cpu) = std::thread::scope(|scope| {
        let connections: Vec<_> = (0..CONNECTIONS)
            .map(|number| {
                let (ready, work) = (&ready, &work[number % work.len()]);
                scope.spawn(move || {
                    let mut wire = Wire::dial(work.office, offices.port);
                    ready.wait();
                    connection(&mut wire, work, expected)
                })
            })
            .collect();
        ready.wait();
        let (start, before) = (Instant::now(), server.cpu());
        let all: Vec<f64> = connections.into_iter().flat_map(|thread| thread.join().unwrap()).collect();
        (all, start.elapsed().as_secs_f64(), server.cpu() - before)
    });
    let calls = milliseconds.len() as f64;
    result(&format!("{name}_per_s"), calls / elapsed, "1/s");
    result(&format!("{name}_p50_ms"), percentile(&mut milliseconds, 0.5), "ms");
    result(&format!("{name}_p99_ms"), percentile(&mut milliseconds, 0.99), "ms");
    result(&format!("{name}_cpu_us"), cpu / calls, "us");
    result(&format!("{name}_client_us"), (own_cpu() - client) / calls, "us");
}

/// CPU time of this process.
fn own_cpu() -> f64 {
    Server::new(&["self"]).cpu()
}

fn connection(wire: &mut Wire, work: &Work<'_>, expected: u16) -> Vec<f64> {
    let mut milliseconds = Vec::new();
    loop {
        let Some(call) = work.calls.lock().unwrap().pop_front() else { return milliseconds };
        let begin = Instant::now();
        let answer = wire.call(&call.request);
        milliseconds.push(begin.elapsed().as_secs_f64() * 1e3);
        assert_eq!(answer.status, expected, "{}: {}", call.id, String::from_utf8_lossy(answer.body));
    }
}
