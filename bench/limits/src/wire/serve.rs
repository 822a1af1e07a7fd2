//! The server: one thread for each connection.

use super::http::read_message;
use crate::disk::Log;
use crate::message::{LENGTH, Message};
use aws_lc_rs::rand::SystemRandom;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::fs::File;
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{Builder, Scope};

/// What all connections share.
#[derive(Clone, Copy)]
pub(super) struct Hub<'a> {
    pub(super) message: &'a Message,
    pub(super) log: &'a Log,
    /// The file of the log.
    pub(super) stored: &'a Path,
    /// No more connections are taken.
    pub(super) stopped: &'a AtomicBool,
}

/// The receipt takes so many bytes, padded.
const RECEIPT: usize = 72;

/// Takes connections until the hub is stopped.
pub(super) fn accept<'scope>(
    scope: &'scope Scope<'scope, '_>,
    listener: &TcpListener,
    config: &Arc<ServerConfig>,
    hub: Hub<'scope>,
) {
    for stream in listener.incoming() {
        let stream = stream.unwrap();
        if hub.stopped.load(Ordering::SeqCst) {
            return;
        }
        let config = config.clone();
        let serve = move || serve(stream, config, hub);
        Builder::new().stack_size(256 << 10).spawn_scoped(scope, serve).unwrap();
    }
}

fn serve(stream: TcpStream, config: Arc<ServerConfig>, hub: Hub<'_>) {
    stream.set_nodelay(true).unwrap();
    let mut stream = StreamOwned::new(ServerConnection::new(config).unwrap(), stream);
    let (stored, random) = (File::open(hub.stored).unwrap(), SystemRandom::new());
    let mut buffer = Vec::with_capacity(32 << 10);
    while let Some((head, length)) = read_message(&mut stream, &mut buffer) {
        let reply = if buffer.starts_with(b"G") {
            let mut body = vec![0; LENGTH];
            stored.read_exact_at(&mut body, 0).unwrap();
            with_head("200 OK", &body)
        } else {
            with_head("201 Created", &hub.take(buffer[6], &buffer[head..head + length], &random))
        };
        if stream.write_all(&reply).is_err() || stream.flush().is_err() {
            return;
        }
        buffer.drain(..head + length);
    }
}

impl Hub<'_> {
    /// Takes a message; `mode` says what is done beside verifying and storing. Gives the receipt.
    fn take(self, mode: u8, body: &[u8], random: &SystemRandom) -> [u8; RECEIPT] {
        let hash = self.message.verify(body);
        if mode >= b'c' {
            self.message.check_rows();
        }
        self.log.append(body);
        let mut receipt = [b'0'; RECEIPT];
        if mode >= b'r' {
            let signature = self.message.receipt(&hash, random);
            let length = signature.len().min(RECEIPT);
            receipt[..length].copy_from_slice(&signature[..length]);
        }
        receipt
    }
}

fn with_head(status: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}
