//! Signing in.

use super::tokens::signed_in;
use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::refusal::Refusal;
use exchange::Password;
use exchange::account::{AccountId, SystemId};
use exchange::usecases::session::sign_in::{SignInInput, sign_in};
use protocol::SignIn;

pub(super) async fn run(mut call: Call) -> Answer {
    let asked: SignIn = call.json().await?;
    let input = SignInInput {
        account: AccountId::parse(&asked.account_id)?,
        system: SystemId::parse(&asked.system_id).map_err(|_| Refusal::sign_in_refused())?,
        system_password: Password::new(asked.system_password),
        account_password: Password::new(asked.account_password),
    };
    let connection = &call.connected()?.connection;
    let done = sign_in(call.context(), &call.hub.hasher, &call.hub.sessions, connection, input).await?;
    json(call.route.status, &signed_in(&done))
}
