//! The two names an office signs in with.

use std::fmt;
use thiserror::Error;

/// 事業所のユーザID: `KJ` and 12 digits or capital letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId([u8; 14]);

/// Why a text is no 事業所のユーザID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AccountIdError {
    /// An agent's ID (代理請求用), which cannot be used here.
    #[error("an ID that begins with HD is an agent's and cannot be used here")]
    Agent,
    /// Not 14 characters.
    #[error("an account ID has 14 characters, this one has {0}")]
    Length(usize),
    /// Does not begin with KJ.
    #[error("an account ID begins with KJ")]
    Prefix,
    /// A character other than a half-width digit or capital letter.
    #[error("an account ID has only digits and capital letters")]
    Character,
}

impl AccountId {
    /// Reads the ID; full-width or lower-case forms are refused with the reason.
    pub fn parse(text: &str) -> Result<Self, AccountIdError> {
        if text.starts_with("HD") {
            return Err(AccountIdError::Agent);
        }
        let length = text.chars().count();
        if length != 14 {
            return Err(AccountIdError::Length(length));
        }
        let bytes = <[u8; 14]>::try_from(text.as_bytes()).map_err(|_| AccountIdError::Character)?;
        if !bytes.iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()) {
            return Err(AccountIdError::Character);
        }
        if bytes.starts_with(b"KJ") { Ok(Self(bytes)) } else { Err(AccountIdError::Prefix) }
    }

    /// Reads the ID as a person types it: in full width, in small letters, with spaces it is understood.
    ///
    /// # Errors
    /// [`AccountIdError`].
    pub fn understood(text: &str) -> Result<Self, AccountIdError> {
        Self::parse(&crate::typed::plain(text))
    }

    /// The fourteen characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// The app's ID of an office: `c` and 7 to 31 digits or lower-case letters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SystemId(String);

/// A text that is no system ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a system ID begins with c and has 8 to 32 digits and small letters")]
pub struct SystemIdError;

impl SystemId {
    /// Reads the ID.
    pub fn parse(text: &str) -> Result<Self, SystemIdError> {
        let sign = |b: u8| b.is_ascii_digit() || b.is_ascii_lowercase();
        let right = (8..=32).contains(&text.len()) && text.starts_with('c') && text.bytes().all(sign);
        if right { Ok(Self(text.to_owned())) } else { Err(SystemIdError) }
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A name that a password belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CredentialName {
    /// 事業所のユーザID.
    Account(AccountId),
    /// The app's ID.
    System(SystemId),
}

impl CredentialName {
    /// Reads either name: `KJ…` or `c…`.
    pub fn parse(text: &str) -> Option<Self> {
        let account = AccountId::parse(text).ok().map(Self::Account);
        account.or_else(|| SystemId::parse(text).ok().map(Self::System))
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Account(id) => id.as_str(),
            Self::System(id) => id.as_str(),
        }
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AccountId({self})")
    }
}

impl fmt::Debug for SystemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SystemId({})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_refused_with_their_reason() {
        assert_eq!(AccountId::parse("KJ0123456789AB").unwrap().as_str(), "KJ0123456789AB");
        assert_eq!(AccountId::parse("HD0123456789AB"), Err(AccountIdError::Agent));
        assert_eq!(AccountId::parse("KJ0123456789A"), Err(AccountIdError::Length(13)));
        assert_eq!(AccountId::parse("XX0123456789AB"), Err(AccountIdError::Prefix));
        assert_eq!(AccountId::parse("kj0123456789ab"), Err(AccountIdError::Character));
        assert_eq!(AccountId::parse("ＫＪ０１２３４５６７８９ＡＢ"), Err(AccountIdError::Character));
        assert!(SystemId::parse("c1234567").is_ok());
        assert_eq!(SystemId::parse("C1234567"), Err(SystemIdError));
        assert_eq!(CredentialName::parse("c1234567").unwrap().as_str(), "c1234567");
    }
}
