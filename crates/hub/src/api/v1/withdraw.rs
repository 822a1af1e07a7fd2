//! Taking a transmission back before it is fetched.

use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::wire::detail;
use crate::fail_points::fail_point;
use exchange::id::TransmissionId;
use exchange::usecases::transmission::withdraw::withdraw;

pub(super) async fn run(call: Call) -> Answer {
    let id = call.parameter("id", |text| TransmissionId::parse(text).ok())?;
    withdraw(call.context(), call.caller()?, id).await?;
    fail_point!("hub.withdraw.stored");
    json(call.route.status, &detail(&call, id).await?)
}
