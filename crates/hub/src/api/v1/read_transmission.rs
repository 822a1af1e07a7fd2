//! One transmission with its history; also the question after a lost reply (R10).

use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::wire::detail;
use exchange::id::TransmissionId;

pub(super) async fn run(call: Call) -> Answer {
    let id = call.parameter("id", |text| TransmissionId::parse(text).ok())?;
    json(call.route.status, &detail(&call, id).await?)
}
