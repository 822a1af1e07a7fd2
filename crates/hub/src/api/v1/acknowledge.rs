//! The recipient's receipt (受領証).

use super::handed_in;
use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::wire::detail;
use exchange::usecases::transmission::acknowledge::acknowledge;

pub(super) async fn run(mut call: Call) -> Answer {
    let (id, receipt) = handed_in::receipt(&mut call).await?;
    acknowledge(call.context(), call.caller()?, id, receipt).await?;
    json(call.route.status, &detail(&call, id).await?)
}
