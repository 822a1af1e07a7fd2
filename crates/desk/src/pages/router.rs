//! All routes, and the guard before them: which pages are open at this door, and trouble told in its frame.

use super::scene::Scene;
use super::stop::Stop;
use super::{
    bulk, drafts, help, home, inbox, inbox_item, letter, letter_confirm, lock, new_letter, news, notice, password,
    practise, quit, recover, sent, sent_item, settings, setup, sign_in, templates,
};
use crate::Mailbox;
use crate::mailbox::Entry;
use crate::trouble::Trouble;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use std::sync::Arc;
use web::{Done, Visit, again};

/// What the pages are made from.
#[derive(Clone)]
pub struct Desk {
    /// The office's post.
    pub mailbox: Arc<dyn Mailbox>,
    /// 練習する: served under `/practice` beside it; `None` where everything is practice.
    pub practice: Option<Arc<dyn Mailbox>>,
}

/// The router of all pages. It must stand behind [`web::Site::protect`]; who may come in at all (the session of this PC)
/// is asked by the one who mounts it.
pub fn router(desk: Desk) -> Router {
    const PRACTICE: &str = "/practice";
    let real = Scene { mailbox: desk.mailbox, at: "", practice: desk.practice.as_ref().map(|_| PRACTICE) };
    let pages = pages(real);
    match desk.practice {
        None => pages,
        Some(mailbox) => {
            let practice = Scene { mailbox, at: PRACTICE, practice: None };
            pages.nest(PRACTICE, self::pages(practice.clone())).merge(practice_home(practice))
        }
    }
}

/// The first page of practice with the slash that its links have; a nested router does not match it.
fn practice_home(scene: Scene) -> Router {
    Router::new()
        .route("/practice/", get(home::show))
        .layer(middleware::from_fn_with_state(scene.clone(), guard))
        .with_state(scene)
}

fn pages(scene: Scene) -> Router {
    Router::new()
        .route("/", get(home::show))
        .route("/notices/{id}", get(notice::show))
        .route("/news", get(news::show))
        .route("/inbox", get(inbox::show).post(inbox::act))
        .route("/inbox/{id}", get(inbox_item::show).post(inbox_item::act))
        .route("/inbox/{id}/files/{name}", get(inbox_item::file))
        .route("/inbox/{id}/evidence", get(inbox_item::evidence))
        .route("/sent", get(sent::show))
        .route("/sent/{id}", get(sent_item::show).post(sent_item::act))
        .route("/sent/{id}/withdraw", get(sent_item::ask))
        .route("/sent/{id}/proof", get(sent_item::proof))
        .route("/sent/{id}/done", get(letter_confirm::done))
        .route("/new", get(new_letter::show).post(new_letter::act))
        .route("/letters/{id}", get(letter::show).post(letter::act))
        .route("/letters/{id}/typed", post(letter::typed))
        .route("/letters/{id}/confirm", get(letter_confirm::show).post(letter_confirm::act))
        .route("/drafts", get(drafts::show).post(drafts::act))
        .route("/templates", get(templates::show).post(templates::act))
        .route("/bulk", get(bulk::show).post(bulk::act))
        .route("/bulk/typed", post(bulk::typed))
        .route("/bulk/progress", get(bulk::progress))
        .route("/bulk/confirm", get(bulk::ask).post(bulk::send))
        .route("/bulk/reset", get(bulk::ask_reset).post(bulk::reset))
        .merge(settings::routes())
        .route("/help", get(help::index))
        .route("/help/{page}", get(help::show))
        .route("/quit", get(quit::ask).post(quit::act))
        .route("/practise", get(practise::show))
        .route("/setup", get(setup::show))
        .route("/setup/{step}", get(setup::show_step).post(setup::act))
        .route("/sign-in", get(sign_in::show).post(sign_in::act))
        .route("/sign-in/manager", get(recover::show).post(recover::act))
        .route("/sign-out", post(sign_in::out))
        .route("/password", get(password::show).post(password::act))
        .route("/lock", get(lock::show).post(lock::unlock))
        .route("/lock-now", post(lock::lock))
        .fallback(missing)
        .layer(middleware::from_fn_with_state(scene.clone(), guard))
        .with_state(scene)
}

