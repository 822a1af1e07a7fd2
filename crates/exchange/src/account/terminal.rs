//! Tokens for watch mode and care software (S28): one terminal, few rights, 90 days at most.

use crate::id::TerminalTokenId;
use crate::instant::{HOUR, Instant};
use evidence::Sha256;
use standard::OfficeNumber;

/// The longest life of a terminal token, in days.
pub const TERMINAL_TOKEN_DAYS: i64 = 90;

/// One right of a terminal token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Send and withdraw.
    Send,
    /// Fetch, acknowledge and report imports.
    Receive,
    /// Read lists, receipts and events.
    ReadList,
}

/// A set of rights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Scopes(u8);

impl Scopes {
    /// The set of these rights.
    pub fn of(scopes: &[Scope]) -> Self {
        Self(scopes.iter().fold(0, |bits, scope| bits | scope.bit()))
    }

    /// The stored form; unknown bits are dropped.
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits & 0b111)
    }

    /// The stored form.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// True when the right is in the set.
    pub const fn has(self, scope: Scope) -> bool {
        self.0 & scope.bit() != 0
    }
}

impl Scope {
    const fn bit(self) -> u8 {
        match self {
            Self::Send => 1,
            Self::Receive => 2,
            Self::ReadList => 4,
        }
    }
}

/// A token of one terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TerminalToken {
    /// Its id, for the list.
    pub id: TerminalTokenId,
    /// The office.
    pub office: OfficeNumber,
    /// Thumbprint of the certificate it is bound to.
    pub certificate: Sha256,
    /// Hash of the token.
    pub hash: Sha256,
    /// Its rights.
    pub scopes: Scopes,
    /// What the office called it, e.g. the name of the software.
    pub label: String,
    /// When it was made.
    pub made_at: Instant,
    /// When it ends.
    pub until: Instant,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
    /// When it was last used, to the hour.
    pub used_at: Option<Instant>,
}

impl TerminalToken {
    /// True when its use at `at` is to be recorded: once an hour, so that most requests write nothing.
    pub fn wants_touch(&self, at: Instant) -> bool {
        self.used_at.is_none_or(|used| at.since(used) >= HOUR)
    }

    /// True when it lets in at `at`.
    pub fn is_open(&self, at: Instant) -> bool {
        self.revoked_at.is_none() && at < self.until
    }
}
