//! Who does something, as events and the audit log name them: ids, never names of people.

use crate::account::AccountId;
use crate::id::TerminalTokenId;
use crate::instant::Instant;
use standard::OfficeNumber;
use std::fmt;

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person of an office, signed in.
    Account(OfficeNumber, AccountId),
    /// A terminal or care software of an office, by its token.
    Terminal(OfficeNumber, TerminalTokenId),
    /// An office known only by its certificate (before sign-in).
    Office(OfficeNumber),
    /// An operator of the hub, by a short id.
    Operator(OperatorId),
    /// The hub itself.
    Hub,
}

/// The id of an operator: 1 to 32 of `[a-z0-9-]`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperatorId(String);

impl OperatorId {
    /// Reads the id; `None` for another form.
    pub fn parse(text: &str) -> Option<Self> {
        let sign = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        ((1..=32).contains(&text.len()) && text.bytes().all(sign)).then(|| Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Actor {
    /// The office that acts, if one does.
    pub fn office(&self) -> Option<OfficeNumber> {
        match self {
            Self::Account(office, _) | Self::Terminal(office, _) | Self::Office(office) => Some(*office),
            Self::Operator(_) | Self::Hub => None,
        }
    }

    /// Reads the stored form.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "hub" {
            return Some(Self::Hub);
        }
        let (kind, rest) = text.split_once(':')?;
        let two = || rest.split_once('/').and_then(|(office, id)| Some((OfficeNumber::parse(office).ok()?, id)));
        match kind {
            "account" => two().and_then(|(office, id)| Some(Self::Account(office, AccountId::parse(id).ok()?))),
            "terminal" => two().and_then(|(office, id)| Some(Self::Terminal(office, TerminalTokenId::parse(id).ok()?))),
            "office" => OfficeNumber::parse(rest).ok().map(Self::Office),
            "operator" => OperatorId::parse(rest).map(Self::Operator),
            _ => None,
        }
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(office, account) => write!(f, "account:{office}/{account}"),
            Self::Terminal(office, token) => write!(f, "terminal:{office}/{token}"),
            Self::Office(office) => write!(f, "office:{office}"),
            Self::Operator(OperatorId(id)) => write!(f, "operator:{id}"),
            Self::Hub => f.write_str("hub"),
        }
    }
}

/// One deed: who, when, and the salt for what the audit log may only hash. Every changing call carries one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Who.
    pub actor: Actor,
    /// When.
    pub at: Instant,
    /// Random bytes that salt hashes in the audit log; dropping them erases what was hashed (S66).
    pub salt: [u8; 16],
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_actor_comes_back() {
        let office = OfficeNumber::parse("1370000001").unwrap();
        let token = TerminalTokenId::new(Instant::from_millis(1), [1; 10]);
        for actor in [
            Actor::Account(office, AccountId::parse("KJ0123456789AB").unwrap()),
            Actor::Terminal(office, token),
            Actor::Office(office),
            Actor::Operator(OperatorId::parse("op-1").unwrap()),
            Actor::Hub,
        ] {
            assert_eq!(Actor::parse(&actor.to_string()), Some(actor));
        }
        assert_eq!(Actor::parse("operator:山田"), None);
    }
}
