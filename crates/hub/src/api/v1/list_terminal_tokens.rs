//! The terminal tokens of the office.

use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::wire;
use exchange::account::{Scope as DomainScope, TerminalToken};
use exchange::usecases::terminal::list::tokens;
use protocol::{Scope, TerminalTokenBody, TerminalTokenList};

pub(super) async fn run(call: Call) -> Answer {
    let found = tokens(call.context(), call.caller()?).await?;
    let open = found.iter().filter(|token| token.is_open(call.at)).map(body);
    json(call.route.status, &TerminalTokenList { tokens: open.collect() })
}

fn body(token: &TerminalToken) -> TerminalTokenBody {
    let scopes = [
        (DomainScope::Send, Scope::Send),
        (DomainScope::Receive, Scope::Receive),
        (DomainScope::ReadList, Scope::Read),
    ];
    TerminalTokenBody {
        id: token.id.to_string(),
        name: token.label.clone(),
        scopes: scopes.into_iter().filter(|(scope, _)| token.scopes.has(*scope)).map(|(_, scope)| scope).collect(),
        expires_at: wire::time(token.until),
        used_at: token.used_at.map(wire::time),
    }
}
