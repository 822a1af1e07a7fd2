//! The gate of every request: certificate, token and office, as they stand now (S6, S26, S28).

use thiserror::Error;

use super::{CertificateRefused, Connection, admits};
use crate::account::{SessionLimits, SessionState};
use crate::permission::{Caller, Right};
use crate::secret::Secret;
use crate::store::StoreError;
use crate::usecases::Context;

/// Why a request is not let in.
#[derive(Debug, Error)]
pub enum AuthoriseError {
    /// The certificate or its office does not let in.
    #[error(transparent)]
    Certificate(#[from] CertificateRefused),
    /// No such token, or one of another certificate.
    #[error("the token is not known with this certificate")]
    Unknown,
    /// The session is over, idle or ended.
    #[error("the session does not let in")]
    Session(SessionState),
    /// The terminal token is over or revoked.
    #[error("the terminal token is over")]
    TerminalTokenOver,
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Lets a person's session in.
pub async fn authorise(
    context: Context<'_>,
    limits: &SessionLimits,
    connection: &Connection,
    access: &Secret,
) -> Result<Caller, AuthoriseError> {
    let view = context.store.session_by_access(access.hash()).await?.ok_or(AuthoriseError::Unknown)?;
    if view.session.certificate != connection.thumbprint {
        return Err(AuthoriseError::Unknown);
    }
    admits(view.certificate.state(context.at), view.session.office, view.office, context.at)?;
    let is_closed = view.office.is_closed();
    match view.session.state(context.at, limits) {
        SessionState::Open => {}
        other => return Err(AuthoriseError::Session(other)),
    }
    if view.session.wants_touch(context.at, limits) {
        // A store that takes no writes now still lets in to read; the session idles away the sooner.
        let _touched = context.store.touch_session(view.session.id, context.at).await;
    }
    let right = Right::Session(view.session.id, view.session.account);
    let certificate = view.certificate.key;
    Ok(Caller { office: view.session.office, certificate, thumbprint: connection.thumbprint, right, is_closed })
}

/// Lets a terminal's token in.
pub async fn authorise_terminal(
    context: Context<'_>,
    connection: &Connection,
    token: &Secret,
) -> Result<Caller, AuthoriseError> {
    let view = context.store.terminal_by_hash(token.hash()).await?.ok_or(AuthoriseError::Unknown)?;
    if view.token.certificate != connection.thumbprint {
        return Err(AuthoriseError::Unknown);
    }
    admits(view.certificate.state(context.at), view.token.office, view.office, context.at)?;
    let is_closed = view.office.is_closed();
    if !view.token.is_open(context.at) {
        return Err(AuthoriseError::TerminalTokenOver);
    }
    if view.token.wants_touch(context.at) {
        let _touched = context.store.touch_terminal_token(view.token.id, context.at).await;
    }
    let right = Right::Terminal(view.token.id, view.token.scopes);
    let certificate = view.certificate.key;
    Ok(Caller { office: view.token.office, certificate, thumbprint: connection.thumbprint, right, is_closed })
}
