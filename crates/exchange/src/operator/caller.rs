//! An operator who is signed in, and the question whether that is enough. What is another prefecture's is "not found".

use super::{Duty, Role};
use crate::actor::{Actor, OperatorId};
use crate::office::Prefecture;
use evidence::Sha256;
use thiserror::Error;

/// Somebody who is signed in on the console, with certificate and passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatorCaller {
    /// Who.
    pub id: OperatorId,
    /// The name that colleagues see.
    pub name: String,
    /// What the operator may do.
    pub role: Role,
    /// SHA-256 of the session's token.
    pub token: Sha256,
    /// True when the passkey was used within the last minutes (S29).
    pub is_fresh: bool,
}

/// Why an operator is not let.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OperatorDenied {
    /// The role has no such duty.
    #[error("the operator's role does not include this")]
    Role,
    /// No such thing, as far as this operator is concerned.
    #[error("there is no such thing for this operator")]
    NotFound,
}

impl OperatorCaller {
    /// As the audit log names the operator.
    pub fn actor(&self) -> Actor {
        Actor::Operator(self.id.clone())
    }

    /// Whether the operator may do this at all.
    ///
    /// # Errors
    /// [`OperatorDenied::Role`].
    pub fn may(&self, duty: Duty) -> Result<(), OperatorDenied> {
        self.role.may(duty).then_some(()).ok_or(OperatorDenied::Role)
    }

    /// Whether the operator may do this with something of this prefecture.
    ///
    /// # Errors
    /// [`OperatorDenied`]; what is another prefecture's is not found, whatever the duty.
    pub fn may_on(&self, duty: Duty, prefecture: Prefecture) -> Result<(), OperatorDenied> {
        if self.role.prefecture().is_some_and(|own| own != prefecture) {
            return Err(OperatorDenied::NotFound);
        }
        self.may(duty)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s30_another_prefecture_is_not_found_whatever_is_asked() {
        let (own, other) = (Prefecture::new(13).unwrap(), Prefecture::new(27).unwrap());
        let caller = |role| OperatorCaller {
            id: OperatorId::parse("op").unwrap(),
            name: "担当者".to_owned(),
            role,
            token: Sha256::of(b"token"),
            is_fresh: true,
        };
        let federation = caller(Role::Federation(own));
        for duty in Duty::ALL {
            assert_eq!(federation.may_on(*duty, other), Err(OperatorDenied::NotFound));
        }
        assert_eq!(federation.may_on(Duty::ReadOffices, own), Ok(()));
        assert_eq!(federation.may_on(Duty::CloseOffices, own), Err(OperatorDenied::Role));
        assert_eq!(caller(Role::Viewer).may_on(Duty::ReadOffices, other), Ok(()));
    }
}
