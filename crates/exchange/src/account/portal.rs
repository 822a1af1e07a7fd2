//! A session on the portals: 事業所のユーザID and password alone, no certificate, no transmission in reach.

use crate::account::AccountId;
use crate::instant::{HOUR, Instant, MINUTE};
use crate::office::OfficeState;
use evidence::Sha256;
use standard::OfficeNumber;

/// Longest pause between two requests, in milliseconds.
pub const PORTAL_IDLE: i64 = 30 * MINUTE;
/// Longest time of a session in all, in milliseconds (S26).
pub const PORTAL_LONGEST: i64 = 12 * HOUR;
/// How exactly the last use is recorded.
const GRANULARITY: i64 = MINUTE;
/// For how long an entered password counts as just entered (S29).
const FRESH: i64 = 5 * MINUTE;

/// A session as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PortalSession {
    /// SHA-256 of the cookie's token.
    pub token: Sha256,
    /// The office.
    pub office: OfficeNumber,
    /// Who signed in.
    pub account: AccountId,
    /// When.
    pub started_at: Instant,
    /// When it was last used, to the minute.
    pub last_used_at: Instant,
    /// When the password was last entered.
    pub proven_at: Instant,
}

/// A session with what decides whether it lets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PortalView {
    /// The session.
    pub session: PortalSession,
    /// Whether its office takes part.
    pub office: OfficeState,
    /// Set while the account has a first password: nothing but changing it is allowed.
    pub first_until: Option<Instant>,
    /// When the password was set.
    pub changed_at: Instant,
}

impl PortalSession {
    /// True while the session lets in.
    pub fn is_open(&self, at: Instant) -> bool {
        at.since(self.last_used_at) < PORTAL_IDLE + GRANULARITY && at.since(self.started_at) < PORTAL_LONGEST
    }

    /// True when the last use should be recorded anew.
    pub fn wants_touch(&self, at: Instant) -> bool {
        at.since(self.last_used_at) >= GRANULARITY
    }

    /// True when the password was entered just now, so that it need not be asked for again.
    pub fn is_fresh(&self, at: Instant) -> bool {
        at.since(self.proven_at) < FRESH
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s26_idle_and_longest_time() {
        let start = Instant::from_millis(0);
        let mut session = PortalSession {
            token: Sha256::of(b"token"),
            office: OfficeNumber::parse("1370000001").unwrap(),
            account: AccountId::parse("KJ0123456789AB").unwrap(),
            started_at: start,
            last_used_at: start,
            proven_at: start,
        };
        assert!(session.is_open(start.plus(30 * MINUTE)) && !session.is_open(start.plus(31 * MINUTE)));
        session.last_used_at = start.plus(12 * HOUR - MINUTE);
        assert!(session.is_open(start.plus(12 * HOUR - 1)) && !session.is_open(start.plus(12 * HOUR)));
        assert!(session.is_fresh(start.plus(5 * MINUTE - 1)) && !session.is_fresh(start.plus(5 * MINUTE)));
    }
}
