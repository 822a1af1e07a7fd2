//! A deed that needs two operators: one asks, another decides (S25).

use crate::account::CredentialName;
use crate::actor::OperatorId;
use crate::id::ApprovalId;
use crate::instant::{DAY, Instant};
use standard::OfficeNumber;
use thiserror::Error;

/// For so long another operator can decide.
const OPEN: i64 = 7 * DAY;

/// A first password for an office that has lost its own, as one operator asked for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// Its id.
    pub id: ApprovalId,
    /// Whose password.
    pub office: OfficeNumber,
    /// Of which name.
    pub name: CredentialName,
    /// Who asked.
    pub asked_by: OperatorId,
    /// When.
    pub asked_at: Instant,
    /// Why, for the one who decides.
    pub reason: String,
    /// Who decided, when, and whether it was a yes.
    pub decided: Option<(OperatorId, Instant, bool)>,
}

/// Why nothing is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DecisionRefused {
    /// There is none, or it was decided before, or it waited too long.
    #[error("nothing waits for this decision")]
    NotOpen,
    /// Who asked does not decide.
    #[error("who asked does not decide")]
    Oneself,
}

impl Approval {
    /// When nobody can decide any more.
    pub fn until(&self) -> Instant {
        self.asked_at.plus(OPEN)
    }

    /// Whether this operator may say yes now. Taking back or refusing is for anybody, also for who asked.
    ///
    /// # Errors
    /// [`DecisionRefused`].
    pub fn admits(&self, by: &OperatorId, yes: bool, at: Instant) -> Result<(), DecisionRefused> {
        if self.decided.is_some() || at >= self.until() {
            return Err(DecisionRefused::NotOpen);
        }
        if yes && *by == self.asked_by { Err(DecisionRefused::Oneself) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::AccountId;

    #[test]
    fn s25_who_asks_does_not_approve() {
        let id = |text| OperatorId::parse(text).unwrap();
        let at = Instant::from_millis(1_000);
        let mut approval = Approval {
            id: ApprovalId::new(at, [1; 10]),
            office: OfficeNumber::parse("1370000001").unwrap(),
            name: CredentialName::Account(AccountId::parse("KJ0123456789AB").unwrap()),
            asked_by: id("ito"),
            asked_at: at,
            reason: "電話で依頼".to_owned(),
            decided: None,
        };
        assert_eq!(approval.admits(&id("ito"), true, at), Err(DecisionRefused::Oneself));
        assert_eq!(approval.admits(&id("ito"), false, at), Ok(()));
        assert_eq!(approval.admits(&id("sato"), true, at), Ok(()));
        assert_eq!(approval.admits(&id("sato"), true, approval.until()), Err(DecisionRefused::NotOpen));
        approval.decided = Some((id("sato"), at, false));
        assert_eq!(approval.admits(&id("mori"), true, at), Err(DecisionRefused::NotOpen));
    }
}
