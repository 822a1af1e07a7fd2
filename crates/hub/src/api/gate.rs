//! The gate: what the table of routes demands of a caller, enforced once, before any handler (S22, S28, S30).

use super::call::Call;
use super::refusal::Refusal;
use crate::listener::Peer;
use exchange::account::{Scope as DomainScope, Scopes};
use exchange::permission::Right;
use exchange::usecases::session::authorise::{AuthoriseError, authorise, authorise_terminal};
use exchange::{Caller, Secret};
use protocol::{Access, Scope};

/// Lets a call in, or says why not.
pub(crate) async fn admit(call: &mut Call) -> Result<(), Refusal> {
    let access = call.route.access;
    match access {
        Access::Public => Ok(()),
        // Whether it is known and not revoked is the first thing that these use cases ask.
        Access::Certificate => call.connected().map(drop),
        Access::Session | Access::SessionOrToken(_) => {
            call.caller = Some(identify(call, access).await?);
            Ok(())
        }
    }
}

/// Who asks, as certificate, token and office stand now. Also asked again by open streams.
pub(crate) async fn identify(call: &Call, access: Access) -> Result<Caller, Refusal> {
    let connected = call.connected()?;
    let token = call.bearer().ok_or_else(Refusal::sign_in_required)?;
    let caller = find(call, connected, &token).await?;
    match (&caller.right, access) {
        (Right::Session(..), _) => Ok(caller),
        (Right::Terminal(_, scopes), Access::SessionOrToken(scope)) if has(*scopes, scope) => Ok(caller),
        (Right::Terminal(..), _) => Err(Refusal::scope_missing()),
    }
}

async fn find(call: &Call, connected: &Peer, token: &Secret) -> Result<Caller, Refusal> {
    let context = call.hub.context(call.hub.now());
    let limits = &call.hub.sessions.limits;
    match authorise(context, limits, &connected.connection, token).await {
        Err(AuthoriseError::Unknown) => Ok(authorise_terminal(context, &connected.connection, token).await?),
        other => Ok(other?),
    }
}

fn has(scopes: Scopes, scope: Scope) -> bool {
    scopes.has(match scope {
        Scope::Send => DomainScope::Send,
        Scope::Receive => DomainScope::Receive,
        Scope::Read => DomainScope::ReadList,
    })
}
