//! Revoking a terminal token.

use crate::api::answer::{Answer, empty};
use crate::api::call::Call;
use exchange::id::TerminalTokenId;
use exchange::usecases::terminal::revoke::revoke_token;

pub(super) async fn run(call: Call) -> Answer {
    let id = call.parameter("id", |text| TerminalTokenId::parse(text).ok())?;
    revoke_token(call.context(), call.caller()?, id).await?;
    Ok(empty(call.route.status))
}
