//! A kept connection to the hub: blocking, HTTP/1.1 by hand, so that the generator needs as little CPU as it can.

use crate::offices::Office;
use memchr::memmem;
use rustls::pki_types::ServerName;
use rustls::{ClientConnection, StreamOwned};
use std::io::{Read, Write};
use std::net::TcpStream;

/// A connection with the client certificate of an office.
pub(crate) struct Wire {
    stream: StreamOwned<ClientConnection, TcpStream>,
    buffer: Vec<u8>,
    piece: Vec<u8>,
}

/// An answer of the hub.
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    pub(crate) body: &'a [u8],
}

impl Wire {
    /// Connects and shakes hands.
    pub(crate) fn dial(office: &Office, port: u16) -> Self {
        let mut socket = TcpStream::connect(("127.0.0.1", port)).unwrap();
        socket.set_nodelay(true).unwrap();
        let name = ServerName::try_from("localhost").unwrap();
        let mut tls = ClientConnection::new(office.tls.clone(), name).unwrap();
        while tls.is_handshaking() {
            tls.complete_io(&mut socket).unwrap();
        }
        Self { stream: StreamOwned::new(tls, socket), buffer: Vec::new(), piece: vec![0; 32 << 10] }
    }

    /// Sends a request and reads the answer.
    pub(crate) fn call(&mut self, request: &[u8]) -> Answer<'_> {
        self.buffer.clear();
        self.stream.write_all(request).unwrap();
        self.stream.flush().unwrap();
        let end = loop {
            if let Some(end) = memmem::find(&self.buffer, b"\r\n\r\n") {
                break end + 4;
            }
            self.fill();
        };
        let length = content_length(&self.buffer[..end]);
        while self.buffer.len() < end + length {
            self.fill();
        }
        assert_eq!(self.buffer.len(), end + length, "more came than was announced");
        let status = std::str::from_utf8(&self.buffer[9..12]).unwrap().parse().unwrap();
        Answer { status, body: &self.buffer[end..] }
    }

    fn fill(&mut self) {
        let read = self.stream.read(&mut self.piece).unwrap();
        assert!(read > 0, "the hub closed the connection");
        self.buffer.extend_from_slice(&self.piece[..read]);
    }
}

fn content_length(head: &[u8]) -> usize {
    let start = memmem::find(head, b"content-length: ").expect("an answer without a length") + 16;
    std::str::from_utf8(&head[start..]).unwrap().split('\r').next().unwrap().parse().unwrap()
}

/// A request with a body, or without.
pub(crate) fn request(line: &str, token: &str, media_type: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "{line} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\ncontent-type: {media_type}\r\n\
         content-length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}
