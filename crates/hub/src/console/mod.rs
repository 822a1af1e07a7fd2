//! 運営コンソール: the operators' pages, on a listener of their own, behind an operator's certificate and a passkey.

mod approvals;
mod audit;
mod campaigns;
mod certificates;
mod chart;
mod counting;
mod csv;
mod ends;
mod federation;
mod figures;
mod gate;
mod home;
mod licences;
mod mails;
mod maintenance;
mod notices;
mod offices;
mod operators;
mod own_passkeys;
mod passkeys;
mod payments;
mod people;
mod places;
mod prove;
mod recode;
mod recoveries;
mod register;
mod requests;
mod sign_in;
mod site;
mod support;
mod terms;
mod turned_away;
mod typed;
mod words;

pub use places::{PLACES, Place};

use crate::hub::Hub;
use crate::portals::form_body;
use crate::portals::reveal::Reveal;
use crate::serve::StartError;
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use exchange::store::StoreError;
use offices::batches::Batches;
use passkeys::Passkeys;
use payments::making::Making;
use payments::pending::Pending;
use std::sync::Arc;
use web::Trouble;

/// What the pages work with.
#[derive(Clone)]
pub(crate) struct Console {
    hub: Arc<Hub>,
    passkeys: Arc<Passkeys>,
    reveal: Arc<Reveal>,
    batches: Arc<Batches>,
    pending: Arc<Pending>,
    making: Arc<Making>,
}

/// Everything on the console's listener, which is opened under this name and port.
///
/// # Errors
/// [`StartError::Console`] when passkeys cannot belong to the name.
pub(crate) fn router(hub: &Arc<Hub>, name: &str, port: u16) -> Result<Router, StartError> {
    let origin = site::origin(name, port);
    let passkeys = Passkeys::new(name, &origin).map_err(StartError::Console)?;
    let console = Console {
        hub: Arc::clone(hub),
        passkeys: Arc::new(passkeys),
        reveal: Arc::default(),
        batches: Arc::default(),
        pending: Arc::default(),
        making: Arc::default(),
    };
    let before = Router::new()
        .route("/sign-in", get(sign_in::page).post(sign_in::enter))
        .route("/register", get(register::page).post(register::act))
        .layer(axum::middleware::from_fn(web::again::look))
        .layer(axum::middleware::from_fn(form_body::in_time))
        .merge(web::licences(site::frame()));
    let pages = before.merge(places::router(&console)).layer(from_fn_with_state(console.clone(), gate::door));
    Ok(site::site(hub, origin).protect(pages.with_state(console)))
}

/// Goes on with what a stop has interrupted, and counts until the hub stops.
pub(crate) async fn go_on(hub: Arc<Hub>) {
    offices::worker::go_on(Arc::clone(&hub)).await;
    counting::keep_counting(hub).await;
}

/// What a store that does not answer means for a page.
fn unanswered(error: StoreError) -> Trouble {
    match error {
        StoreError::Busy => Trouble::busy(),
        other => Trouble::internal(&other),
    }
}
