//! The receipts of a transmission.

use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::wire::receipt;
use exchange::id::TransmissionId;
use exchange::usecases::transmission::evidence::receipts;
use protocol::ReceiptList;

pub(super) async fn run(call: Call) -> Answer {
    let id = call.parameter("id", |text| TransmissionId::parse(text).ok())?;
    let found = receipts(call.context(), call.caller()?, id).await?;
    json(call.route.status, &ReceiptList { receipts: found.iter().map(receipt).collect() })
}
