//! A bare exchange over mutual TLS 1.3 on loopback: blocking threads, HTTP/1.1 by hand, hash and verify, perhaps the rows
//! and a signed receipt, group commit. Client and server share the cores. An upper bound for a hub, not a hub.

mod http;
mod serve;

use crate::disk::{Log, cpu_seconds, own_folder};
use crate::message::Message;
use crate::tls;
use anchors::measure::{percentile, result, seconds};
use http::read_message;
use rustix::time::ClockId;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};
use std::fs::OpenOptions;
use std::io::Write;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// One kind of request.
struct Kind {
    name: &'static str,
    path: &'static str,
    new_connections: bool,
}

const KINDS: [Kind; 5] = [
    Kind { name: "post_verify", path: "POST /a", new_connections: false },
    Kind { name: "post_verify_csv", path: "POST /c", new_connections: false },
    Kind { name: "post_verify_csv_receipt", path: "POST /r", new_connections: false },
    Kind { name: "post_verify_csv_receipt_newconn", path: "POST /r", new_connections: true },
    Kind { name: "get20k", path: "GET /g", new_connections: false },
];

/// All measures, with the certificates of a folder, the log in a folder of its own below `folder`.
pub(crate) fn run(certs: &Path, folder: &Path) {
    with(certs, folder, |kind| if kind.new_connections { &[1, 8, 32] } else { &[1, 8, 32, 128] });
}

/// Only what a hub does: everything with a signed receipt, and fetching, at 32 connections.
pub(crate) fn hub(certs: &Path, folder: &Path) {
    let wanted = ["post_verify_csv_receipt", "get20k"];
    with(certs, folder, move |kind| if wanted.contains(&kind.name) { &[32] } else { &[] });
}

fn with(certs: &Path, folder: &Path, connections: impl Fn(&Kind) -> &'static [usize]) {
    let folder = own_folder(folder, "wire");
    let (message, log, stopped) = (Message::new(), Log::new(), AtomicBool::new(false));
    let path = folder.join("log");
    let file = OpenOptions::new().create(true).append(true).open(&path).unwrap();
    let (server, client) = (tls::server(certs, "ec", false), tls::client(certs, "ec", false));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::scope(|scope| {
        scope.spawn(|| log.commit_to(file));
        log.append(&message.body);
        let hub = serve::Hub { message: &message, log: &log, stored: &path, stopped: &stopped };
        scope.spawn(move || serve::accept(scope, &listener, &server, hub));
        for kind in &KINDS {
            let request = request(kind, &message.body);
            for connections in connections(kind) {
                measure(kind, *connections, &request, address, &client, &log);
            }
        }
        stopped.store(true, Ordering::SeqCst);
        // Wakes the server, so that it sees it.
        drop(TcpStream::connect(address));
        log.stop();
    });
    std::fs::remove_dir_all(&folder).unwrap();
}

fn request(kind: &Kind, body: &[u8]) -> Vec<u8> {
    let body = if kind.path.starts_with('G') { &[] } else { body };
    let head = format!("{} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n", kind.path, body.len());
    [head.as_bytes(), body].concat()
}

fn measure(
    kind: &Kind,
    connections: usize,
    request: &[u8],
    address: SocketAddr,
    client: &Arc<ClientConfig>,
    log: &Log,
) {
    let counts = || (log.cpu_nanoseconds.load(Ordering::Relaxed), log.syncs.load(Ordering::Relaxed));
    let (cpu, start, (commit_cpu, syncs)) = (cpu_seconds(ClockId::ProcessCPUTime), Instant::now(), counts());
    let (mut milliseconds, mut client_cpu) = (Vec::new(), 0.0);
    std::thread::scope(|scope| {
        let call = || calls(kind, request, start, || dial(address, client));
        let threads: Vec<_> = (0..connections).map(|_| scope.spawn(call)).collect();
        for thread in threads {
            let (some, cpu) = thread.join().unwrap();
            milliseconds.extend(some);
            client_cpu += cpu;
        }
    });
    let (messages, elapsed) = (milliseconds.len() as f64, start.elapsed().as_secs_f64());
    let server_cpu = cpu_seconds(ClockId::ProcessCPUTime) - cpu - client_cpu;
    let name = format!("wire.{}.conc{connections}", kind.name);
    result(&name, messages / elapsed, "msg/s");
    result(&format!("{name}.p50"), percentile(&mut milliseconds, 0.5), "ms");
    result(&format!("{name}.p99"), percentile(&mut milliseconds, 0.99), "ms");
    result(&format!("{name}.server_cpu"), server_cpu * 1e6 / messages, "us/msg");
    result(&format!("{name}.client_cpu"), client_cpu * 1e6 / messages, "us/msg");
    let (commit_cpu_now, syncs_now) = counts();
    if syncs_now > syncs {
        result(&format!("{name}.committer_cpu"), (commit_cpu_now - commit_cpu) as f64 / 1e3 / messages, "us/msg");
        result(&format!("{name}.records_per_sync"), messages / (syncs_now - syncs) as f64, "rec");
    }
}

type Stream = StreamOwned<ClientConnection, TcpStream>;

fn dial(address: SocketAddr, client: &Arc<ClientConfig>) -> Stream {
    // A busy machine may refuse while many connect at once.
    let stream = (0..10_000).find_map(|_| TcpStream::connect(address).ok()).unwrap();
    stream.set_nodelay(true).unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    StreamOwned::new(ClientConnection::new(client.clone(), name).unwrap(), stream)
}

/// Calls one after the other; gives the time of each and the CPU time of all.
fn calls(kind: &Kind, request: &[u8], start: Instant, dial: impl Fn() -> Stream) -> (Vec<f64>, f64) {
    let (mut buffer, mut milliseconds, mut stream) = (Vec::new(), Vec::new(), dial());
    while start.elapsed().as_secs_f64() < seconds() {
        let begin = Instant::now();
        if kind.new_connections {
            stream = dial();
            buffer.clear();
        }
        stream.write_all(request).unwrap();
        stream.flush().unwrap();
        let (head, length) = read_message(&mut stream, &mut buffer).unwrap();
        buffer.drain(..head + length);
        milliseconds.push(begin.elapsed().as_secs_f64() * 1e3);
    }
    (milliseconds, cpu_seconds(ClockId::ThreadCPUTime))
}
