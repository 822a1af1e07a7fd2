//! A receipt that a recipient hands in: read, its transmission found for the caller, its signature verified.

use crate::api::call::Call;
use crate::api::refusal::Refusal;
use crate::api::wire::signed;
use exchange::id::TransmissionId;
use exchange::transmission::VerifiedReceipt;
use protocol::ReceiptRequest;

/// The transmission of the route, and the verified receipt of the body.
pub(super) async fn receipt(call: &mut Call) -> Result<(TransmissionId, VerifiedReceipt), Refusal> {
    let id = call.parameter("id", |text| TransmissionId::parse(text).ok())?;
    let asked: ReceiptRequest = call.json().await?;
    // A foreign transmission is not found, whatever is said about it (S30).
    if call.hub.store.find(id, call.caller()?.office).await?.is_none() {
        return Err(Refusal::not_found());
    }
    let current = call.hub.trust.current();
    let how = call.hub.trust.verification(&current, call.now(), &call.connected()?.identity);
    Ok((id, VerifiedReceipt::verify(signed(&asked)?, &how)?))
}
