//! Ending one session of the office.

use crate::api::answer::{Answer, empty};
use crate::api::call::Call;
use exchange::id::SessionId;
use exchange::usecases::session::sign_out::end_session;

pub(super) async fn run(call: Call) -> Answer {
    let id = call.parameter("id", |text| SessionId::parse(text).ok())?;
    end_session(call.context(), call.caller()?, id).await?;
    Ok(empty(call.route.status))
}
