//! Sessions (S26): bound to a certificate, renewed by a token that works once, ended by idling, by age or by hand.

use crate::account::{AccountId, SystemId};
use crate::id::SessionId;
use crate::instant::{HOUR, Instant, MINUTE};
use evidence::Sha256;
use standard::OfficeNumber;

/// A signed-in person of an office at one terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id, for the list of sessions.
    pub id: SessionId,
    /// The office.
    pub office: OfficeNumber,
    /// The first sign-in.
    pub system: SystemId,
    /// The second sign-in.
    pub account: AccountId,
    /// Thumbprint of the certificate it is bound to.
    pub certificate: Sha256,
    /// Hash of the access token.
    pub access: Sha256,
    /// When the access token ends.
    pub access_until: Instant,
    /// Hash of the refresh token.
    pub refresh: Sha256,
    /// When the session ends in any case.
    pub refresh_until: Instant,
    /// When it began.
    pub started_at: Instant,
    /// When it was last used, to the minute.
    pub last_used_at: Instant,
    /// How and when it ended.
    pub ended: Option<(SessionEnd, Instant)>,
}

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionEnd {
    /// The person signed out.
    SignedOut,
    /// Somebody of the office ended it from the list, or everywhere at once.
    EndedByOffice,
    /// A refresh token was used twice: one of two holders is a thief.
    RefreshReused,
    /// A password was changed or reset.
    PasswordChanged,
    /// Its certificate was revoked.
    CertificateRevoked,
    /// The office was frozen or closed.
    OfficeStopped,
}

/// How long sessions last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionLimits {
    /// Life of an access token.
    pub access: i64,
    /// Life of the whole session, through all refreshes.
    pub refresh: i64,
    /// Longest pause between two requests.
    pub idle: i64,
    /// How exactly the last use is recorded; spares a write with each request.
    pub granularity: i64,
}

impl Default for SessionLimits {
    fn default() -> Self {
        Self { access: 60 * MINUTE, refresh: 8 * HOUR, idle: 30 * MINUTE, granularity: MINUTE }
    }
}

/// Whether a session lets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// It does.
    Open,
    /// It was ended.
    Ended(SessionEnd),
    /// Unused for too long.
    Idle,
    /// The access token is over; a refresh is needed.
    AccessOver,
    /// Its eight hours are over.
    Over,
}

impl Session {
    /// Whether the session lets in at `at`.
    pub fn state(&self, at: Instant, limits: &SessionLimits) -> SessionState {
        if let Some((end, _)) = self.ended {
            SessionState::Ended(end)
        } else if at >= self.refresh_until {
            SessionState::Over
        } else if at.since(self.last_used_at) >= limits.idle + limits.granularity {
            SessionState::Idle
        } else if at >= self.access_until {
            SessionState::AccessOver
        } else {
            SessionState::Open
        }
    }

    /// True when the last use should be recorded anew.
    pub fn wants_touch(&self, at: Instant, limits: &SessionLimits) -> bool {
        at.since(self.last_used_at) >= limits.granularity
    }
}

impl SessionEnd {
    /// Every way.
    pub const ALL: [Self; 6] = [
        Self::SignedOut,
        Self::EndedByOffice,
        Self::RefreshReused,
        Self::PasswordChanged,
        Self::CertificateRevoked,
        Self::OfficeStopped,
    ];

    /// The word in stored data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SignedOut => "signed-out",
            Self::EndedByOffice => "ended-by-office",
            Self::RefreshReused => "refresh-reused",
            Self::PasswordChanged => "password-changed",
            Self::CertificateRevoked => "certificate-revoked",
            Self::OfficeStopped => "office-stopped",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|end| end.as_str() == word)
    }
}
