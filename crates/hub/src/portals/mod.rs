//! The public pages: 利用申請サイト and 証明書デスク, on the public listener beside the public part of the API.

pub(crate) mod apply;
mod certificates;
pub(crate) mod form_body;
mod home;
mod licence;
mod office;
mod password;
mod prove;
mod recover;
pub(crate) mod reveal;
mod session;
mod sign_in;
mod site;
mod support;
mod terms;
mod tries;
mod usage;

use crate::api::router;
use crate::hub::Hub;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post};
use exchange::store::StoreError;
use reveal::Reveal;
use std::convert::Infallible;
use std::sync::Arc;
use tower::ServiceExt as _;
use tries::Tries;
use web::{Trouble, again};

/// What the pages work with.
#[derive(Clone)]
struct Portal {
    hub: Arc<Hub>,
    reveal: Arc<Reveal>,
    tries: Arc<Tries>,
    /// What offices type into the app to find this hub.
    address: Arc<str>,
}

/// Everything on the public listener, which is reached under this port.
pub(crate) fn public(hub: &Arc<Hub>, port: u16) -> Router {
    let portal = Portal {
        hub: Arc::clone(hub),
        reveal: Arc::default(),
        tries: Arc::default(),
        address: site::address(hub, port).into(),
    };
    let pages = site::site(hub, port).protect(pages(portal));
    let interface = router::public(hub);
    Router::new().fallback(move |request| answer(interface.clone(), pages.clone(), request))
}

/// Programs ask under `/v1`; people everywhere else.
async fn answer(interface: Router, pages: Router, request: Request) -> Result<Response, Infallible> {
    let router = if request.uri().path().starts_with("/v1/") { interface } else { pages };
    router.oneshot(request).await
}

fn pages(portal: Portal) -> Router {
    let with_passwords = Router::new()
        .route("/sign-in", get(sign_in::page).post(sign_in::enter))
        .route("/password", get(password::page).post(password::change))
        .route("/prove", get(prove::page).post(prove::enter))
        .route_layer(from_fn_with_state(portal.clone(), tries::bound))
        .layer(from_fn(again::look));
    let without_session = Router::new()
        .route("/recover", get(recover::page).post(recover::ask))
        .route_layer(from_fn_with_state(portal.clone(), tries::bound))
        .layer(from_fn(again::keep));
    let forms = Router::new()
        .route("/apply", get(apply::page).post(apply::agree))
        .route("/licence", get(licence::page).post(licence::act))
        .route("/office", get(office::page).post(office::act))
        .route("/certificates", get(certificates::page).post(certificates::act))
        .layer(from_fn(again::keep));
    Router::new()
        .route("/", get(home::show))
        .route("/sign-out", post(sign_in::leave))
        .route("/apply/done", get(apply::done))
        .route("/licence/invoices/{id}", get(licence::invoice::page))
        .route("/terms/{version}", get(terms::page))
        .route("/usage", get(usage::page))
        .route("/certificates/code", get(certificates::code))
        .route("/certificates/password", get(certificates::password))
        .route("/certificates/installed", get(certificates::installed))
        .route("/support", get(support::page))
        .merge(forms)
        .merge(without_session)
        .merge(with_passwords)
        .merge(web::licences(site::frame()))
        .layer(from_fn(form_body::in_time))
        .layer(DefaultBodyLimit::max(form_body::MOST))
        .with_state(portal)
}

/// What a store that does not answer means for a page.
fn unanswered(error: StoreError) -> Trouble {
    match error {
        StoreError::Busy => Trouble::busy(),
        other => Trouble::internal(&other),
    }
}
