//! Full and resumed mutual TLS 1.3 handshakes in memory, both ends on one core, the CPU time of each end told apart.

mod config;

pub(crate) use config::{client, server};

use anchors::measure::{result, seconds};
use rustls::pki_types::ServerName;
use rustls::{ClientConnection, ServerConnection};
use std::path::Path;
use std::time::{Duration, Instant};

/// All measures with the certificates of a folder.
pub(crate) fn run(certs: &Path) {
    for kind in ["ec", "rsa"] {
        for resumed in [false, true] {
            measure(certs, kind, resumed);
        }
    }
}

#[derive(Default)]
struct Spent {
    client: Duration,
    server: Duration,
}

fn measure(certs: &Path, kind: &str, resumed: bool) {
    let (server, client) = (server(certs, kind, resumed), client(certs, kind, resumed));
    let name = ServerName::try_from("localhost").unwrap();
    let (start, mut spent, mut handshakes) = (Instant::now(), Spent::default(), 0_u32);
    while start.elapsed().as_secs_f64() < seconds() {
        let mut client_end = timed(&mut spent.client, || ClientConnection::new(client.clone(), name.clone()).unwrap());
        let mut server_end = timed(&mut spent.server, || ServerConnection::new(server.clone()).unwrap());
        shake_hands(&mut client_end, &mut server_end, &mut spent);
        assert!(server_end.peer_certificates().is_some());
        handshakes += 1;
    }
    let how = if resumed { "resumed" } else { "full" };
    let each = |time: Duration| time.as_secs_f64() * 1e6 / f64::from(handshakes);
    let a_second = f64::from(handshakes) / start.elapsed().as_secs_f64();
    result(&format!("tls.rustls_{kind}_{how}_both_ends_1core"), a_second, "hs/s");
    result(&format!("tls.rustls_{kind}_{how}_server_us"), each(spent.server), "us");
    result(&format!("tls.rustls_{kind}_{how}_client_us"), each(spent.client), "us");
}

fn timed<T>(spent: &mut Duration, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    *spent += start.elapsed();
    done
}

/// Carries bytes between the ends until both are done and nothing moves.
fn shake_hands(client: &mut ClientConnection, server: &mut ServerConnection, spent: &mut Spent) {
    let mut bytes = Vec::with_capacity(16_384);
    loop {
        bytes.clear();
        timed(&mut spent.client, || {
            while client.wants_write() {
                client.write_tls(&mut bytes).unwrap();
            }
        });
        let mut moved = !bytes.is_empty();
        timed(&mut spent.server, || {
            let mut rest = &bytes[..];
            while !rest.is_empty() {
                server.read_tls(&mut rest).unwrap();
                server.process_new_packets().unwrap();
            }
        });
        bytes.clear();
        timed(&mut spent.server, || {
            while server.wants_write() {
                server.write_tls(&mut bytes).unwrap();
            }
        });
        moved |= !bytes.is_empty();
        timed(&mut spent.client, || {
            let mut rest = &bytes[..];
            while !rest.is_empty() {
                client.read_tls(&mut rest).unwrap();
                client.process_new_packets().unwrap();
            }
        });
        if !moved && !client.is_handshaking() && !server.is_handshaking() {
            return;
        }
    }
}
