//! The result of the import, signed by the recipient.

use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::refusal::Refusal;
use crate::api::wire::{detail, signed};
use exchange::id::TransmissionId;
use exchange::transmission::VerifiedReceipt;
use exchange::usecases::transmission::report_import::report_import;
use protocol::ReceiptRequest;

pub(super) async fn run(mut call: Call) -> Answer {
    let id = call.parameter("id", |text| TransmissionId::parse(text).ok())?;
    let asked: ReceiptRequest = call.json().await?;
    // A foreign transmission is not found, whatever is said about it (S30).
    if call.hub.store.find(id, call.caller()?.office).await?.is_none() {
        return Err(Refusal::not_found());
    }
    let current = call.hub.trust.current();
    let how = call.hub.trust.verification(&current, call.now(), &call.connected()?.identity);
    let receipt = VerifiedReceipt::verify(signed(&asked)?, &how)?;
    report_import(call.context(), call.caller()?, id, receipt).await?;
    json(call.route.status, &detail(&call, id).await?)
}