async fn missing() -> Stop {
    web::Trouble::not_found().into()
}

/// Leads to the only pages that are open, and tells of trouble.
async fn guard(State(scene): State<Scene>, visit: Visit, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let (opens, posts) = (request.method() == Method::GET, request.method() == Method::POST);
    let here = lock::where_one_is(&scene, &request);
    let led = match used(&scene, &path).await {
        Ok(()) => led_elsewhere(&scene, &path).await,
        Err(stop) => Err(stop),
    };
    match led {
        Ok(None) => {}
        Ok(Some(to)) => return Done::to(lock::coming_back(&scene, to, here)).into_response(),
        Err(stop) => return told(&scene, &visit, stop.into_response()).await,
    }
    let response = next.run(request).await;
    if posts && is_door(&path) {
        let response = told(&scene, &visit, response).await;
        return again::led_back(&visit, scene.path(&path), response).await;
    }
    // The page itself may have learnt from the hub that the session is over: then it has no menu and leads nowhere.
    if opens
        && response.status().is_success()
        && let Ok(Some(path)) = led_elsewhere(&scene, &path).await
    {
        return Done::to(lock::coming_back(&scene, path, here)).into_response();
    }
    let response = told(&scene, &visit, response).await;
    if opens && is_door(&path) { again::looked_at(&visit, response) } else { response }
}

/// True for the pages before anything is open: their forms are answered by a page that can be left and come back to.
fn is_door(path: &str) -> bool {
    ["/setup", "/sign-in", "/password", "/lock"].into_iter().any(|door| is_inside(path, door))
}

/// A path without the place where these pages are mounted; inside of a nested router it has lost that already.
fn own<'p>(scene: &Scene, path: &'p str) -> &'p str {
    path.strip_prefix(scene.at).filter(|_| !scene.at.is_empty()).unwrap_or(path)
}

/// This page, or one below it.
pub(crate) fn is_inside(path: &str, door: &str) -> bool {
    path == door || path.starts_with(&format!("{door}/"))
}

/// Pages that open at any door, and whose opening is no use of the others.
fn is_free(path: &str) -> bool {
    ["/help", "/practise", "/quit", "/practice"].into_iter().any(|page| is_inside(path, page))
}

/// A person asked for a page: the time until the lock begins anew, once for each page.
async fn used(scene: &Scene, path: &str) -> Result<(), Stop> {
    let path = own(scene, path);
    // What the page asks by itself does not keep the lock open.
    let by_itself = is_inside(path, "/news") || is_inside(path, "/bulk/progress");
    if !is_free(path) && !by_itself {
        scene.mailbox.used().await?;
    }
    Ok(())
}

async fn led_elsewhere(scene: &Scene, path: &str) -> Result<Option<String>, Stop> {
    let path = own(scene, path);
    if is_free(path) {
        return Ok(None);
    }
    let inside = |door: &str| is_inside(path, door);
    let standing = scene.mailbox.standing().await?;
    // A terminal whose certificate is over or was taken out of use enrols again with a code.
    if inside("/setup/code") && matches!(standing.entry, Entry::SignedOut | Entry::Open) {
        return Ok(None);
    }
    let to = match standing.entry {
        Entry::FirstRun if !inside("/setup") && !inside("/password") => "/setup",
        Entry::SignedOut if !inside("/sign-in") && !inside("/password") => "/sign-in",
        Entry::Locked if !["/lock", "/sign-out", "/password", "/sign-in/manager"].into_iter().any(inside) => "/lock",
        Entry::Open if inside("/sign-in") || inside("/lock") || inside("/setup") || inside("/password") => "/",
        _ => return Ok(None),
    };
    Ok(Some(scene.path(to)))
}

async fn told(scene: &Scene, visit: &Visit, mut response: Response) -> Response {
    match response.extensions_mut().remove::<Arc<Trouble>>() {
        None => response,
        // When even the frame cannot be had, the kit's own page says that something failed.
        Some(trouble) => {
            scene.tell(visit, &trouble).await.unwrap_or_else(|_| web::Trouble::unexpected().into_response())
        }
    }
}
