//! Revoking a certificate of the office by its serial number: a terminal that is lost or no longer used.

use crate::api::answer::{Answer, empty};
use crate::api::call::Call;
use crate::api::{refusal::Refusal, wire};
use exchange::usecases::certificate::list::certificates;
use exchange::usecases::certificate::revoke::revoke_own;

pub(super) async fn run(call: Call) -> Answer {
    let serial = call.parameter("id", |text| Some(text.to_owned()))?;
    let caller = call.caller()?;
    let own = certificates(call.context(), caller).await?;
    let found = own.iter().find(|record| wire::serial(&record.key) == serial).ok_or_else(Refusal::not_found)?;
    revoke_own(call.context(), caller, found.key).await?;
    call.hub.revoked.notify_one();
    Ok(empty(call.route.status))
}
