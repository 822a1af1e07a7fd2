//! ログイン: 事業所のユーザID (KJ…) and its password; signing out.

use super::session::holder;
use super::{Portal, site, unanswered};
use crate::jobs::japanese;
use crate::stopped::Stopped;
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse as _;
use exchange::account::{AccountId, AccountIdError};
use exchange::usecases::portal::sign_in::{PortalSignInError, sign_in};
use exchange::usecases::portal::sign_out::sign_out;
use exchange::usecases::portal::{PasswordRefused, PortalCaller};
use exchange::{Password, Sha256};
use serde::Deserialize;
use web::{
    Done, Explanation, FieldErrors, Flash, Form, Frame, Page, SessionToken, Shown, SignedIn, Trouble, Visit, show,
};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Input {
    account: String,
    password: String,
}

#[derive(Template)]
#[template(path = "portals/sign_in.html")]
struct SignInPage {
    page: Page,
    account: String,
    errors: FieldErrors,
    why: Option<Explanation>,
}

pub(super) async fn page(visit: Visit) -> Shown {
    let page = visit.page(frame());
    show(&SignInPage { page, account: String::new(), errors: FieldErrors::none(), why: None })
}

pub(super) async fn enter(State(portal): State<Portal>, form: Form<Input>) -> Shown {
    let again = |errors, why| {
        let (page, account) = (form.visit().page(frame()), form.input.account.clone());
        show(&SignInPage { page, account, errors, why })
    };
    let mut errors = FieldErrors::none();
    let account = match AccountId::understood(&form.input.account) {
        Ok(account) => account,
        Err(AccountIdError::Agent) => return again(errors, Some(agent())),
        Err(error) => {
            errors.add("account", how_to_write(error));
            return again(errors, None);
        }
    };
    let (token, password) = (form.visit().new_token(), Password::new(form.input.password.clone()));
    let (hub, hash) = (&portal.hub, Sha256(token.hash()));
    match sign_in(hub.context(hub.now()), &hub.portal_hasher, account, &password, hash).await {
        Ok(_) => Ok(on(form.visit(), &token, account).begin(token).into_response()),
        Err(PortalSignInError::Office(number, state)) => {
            let Stopped { why, cure } = Stopped::of(hub, number, state).await.map_err(unanswered)?;
            again(errors, Some(Explanation::new("ログインできません", why, cure)))
        }
        Err(PortalSignInError::Password(refused)) => again(errors, Some(explained(refused)?)),
    }
}

/// To where the same person was when the session ended, else to the first page.
fn on(visit: &Visit, token: &SessionToken, account: AccountId) -> Done {
    match visit.carry_over(token, holder(account)) {
        Some(left) => {
            Done::to(left.path).say(Flash::todo("ログインしました。続きから、もう一度ボタンを押してください。"))
        }
        None => Done::to("/"),
    }
}

pub(super) async fn leave(
    State(portal): State<Portal>,
    SignedIn(caller): SignedIn<PortalCaller>,
    _: Form<serde::de::IgnoredAny>,
) -> Shown {
    sign_out(portal.hub.context(portal.hub.now()), &caller).await.map_err(unanswered)?;
    Ok(Done::to("/sign-in").say(Flash::info("ログアウトしました。")).end().into_response())
}

fn frame() -> Frame {
    Frame { narrow: true, ..site::frame() }
}

/// What is said when a password is not believed: one text for unknown, wrong and waiting (S23).
pub(super) fn explained(refused: PasswordRefused) -> Result<Explanation, Trouble> {
    match refused {
        PasswordRefused::Busy(_) => Err(Trouble::busy()),
        PasswordRefused::Store(error) => Err(unanswered(error)),
        PasswordRefused::FirstOver(until) => Ok(Explanation::new(
            "この仮パスワードは、期限が切れています",
            format!("仮パスワードは、{}までに変更していただくものでした。入力した事業所のユーザIDと仮パスワードは、合っています。", japanese(until.day_in_japan())),
            "下の「IDやパスワードがわからないとき」から、新しい仮パスワードの郵送を依頼してください。",
        )),
        PasswordRefused::Refused => Ok(Explanation {
            what: "ログインできませんでした".into(),
            why: "事業所のユーザIDまたはパスワードが、登録されているものと違います。".into(),
            next: vec![
                "大文字と小文字、数字の0と英字のOなどを確かめて、もう一度入力してください。".into(),
                "続けて5回違うと、しばらくのあいだ正しいパスワードでもログインできません。15分ほど待ってからお試しください。".into(),
                "パスワードがわからないときは、下の「IDやパスワードがわからないとき」から、郵送を依頼してください。".into(),
            ],
            ..Explanation::default()
        }),
    }
}

fn agent() -> Explanation {
    Explanation::new(
        "HDから始まるIDでは、ログインできません",
        "HDから始まるIDは、請求を代行する方（代理人）のためのIDです。利用申請は、事業所ごとに行います。",
        "KJから始まる14文字の事業所のユーザIDを入力してください。わからないときは、運営者に確かめてください。",
    )
    .unharmed("申請は、まだ何も行われていません。")
}

fn how_to_write(error: AccountIdError) -> String {
    match error {
        AccountIdError::Length(found) => {
            format!("事業所のユーザIDは、KJから始まる14文字です。いまは{found}文字です。")
        }
        AccountIdError::Prefix => "事業所のユーザIDは、KJから始まります。書類のIDを確かめてください。".to_owned(),
        AccountIdError::Character | AccountIdError::Agent => {
            "事業所のユーザIDは、半角の数字と英大文字で入力してください。".to_owned()
        }
    }
}
