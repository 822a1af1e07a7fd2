//! Who is signed in. With a first password the only way is to the page that changes it.

use super::{Portal, unanswered};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use exchange::Sha256;
use exchange::account::{AccountId, PORTAL_IDLE, PORTAL_LONGEST};
use exchange::instant::{HOUR, MINUTE};
use exchange::usecases::portal::PortalCaller;
use exchange::usecases::portal::authorise::authorise;
use exchange::usecases::portal::ended::{PortalEnd, ended};
use web::{Done, Flash, SessionToken, Sessions, SignedIn, Trouble};

impl Sessions for Portal {
    type Person = PortalCaller;

    async fn person(&self, token: &SessionToken) -> Result<Option<PortalCaller>, Trouble> {
        let context = self.hub.context(self.hub.now());
        authorise(context, self.hub.sessions.passwords, Sha256(token.hash())).await.map_err(unanswered)
    }

    async fn sign_in(&self, token: &SessionToken) -> Result<Done, Trouble> {
        let context = self.hub.context(self.hub.now());
        Ok(match ended(context, Sha256(token.hash())).await.map_err(unanswered)? {
            Some((account, why)) => {
                Done::to("/sign-in").say(Flash::info(in_words(why))).comes_first(Some(holder(account)))
            }
            None => Done::to("/sign-in").comes_first(None),
        })
    }
}

/// For whom forms are kept.
pub(super) fn holder(account: AccountId) -> [u8; 32] {
    Sha256::of(account.as_str().as_bytes()).0
}

fn in_words(why: PortalEnd) -> String {
    match why {
        PortalEnd::Idle => {
            let minutes = PORTAL_IDLE / MINUTE;
            format!("{minutes}分以上操作がなかったため、ログインが終わりました。もう一度ログインすると、続けられます。")
        }
        PortalEnd::Long => {
            let hours = PORTAL_LONGEST / HOUR;
            format!("ログインから{hours}時間がたったため、ログインが終わりました。もう一度ログインすると、続けられます。")
        }
        PortalEnd::Office => {
            "この事業所は、いま利用できません。運営者がログインを終わらせました。運営者にお問い合わせください。".to_owned()
        }
        PortalEnd::FirstPassword => {
            "仮パスワードの期限が切れたため、ログインが終わりました。下の「IDやパスワードがわからないとき」から、郵送を依頼してください。"
                .to_owned()
        }
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
            let holder = Some(holder(caller.account));
            return Err(Done::to("/password").say(Flash::todo(say)).comes_first(holder).into_response());
        }
        Ok(Self(caller))
    }
}
