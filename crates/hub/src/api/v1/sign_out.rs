//! Signing out.

use crate::api::answer::{Answer, empty};
use crate::api::call::Call;
use exchange::usecases::session::sign_out::sign_out;

pub(super) async fn run(call: Call) -> Answer {
    sign_out(call.context(), call.caller()?).await?;
    Ok(empty(call.route.status))
}
