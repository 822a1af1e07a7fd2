//! Why a transmission was not received: because of itself, or because of something that others would meet as well.

use crate::hub_client::HubError;
use crate::refusal::Refusal;

/// Why a transmission was not received.
#[derive(Debug, Clone)]
pub enum NotReceived {
    /// The hub gives it out no more, or it is not what its sender signed. Others are not concerned.
    ThisOne(Refusal),
    /// The way, the hub, or this PC: others would meet the same.
    AnyOne(Refusal),
}

impl NotReceived {
    /// What the hub said about a transmission.
    pub(super) fn by_hub(error: &HubError, undone: &str) -> Self {
        let refusal = Refusal::from(error).leaving(undone);
        match error {
            // Not there, withdrawn, expired.
            HubError::Problem(problem) if matches!(problem.status, 404 | 409 | 410) => Self::ThisOne(refusal),
            _ => Self::AnyOne(refusal),
        }
    }
}

impl From<Refusal> for NotReceived {
    fn from(refusal: Refusal) -> Self {
        Self::AnyOne(refusal)
    }
}

impl From<NotReceived> for Refusal {
    fn from(not_received: NotReceived) -> Self {
        let (NotReceived::ThisOne(refusal) | NotReceived::AnyOne(refusal)) = not_received;
        refusal
    }
}
