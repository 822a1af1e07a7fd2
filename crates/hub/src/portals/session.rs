//! Who is signed in. With a first password the only way is to the page that changes it.

use super::{Portal, unanswered};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use exchange::Sha256;
use exchange::usecases::portal::PortalCaller;
use exchange::usecases::portal::authorise::authorise;
use web::{Done, Flash, SessionToken, Sessions, SignedIn, Trouble};

impl Sessions for Portal {
    type Person = PortalCaller;

    async fn person(&self, token: &SessionToken) -> Result<Option<PortalCaller>, Trouble> {
        let context = self.hub.context(self.hub.now());
        authorise(context, self.hub.sessions.passwords, Sha256(token.hash())).await.map_err(unanswered)
    }

    fn sign_in_page(&self) -> &str {
        "/sign-in"
    }
}

/// Somebody who is signed in with a password of their own.
pub(super) struct Settled(pub(super) PortalCaller);

impl FromRequestParts<Portal> for Settled {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Response> {
        let SignedIn(caller) = SignedIn::<PortalCaller>::from_request_parts(parts, portal).await?;
        if caller.must_change {
            let say = if caller.is_over {
                "パスワードの有効期限が切れています。新しいパスワードに変更してください。"
            } else {
                "いまは仮パスワードです。はじめに、新しいパスワードを決めてください。"
            };
            return Err(Done::to("/password").say(Flash::todo(say)).into_response());
        }
        Ok(Self(caller))
    }
}
