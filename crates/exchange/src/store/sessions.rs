//! Sessions and terminal tokens in the store.

use super::StoreFuture;
use crate::account::{CredentialName, Session, SessionEnd, TerminalToken};
use crate::actor::Act;
use crate::certificate::CertificateRecord;
use crate::id::{SessionId, TerminalTokenId};
use crate::instant::Instant;
use crate::office::OfficeState;
use crate::ports::PasswordHash;
use evidence::Sha256;
use standard::OfficeNumber;

/// Sessions and terminal tokens.
pub trait Sessions {
    /// Opens a session that these passwords were entered for. `false`, and nothing is opened, when one of them is no longer the
    /// name's, the certificate was revoked or the office stopped meanwhile: what ends all sessions ends this one too (R28).
    fn open_session(&self, session: Session, proven: Vec<ProvenPassword>, act: Act) -> StoreFuture<'_, bool>;

    /// The session of an access token, with its certificate and office, in one reading: the request's gate.
    fn session_by_access(&self, access: Sha256) -> StoreFuture<'_, Option<SessionView>>;

    /// Exchanges a refresh token for new tokens. A token used before ends the session.
    fn rotate_session(&self, rotation: Rotation, act: Act) -> StoreFuture<'_, RotationOutcome>;

    /// Records that a session was used.
    fn touch_session(&self, id: SessionId, at: Instant) -> StoreFuture<'_, ()>;

    /// The open sessions of an office, newest first, 200 at most.
    fn sessions_of(&self, office: OfficeNumber, at: Instant) -> StoreFuture<'_, Vec<Session>>;

    /// Ends sessions of an office; gives how many ended.
    fn end_sessions(&self, ending: Ending, act: Act) -> StoreFuture<'_, u64>;

    /// Makes a terminal token for an open session. `false`, and nothing is made, when that session has ended or its certificate
    /// was revoked meanwhile.
    fn make_terminal_token(&self, token: TerminalToken, by: SessionId, act: Act) -> StoreFuture<'_, bool>;

    /// The terminal token with this hash, with its certificate and office.
    fn terminal_by_hash(&self, hash: Sha256) -> StoreFuture<'_, Option<TerminalView>>;

    /// Records that a terminal token was used.
    fn touch_terminal_token(&self, id: TerminalTokenId, at: Instant) -> StoreFuture<'_, ()>;

    /// The terminal tokens of an office, newest first, 200 at most.
    fn terminal_tokens_of(&self, office: OfficeNumber) -> StoreFuture<'_, Vec<TerminalToken>>;

    /// Revokes a terminal token of an office; `false` when it has none of this id.
    fn revoke_terminal_token(&self, id: TerminalTokenId, office: OfficeNumber, act: Act) -> StoreFuture<'_, bool>;
}

/// A name whose password was entered rightly, and the hash by which it was.
pub type ProvenPassword = (CredentialName, PasswordHash);

/// A session with what decides whether it lets in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionView {
    /// The session.
    pub session: Session,
    /// The certificate it is bound to.
    pub certificate: CertificateRecord,
    /// Whether its office takes part.
    pub office: OfficeState,
}

/// A terminal token with what decides whether it lets in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TerminalView {
    /// The token.
    pub token: TerminalToken,
    /// The certificate it is bound to.
    pub certificate: CertificateRecord,
    /// Whether its office takes part.
    pub office: OfficeState,
}

/// New tokens for a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotation {
    /// Hash of the refresh token that was shown.
    pub refresh: Sha256,
    /// Thumbprint of the certificate of the connection.
    pub certificate: Sha256,
    /// Hash of the new access token.
    pub new_access: Sha256,
    /// When the new access token ends.
    pub access_until: Instant,
    /// Hash of the new refresh token.
    pub new_refresh: Sha256,
    /// Sessions last used at or before this have idled away.
    pub idle_before: Instant,
}

/// How a rotation went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RotationOutcome {
    /// The session with its new tokens.
    Rotated(Session),
    /// No open session has this token and certificate.
    Unknown,
    /// The token had been used: the session was ended.
    Reused(Session),
}

/// Sessions to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Of which office.
    pub office: OfficeNumber,
    /// Only this one; `None` for all.
    pub session: Option<SessionId>,
    /// How they end.
    pub end: SessionEnd,
}
