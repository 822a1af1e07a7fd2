//! The recipient's receipt (受領証).

use super::handed_in;
use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::wire::detail;
use crate::fail_points::fail_point;
use exchange::usecases::transmission::acknowledge::acknowledge;

pub(super) async fn run(mut call: Call) -> Answer {
    let (id, receipt) = handed_in::receipt(&mut call).await?;
    fail_point!("hub.acknowledge.verified");
    acknowledge(call.context(), call.caller()?, id, receipt).await?;
    fail_point!("hub.acknowledge.stored");
    json(call.route.status, &detail(&call, id).await?)
}
