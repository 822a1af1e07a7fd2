//! Sign-ins, two passwords computed in each: as many as the hub takes, and sets sent while sign-ins storm.

use crate::load::{accept, posts};
use crate::offices::{Office, Offices};
use crate::server::Server;
use crate::sets::sign;
use crate::wire::{Wire, request};
use anchors::measure::{percentile, result, seconds};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

/// Connections that sign in at once when it is measured how many the hub takes: one is computed, the others wait.
const QUEUED: usize = 3;
/// Connections of the storm.
const STORM: usize = 16;
/// Sets that every sender sends meanwhile.
const SETS: usize = 500;

/// Both measures.
pub(crate) fn run(offices: &Offices, server: &Server) {
    alone(offices, server);
    storm(offices, server);
    server.say_memory("storm_mib", "VmHWM:");
}

fn alone(offices: &Offices, server: &Server) {
    let (start, before) = (Instant::now(), server.cpu());
    let mut milliseconds: Vec<f64> = std::thread::scope(|scope| {
        let threads: Vec<_> = offices
            .senders
            .iter()
            .take(QUEUED)
            .map(|office| {
                scope.spawn(move || {
                    let (mut wire, request, mut milliseconds) =
                        (Wire::dial(office, offices.port), call(office), Vec::new());
                    while start.elapsed().as_secs_f64() < 2.0 * seconds() {
                        let begin = Instant::now();
                        let answer = wire.call(&request);
                        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(answer.body));
                        milliseconds.push(begin.elapsed().as_secs_f64() * 1e3);
                    }
                    milliseconds
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    let (done, elapsed) = (milliseconds.len() as f64, start.elapsed().as_secs_f64());
    result("signin_per_s", done / elapsed, "1/s");
    result("signin_p50_ms", percentile(&mut milliseconds, 0.5), "ms");
    result("signin_cpu_us", (server.cpu() - before) / done, "us");
}

/// Sets are sent while many sign in again and again without a pause; most are told to come again (503).
fn storm(offices: &Offices, server: &Server) {
    let sets = sign(offices, SETS, 0);
    let work = posts(offices, &sets);
    let (over, done, refused) = (AtomicBool::new(false), AtomicU64::new(0), AtomicU64::new(0));
    let start = Instant::now();
    std::thread::scope(|scope| {
        for office in offices.recipients.iter().cycle().take(STORM) {
            let (over, done, refused) = (&over, &done, &refused);
            scope.spawn(move || {
                let (mut wire, request) = (Wire::dial(office, offices.port), call(office));
                while !over.load(Ordering::Relaxed) {
                    match wire.call(&request).status {
                        200 => done.fetch_add(1, Ordering::Relaxed),
                        503 => refused.fetch_add(1, Ordering::Relaxed),
                        status => panic!("a sign-in was answered {status}"),
                    };
                }
            });
        }
        accept(offices, server, &work, "storm_accept");
        over.store(true, Ordering::Relaxed);
    });
    let elapsed = start.elapsed().as_secs_f64();
    result("storm_signin_per_s", done.load(Ordering::Relaxed) as f64 / elapsed, "1/s");
    result("storm_signin_refused_per_s", refused.load(Ordering::Relaxed) as f64 / elapsed, "1/s");
}

fn call(office: &Office) -> Vec<u8> {
    let body = serde_json::to_vec(&office.sign_in).unwrap();
    request("POST /v1/session", "", "application/json", &body)
}
