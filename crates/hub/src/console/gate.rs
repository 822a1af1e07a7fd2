//! Who comes in: at the door by certificate, at each place by session and role, where it matters by the passkey once more.

use super::places::LARGEST_UPLOAD;
use super::{Console, Place, prove, sign_in, turned_away, unanswered};
use crate::listener::Connection;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::operator::{OperatorCaller, OperatorDenied, OperatorDoor};
use exchange::usecases::operator;
use exchange::usecases::operator::authorise::authorise;
use exchange::{OperatorId, Sha256};
use futures_util::StreamExt as _;
use std::sync::Arc;
use std::time::Duration;
use web::{Trouble, Visit};

/// For so long a file is read that is not taken.
const TIME: Duration = Duration::from_secs(60);

/// Whose certificate the connection has.
#[derive(Clone)]
pub(super) struct Door(pub(super) Arc<OperatorDoor>);

/// Who is signed in, and may be where the request goes.
pub(super) struct Caller(pub(super) OperatorCaller);

/// Lets nobody past whose certificate is no operator's.
pub(super) async fn door(State(console): State<Console>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<Connection>().and_then(|connection| connection.peer.clone());
    let Some(peer) = peer else { return turned_away::stranger().into_response() };
    // The handshake lets through whose certificate is over (`listener::DoorVerifier`): list and database decide, each for itself.
    let listed = console.hub.trust.current().store.lists().any(|list| list.revoked_at(&peer.identity.serial).is_some());
    if listed {
        return turned_away::turned_away(&console, peer.connection.thumbprint).await.into_response();
    }
    let context = console.hub.context(console.hub.now());
    match operator::door(context, peer.connection.thumbprint).await {
        Ok(Some(door)) => {
            request.extensions_mut().insert(Door(Arc::new(door)));
            next.run(request).await
        }
        Ok(None) => turned_away::turned_away(&console, peer.connection.thumbprint).await.into_response(),
        Err(error) => unanswered(error).into_response(),
    }
}

/// Lets through who is signed in on this connection's certificate, has the duty, and has proven it where that is asked.
pub(super) async fn admit(
    State((console, place)): State<(Console, Place)>,
    visit: Visit,
    Door(door): Door,
    mut request: Request,
    next: Next,
) -> Response {
    let context = console.hub.context(console.hub.now());
    let token = Sha256(visit.session().hash());
    let caller = match authorise(context, token, door.certificate.thumbprint).await {
        Ok(Some(caller)) => caller,
        Ok(None) => {
            read_out(request).await;
            return sign_in::first(&console, &visit, &door).await;
        }
        Err(error) => return unanswered(error).into_response(),
    };
    let path = request.uri().path().to_owned();
    if let Err(denied) = caller.may(place.duty) {
        return written_down(&console, &caller, place, &path, refused(denied).into_response()).await;
    }
    if place.is_guarded && !caller.is_fresh {
        read_out(request).await;
        return prove::first(&caller, &path);
    }
    request.extensions_mut().insert(caller.clone());
    let response = next.run(request).await;
    // What is another prefecture's is not there for a federation.
    let is_outside = caller.role.prefecture().is_some() && response.status() == StatusCode::NOT_FOUND;
    if is_outside { written_down(&console, &caller, place, &path, response).await } else { response }
}

/// Writes down that somebody asked for what is not theirs, before it is answered (S60). The address itself is hidden: it may
/// name an office.
async fn written_down(
    console: &Console,
    caller: &OperatorCaller,
    place: Place,
    path: &str,
    response: Response,
) -> Response {
    let act = console.hub.context(console.hub.now()).act(caller.actor());
    let subject = Subject::new("place", place.path);
    let leaf = AuditLeaf::new(&act, AuditKind::AccessRefused, &subject, None, Some(path.as_bytes()));
    match console.hub.store.record(leaf).await {
        Ok(()) => response,
        Err(error) => unanswered(error).into_response(),
    }
}

/// Reads what is still on its way: a browser that sends a file may hear no answer before it has sent it. As long as it may be,
/// and in some time.
async fn read_out(request: Request) {
    let mut body = request.into_body().into_data_stream();
    let all = async {
        let mut left = LARGEST_UPLOAD;
        while let Some(Ok(piece)) = body.next().await
            && left > 0
        {
            left = left.saturating_sub(piece.len());
        }
    };
    // Cut off, the answer is the same.
    let _read = tokio::time::timeout(TIME, all).await;
}

/// For whom forms are kept: whoever has this operator's certificate, also a renewed one.
pub(super) fn holder(operator: &OperatorId) -> [u8; 32] {
    Sha256::of(operator.as_str().as_bytes()).0
}

/// What somebody is told who may not.
pub(super) fn refused(denied: OperatorDenied) -> Trouble {
    match denied {
        OperatorDenied::NotFound => Trouble::not_found(),
        OperatorDenied::Role => {
            Trouble::not_allowed("あなたの役割では、この操作は行えません。", "必要なときは、管理者に依頼してください。")
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Door {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Trouble> {
        parts.extensions.get::<Self>().cloned().ok_or_else(Trouble::unexpected)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Trouble> {
        // Without it the route stands behind no gate, and nothing may be served.
        parts.extensions.get::<OperatorCaller>().cloned().map(Self).ok_or_else(Trouble::unexpected)
    }
}
