//! 終了する: asked first, because nothing is sent or received while the program does not run.

use super::scene::{Scene, show as rendered};
use super::sent_item::Nothing;
use super::stop::{Answered, back_to};
use askama::Template;
use axum::extract::State;
use web::{Form, Page, Visit};

#[derive(Template)]
#[template(path = "quit.html")]
struct QuitPage {
    page: Page,
    at: &'static str,
    is_over: bool,
}

pub(crate) async fn ask(State(scene): State<Scene>, visit: Visit) -> Answered {
    let page = scene.page(&visit, "quit").await?;
    rendered(&QuitPage { page, at: scene.at, is_over: false })
}

pub(crate) async fn act(State(scene): State<Scene>, form: Form<Nothing>) -> Answered {
    if form.press.verb() != "quit" {
        return Ok(back_to(scene.path("/")));
    }
    // Nothing can be asked afterwards: the page has no menu.
    let standing = scene.mailbox.standing().await?;
    let frame =
        web::Frame { nav: Vec::new(), sign_out: None, foot: Vec::new(), help: None, ..scene.frame(&standing, "quit") };
    let page = form.visit().page(frame);
    scene.mailbox.quit().await?;
    rendered(&QuitPage { page, at: scene.at, is_over: true })
}
