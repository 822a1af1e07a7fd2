//! Making a terminal token.

use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::wire;
use exchange::account::{Scope as DomainScope, Scopes};
use exchange::usecases::terminal::make::{MakeTokenInput, make_token};
use protocol::{Scope, TerminalTokenMade, TerminalTokenRequest};

pub(super) async fn run(mut call: Call) -> Answer {
    let asked: TerminalTokenRequest = call.json().await?;
    let scope = |scope: &Scope| match scope {
        Scope::Send => DomainScope::Send,
        Scope::Receive => DomainScope::Receive,
        Scope::Read => DomainScope::ReadList,
    };
    let scopes: Vec<DomainScope> = asked.scopes.iter().map(scope).collect();
    let input =
        MakeTokenInput { scopes: Scopes::of(&scopes), days: i64::from(asked.days), label: asked.name };
    let (token, secret) = make_token(call.context(), call.caller()?, input).await?;
    let made = TerminalTokenMade {
        id: token.id.to_string(),
        token: secret.reveal().to_string(),
        expires_at: wire::time(token.until),
    };
    json(call.route.status, &made)
}
