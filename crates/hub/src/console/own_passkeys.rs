//! 自分のパスキー: registering a second one before the first is lost, naming and removing them; the last one stays.

use super::gate::{Caller, Door};
use super::sign_in::not_believed;
use super::{Console, unanswered, words};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use exchange::Sha256;
use exchange::operator::{KeptPasskey, OperatorCaller, OperatorDoor};
use exchange::usecases::operator::passkeys::{
    LONGEST_NAME, PasskeysError, add_passkey, name, name_passkey, remove_passkey,
};
use serde::Deserialize;
use web::{Done, Explanation, FieldErrors, Flash, Form, Page, Shown, Trouble, Visit, show};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Input {
    name: String,
    answer: String,
}

struct Row {
    href: String,
    name: String,
    added: String,
    used: String,
}

#[derive(Template)]
#[template(path = "console/passkeys.html")]
struct ListPage {
    page: Page,
    rows: Vec<Row>,
    name: String,
    most: usize,
    errors: FieldErrors,
    why: Option<Explanation>,
}

#[derive(Template)]
#[template(path = "console/passkey_new.html")]
struct NewPage {
    page: Page,
    name: String,
    options: String,
}

#[derive(Template)]
#[template(path = "console/passkey.html")]
struct OnePage {
    page: Page,
    row: Row,
    is_last: bool,
    name: String,
    most: usize,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "console/passkey_remove.html")]
struct RemovePage {
    page: Page,
    row: Row,
}

pub(super) async fn list(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    let typed: Input = visit.typed().unwrap_or_default();
    whole(&console, &visit, &caller, typed.name, FieldErrors::none(), None).await
}

pub(super) async fn act(
    State(console): State<Console>,
    Door(door): Door,
    Caller(caller): Caller,
    form: Form<Input>,
) -> Shown {
    match form.press.verb() {
        "ask" => ask(&console, &door, &caller, &form).await,
        "add" => add(&console, &caller, &form).await,
        _ => whole(&console, form.visit(), &caller, form.input.name.clone(), FieldErrors::none(), None).await,
    }
}

/// Asks the authenticator: one that holds a passkey of this operator says no.
async fn ask(console: &Console, door: &OperatorDoor, caller: &OperatorCaller, form: &Form<Input>) -> Shown {
    let (at, visit) = (console.hub.now(), form.visit());
    let Ok(called) = name(&form.input.name) else {
        return whole(console, visit, caller, form.input.name.clone(), wrong_name(), None).await;
    };
    let who = (&caller.id, caller.name.as_str());
    let options = console.passkeys.ask_to_add(visit.session(), who, &door.passkeys, called.clone(), at);
    let options = options.map_err(|error| Trouble::internal(&error))?;
    show(&NewPage { page: visit.page(console.frame("", caller).await?), name: called, options })
}

async fn add(console: &Console, caller: &OperatorCaller, form: &Form<Input>) -> Shown {
    let (hub, at, visit) = (&console.hub, console.hub.now(), form.visit());
    let (called, passkey) = match console.passkeys.added(visit.session(), &form.input.answer, at) {
        Ok(added) => added,
        Err(error) => {
            tracing::warn!(
                operator = caller.id.as_str(),
                error = &error as &dyn std::error::Error,
                "a passkey was not added"
            );
            return whole(console, visit, caller, String::new(), FieldErrors::none(), Some(not_believed())).await;
        }
    };
    match add_passkey(hub.context(at), caller, passkey, &called).await {
        Ok(()) => {
            let say = Flash::done("パスキーを登録しました。次のログインから使えます。");
            Ok(Done::to("/passkeys").say(say).into_response())
        }
        Err(error) => Err(trouble(error)),
    }
}

pub(super) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(key): Path<String>,
) -> Shown {
    let (kept, is_last) = own(&console, &caller, &key).await?;
    let name = visit.typed().map_or_else(|| kept.name.clone(), |typed: Input| typed.name);
    one(&console, &visit, &caller, &kept, is_last, name, FieldErrors::none()).await
}

