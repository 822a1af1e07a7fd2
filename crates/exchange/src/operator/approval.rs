//! A deed that needs two operators: one asks, another decides, who asked opens the letter (S25).

use crate::account::CredentialName;
use crate::actor::OperatorId;
use crate::id::ApprovalId;
use crate::instant::{DAY, Instant};
use standard::OfficeNumber;
use thiserror::Error;

/// For so long another operator can decide, and after a yes the asker can open the letter.
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
    /// Who ended the waiting, when, and how.
    pub decided: Option<(OperatorId, Instant, Decision)>,
    /// When the asker opened the letter: only then the password was made.
    pub opened_at: Option<Instant>,
}

/// How a waiting ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Another operator says yes.
    Yes,
    /// Another operator says no, for this reason.
    No(String),
    /// Who asked takes it back.
    TakenBack,
}

/// Where it stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Another operator has to decide.
    Waits,
    /// The asker can open the letter.
    Approved,
    /// The letter was opened.
    Opened,
    /// It was refused.
    Refused,
    /// It was taken back.
    TakenBack,
    /// Nobody has decided in time.
    RanOut,
    /// There was a yes, and the letter was not opened in time.
    Unopened,
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
    /// When the time is over in which the next step can be done: the decision, then the opening.
    pub fn until(&self) -> Instant {
        match &self.decided {
            Some((_, at, Decision::Yes)) => at.plus(OPEN),
            _ => self.asked_at.plus(OPEN),
        }
    }

    /// Where it stands now.
    pub fn standing(&self, at: Instant) -> Standing {
        let is_over = at >= self.until();
        match &self.decided {
            None if is_over => Standing::RanOut,
            None => Standing::Waits,
            Some((_, _, Decision::No(_))) => Standing::Refused,
            Some((_, _, Decision::TakenBack)) => Standing::TakenBack,
            Some(_) if self.opened_at.is_some() => Standing::Opened,
            Some(_) if is_over => Standing::Unopened,
            Some(_) => Standing::Approved,
        }
    }

    /// Whether this operator may decide so now: yes and no are another's, taking back is the asker's.
    ///
    /// # Errors
    /// [`DecisionRefused`].
    pub fn admits(&self, by: &OperatorId, decision: &Decision, at: Instant) -> Result<(), DecisionRefused> {
        if self.standing(at) != Standing::Waits {
            return Err(DecisionRefused::NotOpen);
        }
        match (decision, *by == self.asked_by) {
            (Decision::TakenBack, true) | (Decision::Yes | Decision::No(_), false) => Ok(()),
            (Decision::TakenBack, false) => Err(DecisionRefused::NotOpen),
            (Decision::Yes | Decision::No(_), true) => Err(DecisionRefused::Oneself),
        }
    }

    /// Whether this operator may open the letter now: who asked, once, after another's yes.
    ///
    /// # Errors
    /// [`DecisionRefused`].
    pub fn opens(&self, by: &OperatorId, at: Instant) -> Result<(), DecisionRefused> {
        let may = *by == self.asked_by && self.standing(at) == Standing::Approved;
        may.then_some(()).ok_or(DecisionRefused::NotOpen)
    }

    /// Whether another request of this operator for the same name has to wait for this one.
    pub fn stands_in_the_way_of(&self, by: &OperatorId, at: Instant) -> bool {
        match self.standing(at) {
            Standing::Waits => true,
            Standing::Approved => *by == self.asked_by,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::AccountId;

    fn id(text: &str) -> OperatorId {
        OperatorId::parse(text).unwrap()
    }

    fn approval(at: Instant) -> Approval {
        Approval {
            id: ApprovalId::new(at, [1; 10]),
            office: OfficeNumber::parse("1370000001").unwrap(),
            name: CredentialName::Account(AccountId::parse("KJ0123456789AB").unwrap()),
            asked_by: id("ito"),
            asked_at: at,
            reason: "電話で依頼".to_owned(),
            decided: None,
            opened_at: None,
        }
    }

    #[test]
    fn s25_who_asks_does_not_approve_and_no_other_opens_the_letter() {
        let at = Instant::from_millis(1_000);
        let mut approval = approval(at);
        let no = Decision::No("本人か分からない".to_owned());
        assert_eq!(approval.admits(&id("ito"), &Decision::Yes, at), Err(DecisionRefused::Oneself));
        assert_eq!(approval.admits(&id("ito"), &no, at), Err(DecisionRefused::Oneself));
        assert_eq!(approval.admits(&id("ito"), &Decision::TakenBack, at), Ok(()));
        assert_eq!(approval.admits(&id("sato"), &Decision::TakenBack, at), Err(DecisionRefused::NotOpen));
        assert_eq!(approval.admits(&id("sato"), &Decision::Yes, at), Ok(()));
        assert_eq!(approval.admits(&id("sato"), &Decision::Yes, approval.until()), Err(DecisionRefused::NotOpen));
        assert_eq!(approval.opens(&id("ito"), at), Err(DecisionRefused::NotOpen), "nobody has said yes");
        approval.decided = Some((id("sato"), at.plus(DAY), Decision::Yes));
        assert_eq!(approval.admits(&id("mori"), &no, at), Err(DecisionRefused::NotOpen));
        assert_eq!(approval.opens(&id("sato"), at.plus(DAY)), Err(DecisionRefused::NotOpen));
        assert_eq!(approval.opens(&id("ito"), at.plus(8 * DAY - 1)), Ok(()));
        assert_eq!(approval.opens(&id("ito"), at.plus(8 * DAY)), Err(DecisionRefused::NotOpen));
        approval.opened_at = Some(at.plus(DAY));
        assert_eq!(approval.opens(&id("ito"), at.plus(DAY)), Err(DecisionRefused::NotOpen), "once");
    }

    #[test]
    fn where_it_stands_follows_from_what_was_done_and_the_days() {
        let at = Instant::from_millis(0);
        let mut approval = approval(at);
        assert_eq!(approval.standing(at.plus(7 * DAY - 1)), Standing::Waits);
        assert_eq!(approval.standing(at.plus(7 * DAY)), Standing::RanOut);
        assert!(approval.stands_in_the_way_of(&id("mori"), at));
        approval.decided = Some((id("sato"), at.plus(6 * DAY), Decision::Yes));
        assert_eq!(approval.standing(at.plus(13 * DAY - 1)), Standing::Approved);
        assert!(approval.stands_in_the_way_of(&id("ito"), at) && !approval.stands_in_the_way_of(&id("mori"), at));
        assert_eq!(approval.standing(at.plus(13 * DAY)), Standing::Unopened);
        for (decision, standing) in
            [(Decision::No(String::new()), Standing::Refused), (Decision::TakenBack, Standing::TakenBack)]
        {
            approval.decided = Some((id("sato"), at, decision));
            assert_eq!(approval.standing(at), standing);
            assert!(!approval.stands_in_the_way_of(&id("ito"), at));
        }
    }
}
