//! Staff accounts: adding, another role, another password, closing. There is always a manager who can sign in.

use super::Verifier;
use crate::store::{Store, StoreError};
use evidence::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// No more accounts are kept, closed ones included.
pub const MOST_ACCOUNTS: usize = 500;
/// Longest name and sign-in name, in characters.
const LONGEST: usize = 50;
/// Shortest password, in characters.
const SHORTEST: usize = 12;

/// A staff account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: String,
    /// It signs in no more.
    pub closed: bool,
    /// What is known of it.
    pub facts: AccountFacts,
}

/// What is known of a staff account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountFacts {
    /// The name as shown.
    pub name: String,
    /// The name to sign in with.
    pub login: String,
    /// What it may do.
    pub role: Role,
    /// The password is a first one, given by a manager, and is to be changed.
    pub must_change: bool,
    /// When it last signed in.
    #[serde(with = "crate::store::instants")]
    pub last_seen: Option<Timestamp>,
    pub(super) verifier: Verifier,
    /// Wrong passwords in a row.
    pub(super) failures: u32,
    /// No sign-in before this.
    #[serde(with = "crate::store::instants")]
    pub(super) not_before: Option<Timestamp>,
}

/// What a staff account may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// 管理者: settings and staff too.
    Manager,
    /// 職員: sends, receives, saves.
    Staff,
}

/// Why a change of the staff accounts is refused.
#[derive(Debug, Error)]
pub enum StaffError {
    /// No name, or a too long one.
    #[error("the name is empty or too long")]
    Name,
    /// No sign-in name, or a too long one, or one with spaces.
    #[error("the sign-in name is empty, too long or has spaces")]
    Login,
    /// Another account has this sign-in name.
    #[error("another account has this sign-in name")]
    LoginTaken,
    /// Fewer than 12 characters.
    #[error("the password is too short")]
    Password,
    /// No such account.
    #[error("there is no such account")]
    Missing,
    /// Nobody could manage the office any more.
    #[error("the last manager stays a manager")]
    LastManager,
    /// No more accounts are kept.
    #[error("no more accounts are kept")]
    TooMany,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Adds an account; gives its id. The password is a first one. The first account is a manager's, whatever is asked.
    ///
    /// # Errors
    /// [`StaffError`].
    pub fn add_account(&mut self, name: &str, login: &str, role: Role, password: &str) -> Result<String, StaffError> {
        let (name, login) = (name.trim(), login.trim());
        if name.is_empty() || name.chars().count() > LONGEST {
            return Err(StaffError::Name);
        }
        if login.is_empty() || login.chars().count() > LONGEST || login.chars().any(char::is_whitespace) {
            return Err(StaffError::Login);
        }
        let verifier = self.verifier(password)?;
        self.together(|store| {
            let accounts = store.accounts()?;
            if accounts.len() >= MOST_ACCOUNTS {
                return Err(StaffError::TooMany);
            }
            if accounts.iter().any(|one| one.facts.login == login) {
                return Err(StaffError::LoginTaken);
            }
            let role = if accounts.iter().any(is_manager) { role } else { Role::Manager };
            let (name, login) = (name.to_owned(), login.to_owned());
            let facts = AccountFacts {
                name,
                login,
                role,
                must_change: true,
                last_seen: None,
                verifier,
                failures: 0,
                not_before: None,
            };
            Ok(store.new_account(&facts)?)
        })
    }

    /// Gives an account another role.
    ///
    /// # Errors
    /// [`StaffError`].
    pub fn change_role(&mut self, id: &str, role: Role) -> Result<(), StaffError> {
        self.change_account(id, |account| account.facts.role = role)
    }

    /// Closes an account; its history stays.
    ///
    /// # Errors
    /// [`StaffError`].
    pub fn close_account(&mut self, id: &str) -> Result<(), StaffError> {
        self.change_account(id, |account| account.closed = true)
    }

    /// Gives an account another password; `first` when a manager gives it, to be changed at the next sign-in.
    ///
    /// # Errors
    /// [`StaffError`].
    pub fn change_account_password(&mut self, id: &str, password: &str, first: bool) -> Result<(), StaffError> {
        let verifier = self.verifier(password)?;
        self.change_account(id, |account| {
            account.facts.verifier = verifier;
            account.facts.must_change = first;
            (account.facts.failures, account.facts.not_before) = (0, None);
        })
    }

    pub(super) fn change_account(&mut self, id: &str, change: impl FnOnce(&mut Account)) -> Result<(), StaffError> {
        self.together(|store| {
            let mut accounts = store.accounts()?;
            let had_manager = accounts.iter().any(is_manager);
            let account = accounts.iter_mut().find(|one| one.id == id).ok_or(StaffError::Missing)?;
            change(account);
            let changed = account.clone();
            if had_manager && !accounts.iter().any(is_manager) {
                return Err(StaffError::LastManager);
            }
            Ok(store.keep_account(&changed)?)
        })
    }

    fn verifier(&self, password: &str) -> Result<Verifier, StaffError> {
        if password.chars().count() < SHORTEST {
            return Err(StaffError::Password);
        }
        Ok(Verifier::new(password, self.salt()?))
    }
}

fn is_manager(account: &Account) -> bool {
    !account.closed && account.facts.role == Role::Manager
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::store_in;

    const PASSWORD: &str = "long enough for us";

    #[test]
    fn there_is_always_a_manager() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store_in(folder.path());
        let first = store.add_account("佐藤", "sato", Role::Staff, PASSWORD).unwrap();
        assert_eq!(store.accounts().unwrap()[0].facts.role, Role::Manager);
        assert!(matches!(store.change_role(&first, Role::Staff), Err(StaffError::LastManager)));
        assert!(matches!(store.close_account(&first), Err(StaffError::LastManager)));
        let second = store.add_account("鈴木", "suzuki", Role::Manager, PASSWORD).unwrap();
        store.close_account(&first).unwrap();
        assert!(matches!(store.close_account(&second), Err(StaffError::LastManager)));
        assert_eq!(store.accounts().unwrap().len(), 2);
    }

    #[test]
    fn what_is_refused_says_why() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store_in(folder.path());
        store.add_account("佐藤", "sato", Role::Staff, PASSWORD).unwrap();
        let mut add = |name: &str, login: &str, password: &str| {
            store.add_account(name, login, Role::Staff, password).unwrap_err().to_string()
        };
        assert_eq!(add(" ", "x", PASSWORD), StaffError::Name.to_string());
        assert_eq!(add("x", "a b", PASSWORD), StaffError::Login.to_string());
        assert_eq!(add("x", "sato", PASSWORD), StaffError::LoginTaken.to_string());
        assert_eq!(add("x", "y", "short"), StaffError::Password.to_string());
        assert!(matches!(store.change_role("none", Role::Staff), Err(StaffError::Missing)));
    }
}
