//! Refusals of submitting: which group an error belongs to; the groups have the words.

mod clock;
mod documents;
mod offices;
mod size;

use super::Refusal;
use crate::ports::CheckReport;
use exchange::usecases::transmission::submit::SubmitError;
use protocol::ProblemCode;

/// What every refusal of a submission says: nothing of it has gone out.
pub(super) const NOT_SENT: &str = "送信は行われていません。";

impl From<SubmitError<CheckReport>> for Refusal {
    fn from(error: SubmitError<CheckReport>) -> Self {
        let log = error.to_string();
        let refusal = refusal(error);
        if refusal.log_text().is_empty() { refusal.log(log) } else { refusal }
    }
}

fn refusal(error: SubmitError<CheckReport>) -> Refusal {
    match error {
        SubmitError::Denied(denied) => denied.into(),
        SubmitError::SignedByAnother => offices::signed_by_another(),
        SubmitError::FromAnother { named } => offices::from_another(named),
        SubmitError::ToItself => offices::to_itself(),
        SubmitError::OtherNetwork => offices::other_network(),
        SubmitError::SenderStopped(_) => offices::sender_stopped(),
        SubmitError::SenderUnlicensed => offices::sender_unlicensed(),
        SubmitError::RecipientUnknown(number) => offices::recipient_unknown(number),
        SubmitError::RecipientStopped(state) => offices::recipient_stopped(state),
        SubmitError::RecipientUnlicensed(number) => offices::recipient_unlicensed(number),
        SubmitError::TooOld { made_at, now } => clock::too_old(made_at, now),
        SubmitError::FromTheFuture { made_at, now } => clock::from_the_future(made_at, now),
        SubmitError::TooManyDocuments { count, most } => size::too_many_documents(count, most),
        SubmitError::DocumentTooLarge { name, most, .. } => size::document_too_large(&name, most),
        SubmitError::TooLarge { most, .. } => size::too_large(most),
        SubmitError::Quota(reached) => size::quota(reached),
        SubmitError::Findings(report) => documents::findings(report),
        SubmitError::Conflict { id } => documents::conflict(id),
        SubmitError::Busy(_) => Refusal::busy(),
        SubmitError::Signer(_) => no_receipt(),
        SubmitError::Store(error) => error.into(),
    }
}

fn no_receipt() -> Refusal {
    says(
        ProblemCode::Busy,
        "連携基盤がいま到達証を作れないため、受け付けられませんでした。",
        "少し待ってから、もう一度送ってください。",
    )
    .retry_after(60)
}

/// What happened, that nothing was sent, what to do.
fn says(code: ProblemCode, what: impl AsRef<str>, cure: &str) -> Refusal {
    Refusal::new(code, format!("{}{NOT_SENT}{cure}", what.as_ref()))
}
