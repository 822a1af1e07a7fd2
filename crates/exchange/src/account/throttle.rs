//! Waiting after wrong passwords (S24): five are free, then one to fifteen minutes, never a lock for good.

use crate::account::CredentialName;
use crate::instant::{HOUR, Instant, MINUTE};
use evidence::Sha256;
use standard::OfficeNumber;

/// What the failures are counted for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ThrottleKey {
    /// A certificate, by its thumbprint: a stranger without one cannot make an office wait.
    Certificate(Sha256),
    /// A name, on the sites that ask for no certificate.
    Name(CredentialName),
    /// 証明書発行用パスワード of an office, for who is signed in.
    CertificatePassword(OfficeNumber),
}

impl ThrottleKey {
    /// The stored form.
    pub fn text(&self) -> String {
        match self {
            Self::Certificate(thumbprint) => format!("certificate:{thumbprint}"),
            Self::Name(name) => format!("name:{}", name.as_str()),
            Self::CertificatePassword(office) => format!("certificate-password:{office}"),
        }
    }
}

/// Failures so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThrottleState {
    /// Failures since the last success.
    pub failures: u32,
    /// When the last one was.
    pub last: Instant,
}

/// Failures without waiting.
const FREE: u32 = 5;
/// Minutes to wait after the fifth, sixth, … failure.
const WAITS: [i64; 5] = [1, 2, 4, 8, 15];
/// After this time without a failure the count begins anew.
const FORGOTTEN_AFTER: i64 = 24 * HOUR;

impl ThrottleState {
    /// The state after one more failure.
    #[must_use]
    pub fn after_failure(previous: Option<Self>, at: Instant) -> Self {
        let failures = match previous {
            Some(state) if at.since(state.last) < FORGOTTEN_AFTER => state.failures.saturating_add(1),
            _ => 1,
        };
        Self { failures, last: at }
    }

    /// Until when the next try is refused unseen.
    pub fn waits_until(&self) -> Option<Instant> {
        let step = usize::try_from(self.failures.checked_sub(FREE)?).unwrap_or(usize::MAX);
        let minutes = WAITS.get(step).copied().unwrap_or(15);
        Some(self.last.plus(minutes * MINUTE))
    }

    /// True while a try is refused unseen.
    pub fn is_waiting(&self, at: Instant) -> bool {
        self.waits_until().is_some_and(|until| at < until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s24_the_wait_grows_and_ends() {
        let start = Instant::from_millis(1_000_000);
        let mut state = None;
        let mut waits = Vec::new();
        for _ in 0..12 {
            let next = ThrottleState::after_failure(state, start);
            waits.push(next.waits_until().map_or(0, |until| until.since(start) / MINUTE));
            state = Some(next);
        }
        assert_eq!(waits, [0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15, 15]);
        let waiting = state.unwrap();
        assert!(waiting.is_waiting(start.plus(15 * MINUTE - 1)));
        assert!(!waiting.is_waiting(start.plus(15 * MINUTE)));
        assert_eq!(ThrottleState::after_failure(state, start.plus(24 * HOUR)).failures, 1);
    }
}