pub(super) async fn change(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path(key): Path<String>,
    form: Form<Input>,
) -> Shown {
    let (hub, visit) = (&console.hub, form.visit());
    let (kept, is_last) = own(&console, &caller, &key).await?;
    let context = hub.context(hub.now());
    match form.press.verb() {
        "name" => match name_passkey(context, &caller, kept.id.clone(), &form.input.name).await {
            Ok(()) => Ok(Done::to("/passkeys").say(Flash::done("名前を変更しました。")).into_response()),
            Err(PasskeysError::Name) => {
                one(&console, visit, &caller, &kept, is_last, form.input.name.clone(), wrong_name()).await
            }
            Err(error) => Err(trouble(error)),
        },
        "remove" if is_last => Err(trouble(PasskeysError::Last)),
        "remove" if !form.confirmed => {
            show(&RemovePage { page: visit.page(console.frame("", &caller).await?), row: row(&kept) })
        }
        "remove" => {
            remove_passkey(context, &caller, kept.id).await.map_err(trouble)?;
            let say = "パスキーを削除しました。ほかのブラウザーでのログインは、すべて終了しました。";
            Ok(Done::to("/passkeys").say(Flash::done(say)).into_response())
        }
        _ => one(&console, visit, &caller, &kept, is_last, form.input.name.clone(), FieldErrors::none()).await,
    }
}

async fn whole(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    name: String,
    errors: FieldErrors,
    why: Option<Explanation>,
) -> Shown {
    let kept = console.hub.store.passkeys_of(caller.id.clone()).await.map_err(unanswered)?;
    let page = visit.page(console.frame("", caller).await?);
    show(&ListPage { page, rows: kept.iter().map(row).collect(), name, most: LONGEST_NAME, errors, why })
}

async fn one(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    kept: &KeptPasskey,
    is_last: bool,
    name: String,
    errors: FieldErrors,
) -> Shown {
    let page = visit.page(console.frame("", caller).await?);
    show(&OnePage { page, row: row(kept), is_last, name, most: LONGEST_NAME, errors })
}

/// A passkey of one's own, and whether it is the last; another's is not found.
async fn own(console: &Console, caller: &OperatorCaller, key: &str) -> Result<(KeptPasskey, bool), Trouble> {
    let kept = console.hub.store.passkeys_of(caller.id.clone()).await.map_err(unanswered)?;
    let is_last = kept.len() == 1;
    let found = kept.into_iter().find(|kept| in_address(kept) == key);
    Ok((found.ok_or_else(Trouble::not_found)?, is_last))
}

/// A credential id may be long: its digest names it in an address.
fn in_address(kept: &KeptPasskey) -> String {
    Sha256::of(&kept.id).to_string()
}

fn row(kept: &KeptPasskey) -> Row {
    Row {
        href: format!("/passkeys/{}", in_address(kept)),
        name: if kept.name.is_empty() { "名前のないパスキー".to_owned() } else { kept.name.clone() },
        added: words::at(kept.added_at),
        used: kept.used_at.map_or_else(|| "まだ使っていません".to_owned(), words::at),
    }
}

fn wrong_name() -> FieldErrors {
    let mut errors = FieldErrors::none();
    errors.add("name", "名前を、40文字までで入力してください。どの端末やセキュリティキーのものか分かるようにします。");
    errors
}

fn trouble(error: PasskeysError) -> Trouble {
    match error {
        PasskeysError::Last => Trouble::not_allowed(
            "最後のパスキーは削除できません。ログインできなくなります。",
            "先に、別のパスキーを登録してください。",
        ),
        PasskeysError::Unknown => Trouble::not_found(),
        PasskeysError::Name => Trouble::unreadable(),
        PasskeysError::Store(error) => unanswered(error),
    }
}
