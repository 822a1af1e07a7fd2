//! Accepts connections and serves them until the hub stops: handshake and head in time, bounded in number.

use super::caps::{Caps, Held};
use super::first_bytes::FirstBytes;
use super::peer::Peer;
use crate::config::Limits;
use axum::Router;
use axum::extract::Request;
use evidence::Sha256;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

/// For so long a connection that was refused is held so that the other side reads why.
const LINGERS: Duration = Duration::from_secs(2);

/// So many bytes of it are read at the most.
const MOST_UNREAD: u64 = 64 << 10;

/// What is known of the connection of a request; found among its extensions.
#[derive(Debug, Clone)]
pub struct Connection {
    /// The other side.
    pub address: SocketAddr,
    /// Who showed a client certificate in the handshake; `None` also for one that is not of our profile.
    pub peer: Option<Arc<Peer>>,
}

/// How a listener is served.
#[derive(Debug, Clone)]
pub struct Serving {
    /// Its limits.
    pub limits: Limits,
    /// Its connections.
    pub caps: Caps,
    /// Becomes true when the hub stops.
    pub stop: watch::Receiver<bool>,
}

/// Serves TLS connections until the hub stops, then waits for running requests.
pub async fn serve_tls(listener: TcpListener, acceptor: TlsAcceptor, router: Router, serving: Serving) {
    serve(listener, Some(acceptor), router, serving).await;
}

/// Serves plain connections until the hub stops, then waits for running requests.
pub async fn serve_plain(listener: TcpListener, router: Router, serving: Serving) {
    serve(listener, None, router, serving).await;
}

async fn serve(listener: TcpListener, acceptor: Option<TlsAcceptor>, router: Router, serving: Serving) {
    let graceful = GracefulShutdown::new();
    let mut stop = serving.stop.clone();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.wait_for(|stopping| *stopping) => break,
        };
        match accepted {
            Ok((stream, address)) => match serving.caps.hold(address.ip()) {
                Some(held) => {
                    start(stream, address, held, acceptor.clone(), router.clone(), &serving, graceful.watcher());
                }
                None => tracing::warn!(address = %address.ip(), "connection refused: too many"),
            },
            Err(error) => after_accept_error(&error).await,
        }
    }
    drop(listener);
    let drain = Duration::from_secs(serving.limits.drain_seconds);
    if timeout(drain, graceful.shutdown()).await.is_err() {
        tracing::warn!("requests were still running when the time to stop was over");
    }
}

/// No file handles left and the like: a short rest, so that the loop does not spin.
async fn after_accept_error(error: &io::Error) {
    tracing::warn!(%error, "a connection could not be accepted");
    tokio::time::sleep(Duration::from_millis(50)).await;
}

fn start(
    stream: TcpStream,
    address: SocketAddr,
    held: Held,
    acceptor: Option<TlsAcceptor>,
    router: Router,
    serving: &Serving,
    watcher: hyper_util::server::graceful::Watcher,
) {
    let (limits, caps) = (serving.limits.clone(), serving.caps.clone());
    tokio::spawn(async move {
        let _held = held;
        let _ = stream.set_nodelay(true);
        let Some(acceptor) = acceptor else {
            let connection = Connection { address, peer: None };
            return serve_connection(stream, connection, router, &limits, watcher).await;
        };
        let handshake = Duration::from_secs(limits.handshake_seconds);
        let stream = match timeout(handshake, acceptor.accept(stream).into_fallible()).await {
            Ok(Ok(stream)) => stream,
            Ok(Err((error, stream))) => {
                tracing::info!(address = %address.ip(), %error, "handshake refused");
                return hear_out(stream).await;
            }
            Err(_) => return tracing::info!(address = %address.ip(), "handshake too slow"),
        };
        let certificates = stream.get_ref().1.peer_certificates();
        let leaf = certificates.and_then(<[_]>::first);
        let counted = leaf.map(|leaf| caps.hold_certificate(Sha256::of(leaf).0));
        if let Some(None) = counted {
            return tracing::warn!(address = %address.ip(), "connection refused: too many with one certificate");
        }
        let peer = leaf.and_then(Peer::read).map(Arc::new);
        serve_connection(stream, Connection { address, peer }, router, &limits, watcher).await;
    });
}

/// Lets who was refused read why: in TLS 1.3 the other side speaks before its certificate was looked at, and a connection that
/// is closed with something unread is reset, which may take the alert with it (RFC 1122 §4.2.2.13, RFC 9112 §9.6).
async fn hear_out(mut stream: TcpStream) {
    let heard = async {
        stream.shutdown().await?;
        tokio::io::copy(&mut stream.take(MOST_UNREAD), &mut tokio::io::sink()).await
    };
    // However it ends, nothing more is to be said.
    let _over = timeout(LINGERS, heard).await;
}

async fn serve_connection<S>(
    stream: S,
    connection: Connection,
    router: Router,
    limits: &Limits,
    watcher: hyper_util::server::graceful::Watcher,
) where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = hyper::service::service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(axum::body::Body::new);
        request.extensions_mut().insert(connection.clone());
        router.clone().oneshot(request)
    });
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(limits.head_seconds))
        .max_buf_size(limits.head_bytes.max(16 << 10));
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(limits.streams)
        .max_header_list_size(u32::try_from(limits.head_bytes).unwrap_or(u32::MAX))
        .keep_alive_interval(Some(Duration::from_secs(20)))
        .keep_alive_timeout(Duration::from_secs(20));
    let stream = TokioIo::new(FirstBytes::new(stream, Duration::from_secs(limits.head_seconds)));
    let served = watcher.watch(builder.serve_connection_with_upgrades(stream, service).into_owned());
    if let Err(error) = served.await {
        tracing::debug!(%error, "connection ended");
    }
}
