//! A person signs in at this PC: the password is proved here, with waits after wrong ones.

use super::{Account, StaffError, Verifier};
use crate::store::{Store, StoreError};
use evidence::Timestamp;
use thiserror::Error;

/// So many wrong passwords in a row are free.
const FREE: u32 = 4;
/// The wait after the next wrong one, in seconds; doubled with each further one.
const FIRST_WAIT: u64 = 60;
/// The longest wait: 15 minutes.
const LONGEST_WAIT: u64 = 900;

/// Why a person is not let in.
#[derive(Debug, Error)]
pub enum SignInRefused {
    /// No such name, closed, or not the password: one answer for all.
    #[error("name or password are wrong")]
    Wrong,
    /// Too many wrong passwords: not before this.
    #[error("wait until {0}")]
    Wait(Timestamp),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Lets a person in. A wrong password is counted before the answer.
    ///
    /// # Errors
    /// [`SignInRefused`].
    pub fn sign_in_account(&mut self, login: &str, password: &str, now: Timestamp) -> Result<Account, SignInRefused> {
        let accounts = self.accounts()?;
        let account = accounts.into_iter().find(|one| one.facts.login == login.trim() && !one.closed);
        let Some(account) = account else {
            // As slow as a name that exists.
            let _ = Verifier::new(password, [0; 16]);
            return Err(SignInRefused::Wrong);
        };
        if let Some(until) = account.facts.not_before.filter(|until| now < *until) {
            return Err(SignInRefused::Wait(until));
        }
        let holds = account.facts.verifier.holds(password);
        let mut kept = None;
        self.change_account(&account.id, |account| {
            let facts = &mut account.facts;
            if holds {
                (facts.failures, facts.not_before, facts.last_seen) = (0, None, Some(now));
            } else {
                facts.failures += 1;
                facts.not_before = wait_after(facts.failures).map(|seconds| now.plus(seconds));
            }
            kept = Some(account.clone());
        })
        .map_err(|error| match error {
            StaffError::Store(error) => SignInRefused::Store(error),
            _ => SignInRefused::Wrong,
        })?;
        kept.filter(|_| holds).ok_or(SignInRefused::Wrong)
    }
}

/// Seconds until the next try after so many wrong ones in a row; `None`: at once.
pub(crate) fn wait_after(failures: u32) -> Option<u64> {
    let more = failures.checked_sub(FREE + 1)?;
    Some(FIRST_WAIT.saturating_mul(1 << more.min(10)).min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::staff::Role;
    use crate::store::tests::store_in;

    const PASSWORD: &str = "long enough for us";

    #[test]
    fn waits_grow_to_a_quarter_of_an_hour() {
        assert_eq!([4, 5, 6, 9, 90].map(wait_after), [None, Some(60), Some(120), Some(900), Some(900)]);
    }

    #[test]
    fn wrong_passwords_make_one_wait_and_the_right_one_ends_it() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store_in(folder.path());
        let id = store.add_account("佐藤", "sato", Role::Staff, PASSWORD).unwrap();
        let now = Timestamp::from_unix(1_749_524_400).unwrap();
        assert!(matches!(store.sign_in_account("nobody", PASSWORD, now), Err(SignInRefused::Wrong)));
        for _ in 0..=FREE {
            assert!(matches!(store.sign_in_account("sato", "wrong", now), Err(SignInRefused::Wrong)));
        }
        let until = now.plus(FIRST_WAIT);
        assert!(matches!(store.sign_in_account("sato", PASSWORD, now), Err(SignInRefused::Wait(at)) if at == until));
        let account = store.sign_in_account("sato", PASSWORD, until).unwrap();
        assert!(account.facts.must_change && account.facts.last_seen == Some(until));
        store.change_account_password(&id, "another long password", false).unwrap();
        assert!(store.sign_in_account("sato", PASSWORD, until).is_err());
        assert!(!store.sign_in_account("sato", "another long password", until).unwrap().facts.must_change);
        store.add_account("鈴木", "suzuki", Role::Manager, PASSWORD).unwrap();
        store.close_account(&id).unwrap();
        let closed = store.sign_in_account("sato", "another long password", until);
        assert!(matches!(closed, Err(SignInRefused::Wrong)));
    }
}
