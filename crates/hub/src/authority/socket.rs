//! The Unix sockets of the hub, to the authority and for commands: a length in four bytes, then JSON.

use super::message::Question;
use super::service::AuthorityService;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use thiserror::Error;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::watch;
use tokio::time::timeout;

/// Largest message: a revocation list of half a million certificates.
const MOST: u32 = 64 << 20;
/// A question must be there and answered in this time.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why a message did not pass.
#[derive(Debug, Error)]
pub enum SocketError {
    /// The connection.
    #[error("the connection failed")]
    Io(#[from] io::Error),
    /// Not JSON of the right form.
    #[error("the message has the wrong form")]
    Form(#[from] serde_json::Error),
    /// Above the limit.
    #[error("the message is too large")]
    TooLarge,
    /// The other end took too long.
    #[error("no answer in time")]
    Slow,
    /// The caller is another user of this machine.
    #[error("user {0} may not ask the authority")]
    Stranger(u32),
    /// Another process answers there already.
    #[error("another process answers at this socket")]
    Taken,
}

/// Serves the authority at a socket until `stop`. Only processes of the same user are answered.
///
/// # Errors
/// [`SocketError::Io`] when the socket cannot be made, [`SocketError::Taken`] when another process answers there.
pub async fn serve(
    path: &Path,
    service: Arc<AuthorityService>,
    stop: watch::Receiver<bool>,
) -> Result<(), SocketError> {
    let answer = move |question: Question| {
        let service = Arc::clone(&service);
        async move { service.answer(&question) }
    };
    serve_with(path, stop, answer).await
}

/// Answers questions at a socket until `stop`. Only processes of the same user are answered.
pub(crate) async fn serve_with<Q, A, F>(
    path: &Path,
    mut stop: watch::Receiver<bool>,
    answer: impl Fn(Q) -> F + Clone + Send + 'static,
) -> Result<(), SocketError>
where
    Q: DeserializeOwned + Send,
    A: Serialize + Send + Sync,
    F: Future<Output = A> + Send,
{
    // What a crash left is taken over; what answers is not.
    if UnixStream::connect(path).await.is_ok() {
        return Err(SocketError::Taken);
    }
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let listener = UnixListener::bind(path)?;
    std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    let owner = std::os::unix::fs::MetadataExt::uid(&std::fs::metadata(path)?);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.wait_for(|stopping| *stopping) => break,
        };
        let (stream, _) = accepted?;
        let answer = answer.clone();
        tokio::spawn(async move {
            let answered = timeout(PATIENCE, one(stream, owner, answer)).await.unwrap_or(Err(SocketError::Slow));
            if let Err(error) = answered {
                tracing::warn!(error = &error as &dyn std::error::Error, "a question was not answered");
            }
        });
    }
    std::fs::remove_file(path)?;
    Ok(())
}

async fn one<Q, A, F>(mut stream: UnixStream, owner: u32, answer: impl Fn(Q) -> F) -> Result<(), SocketError>
where
    Q: DeserializeOwned,
    A: Serialize,
    F: Future<Output = A>,
{
    let caller = stream.peer_cred()?.uid();
    if caller != owner {
        return Err(SocketError::Stranger(caller));
    }
    let question: Q = read_message(&mut stream).await?;
    write_message(&mut stream, &answer(question).await).await
}

/// Asks one question at a socket.
pub(crate) async fn ask<Q: Serialize, A: DeserializeOwned>(path: &Path, question: &Q) -> Result<A, SocketError> {
    let mut stream = UnixStream::connect(path).await.map_err(SocketError::Io)?;
    write_message(&mut stream, question).await?;
    read_message(&mut stream).await
}

async fn read_message<T: DeserializeOwned>(stream: &mut UnixStream) -> Result<T, SocketError> {
    let length = stream.read_u32().await?;
    if length > MOST {
        return Err(SocketError::TooLarge);
    }
    let mut bytes = vec![0; length as usize];
    stream.read_exact(&mut bytes).await?;
    Ok(serde_json::from_slice(&bytes)?)
}

async fn write_message<T: Serialize>(stream: &mut UnixStream, message: &T) -> Result<(), SocketError> {
    let bytes = serde_json::to_vec(message)?;
    let length = u32::try_from(bytes.len()).ok().filter(|length| *length <= MOST).ok_or(SocketError::TooLarge)?;
    stream.write_u32(length).await?;
    stream.write_all(&bytes).await?;
    Ok(stream.flush().await?)
}
