//! Going on with a session.

use super::tokens::signed_in;
use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::refusal::Refusal;
use exchange::Secret;
use exchange::usecases::session::refresh::refresh;
use protocol::RefreshRequest;

pub(super) async fn run(mut call: Call) -> Answer {
    let asked: RefreshRequest = call.json().await?;
    let token = Secret::parse(&asked.refresh_token).ok_or_else(Refusal::sign_in_required)?;
    let connection = &call.connected()?.connection;
    let done = refresh(call.context(), &call.hub.sessions, connection, &token).await?;
    json(call.route.status, &signed_in(&done))
}
