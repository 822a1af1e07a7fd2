//! Ending every session of the office.

use crate::api::answer::{Answer, empty};
use crate::api::call::Call;
use exchange::usecases::session::sign_out::sign_out_everywhere;

pub(super) async fn run(call: Call) -> Answer {
    sign_out_everywhere(call.context(), call.caller()?).await?;
    Ok(empty(call.route.status))
}
