//! IDやパスワードがわからないとき: what to do, and a request to the operator, who answers by letter.

use super::{Portal, site, unanswered};
use askama::Template;
use axum::extract::State;
use exchange::store::Lost;
use exchange::typed::plain;
use exchange::usecases::account::ask_recovery::ask_recovery;
use serde::Deserialize;
use standard::OfficeNumber;
use web::{Done, FieldErrors, Flash, Form, Frame, Page, Shown, Visit, show};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Input {
    office: String,
    lost: String,
}

#[derive(Template)]
#[template(path = "portals/recover.html")]
struct Recover {
    page: Page,
    office: String,
    lost: String,
    kinds: Vec<(&'static str, &'static str)>,
    errors: FieldErrors,
}

pub(super) async fn page(visit: Visit) -> Shown {
    whole(&visit, visit.typed().unwrap_or_default(), FieldErrors::none())
}

/// Says the same whether or not there is such an office (S23).
pub(super) async fn ask(State(portal): State<Portal>, form: Form<Input>) -> Shown {
    let mut errors = FieldErrors::none();
    let office = OfficeNumber::parse(&plain(&form.input.office)).ok();
    if office.is_none() {
        errors.add("office", "事業所番号を、半角の数字と英大文字10文字で入力してください。");
    }
    let lost = Lost::parse(&form.input.lost);
    if lost.is_none() {
        errors.add("lost", "わからないものを選んでください。");
    }
    let (Some(office), Some(lost), "ask") = (office, lost, form.press.verb()) else {
        return whole(form.visit(), form.input.clone(), errors);
    };
    let work = async move {
        ask_recovery(portal.hub.context(portal.hub.now()), office, lost).await.map_err(unanswered)?;
        let say = "受け付けました。登録されている事業所であれば、運営者が、登録された住所に郵送でお知らせします。";
        Ok(Done::to("/sign-in").say(Flash::done(say)).into())
    };
    form.once(work).await
}

fn whole(visit: &Visit, input: Input, errors: FieldErrors) -> Shown {
    let page = visit.page(Frame { narrow: true, ..site::frame() });
    let kinds =
        vec![("password", "事業所のユーザIDのパスワード"), ("account", "事業所のユーザID（KJから始まる14文字）")];
    show(&Recover { page, office: input.office, lost: input.lost, kinds, errors })
}
