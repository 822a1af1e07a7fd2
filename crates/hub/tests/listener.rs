//! Connections that send nothing, or too little, or are too many (R24).

use crate::world::{Authority, Identity, listen};
use hub::config::Limits;
use hub::listener::ClientVerifier;
use rustls::{ClientConfig, RootCertStore};
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

fn verifier(authority: &Authority) -> Arc<ClientVerifier> {
    Arc::new(ClientVerifier::new(&[authority.root()], vec![authority.list()]).unwrap())
}

async fn connect(
    address: SocketAddr,
    authority: &Authority,
    office: &Identity,
    protocol: &[u8],
) -> TlsStream<TcpStream> {
    let mut roots = RootCertStore::empty();
    roots.add(authority.root()).unwrap();
    let mut config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_client_auth_cert(office.chain(), office.private())
        .unwrap();
    config.alpn_protocols = vec![protocol.to_vec()];
    let stream = TcpStream::connect(address).await.unwrap();
    TlsConnector::from(Arc::new(config)).connect("localhost".try_into().unwrap(), stream).await.unwrap()
}

/// What comes until the other side ends the connection.
async fn rest(mut stream: TlsStream<TcpStream>) -> Vec<u8> {
    let mut bytes = Vec::new();
    // However it ends: closed, reset, without TLS's own goodbye.
    let _ended = stream.read_to_end(&mut bytes).await;
    bytes
}

#[tokio::test]
async fn s5_who_is_refused_hears_why_also_when_speaking_already() {
    let (authority, other) = (Authority::new(-60), Authority::new(-60));
    let stranger = other.office("1370000001");
    let running = listen(&authority, verifier(&authority), Limits::default()).await;
    for _ in 0..20 {
        let mut refused = connect(running.address, &authority, &stranger, b"h2").await;
        // The answer is there, and is not read before more was said.
        refused.get_ref().0.peek(&mut [0]).await.unwrap();
        for _ in 0..3 {
            refused.write_all(&[b'x'; 1_024]).await.unwrap();
            refused.flush().await.unwrap();
            tokio::task::yield_now().await;
        }
        let error = refused.read_u8().await.unwrap_err();
        let why = error.get_ref().and_then(|inside| inside.downcast_ref());
        assert!(matches!(why, Some(rustls::Error::AlertReceived(_))), "{error}");
    }
    running.stop.send(true).unwrap();
    running.done.await.unwrap();
}

#[tokio::test]
async fn r24_a_connection_that_says_nothing_is_ended() {
    let authority = Authority::new(-60);
    let office = authority.office("1370000001");
    let limits = Limits { head_seconds: 1, ..Limits::default() };
    let running = listen(&authority, verifier(&authority), limits).await;
    for protocol in [b"h2".as_slice(), b"http/1.1"] {
        let silent = connect(running.address, &authority, &office, protocol).await;
        assert!(rest(silent).await.is_empty());
        let mut begun = connect(running.address, &authority, &office, protocol).await;
        begun.write_all(if protocol == b"h2" { b"PRI * HTTP" } else { b"GET / HTTP/1.1\r\nhost: loc" }).await.unwrap();
        assert!(!rest(begun).await.starts_with(b"HTTP/1.1 200"));
    }
    // One that speaks is served, before and after.
    let mut good = connect(running.address, &authority, &office, b"http/1.1").await;
    good.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await.unwrap();
    assert!(rest(good).await.ends_with(b"hello"));
    running.stop.send(true).unwrap();
    running.done.await.unwrap();
}

#[tokio::test]
async fn r24_a_head_that_is_too_large_is_refused() {
    let authority = Authority::new(-60);
    let office = authority.office("1370000001");
    let running = listen(&authority, verifier(&authority), Limits::default()).await;
    let mut large = connect(running.address, &authority, &office, b"http/1.1").await;
    let head = format!("GET / HTTP/1.1\r\nhost: localhost\r\nx: {}\r\n\r\n", "a".repeat(17 << 10));
    let _refused = large.write_all(head.as_bytes()).await;
    assert!(!rest(large).await.starts_with(b"HTTP/1.1 200"));
    running.stop.send(true).unwrap();
    running.done.await.unwrap();
}

#[tokio::test]
async fn r24_connections_of_one_certificate_are_bounded() {
    let authority = Authority::new(-60);
    let (office, other) = (authority.office("1370000001"), authority.office("1370000002"));
    let limits = Limits { connections_per_certificate: 2, ..Limits::default() };
    let running = listen(&authority, verifier(&authority), limits).await;
    let request = b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    let first = connect(running.address, &authority, &office, b"http/1.1").await;
    let mut second = connect(running.address, &authority, &office, b"http/1.1").await;
    let third = connect(running.address, &authority, &office, b"http/1.1").await;
    assert!(rest(third).await.is_empty(), "one too many");
    let mut another = connect(running.address, &authority, &other, b"http/1.1").await;
    another.write_all(request).await.unwrap();
    assert!(rest(another).await.ends_with(b"hello"), "another office is not concerned");
    second.write_all(request).await.unwrap();
    assert!(rest(second).await.ends_with(b"hello"));
    drop(first);
    running.stop.send(true).unwrap();
    running.done.await.unwrap();
}

#[tokio::test]
async fn r19_a_stop_does_not_wait_longer_than_the_drain() {
    let authority = Authority::new(-60);
    let office = authority.office("1370000001");
    let limits = Limits { drain_seconds: 1, ..Limits::default() };
    let running = listen(&authority, verifier(&authority), limits).await;
    let mut stuck = connect(running.address, &authority, &office, b"http/1.1").await;
    stuck.write_all(b"POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 10\r\n\r\nhalf").await.unwrap();
    running.stop.send(true).unwrap();
    running.done.await.unwrap();
    assert!(TcpStream::connect(running.address).await.is_err(), "no new work is taken");
}
