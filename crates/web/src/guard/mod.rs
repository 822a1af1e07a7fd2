//! What every request passes on its way in and every answer on its way out.

pub(crate) mod fetch;
mod headers;
mod host;
mod leave;

use crate::assets;
use crate::page::Visit;
use crate::random::RequestNumber;
use crate::session::{self, SessionToken};
use crate::site::Site;
use crate::trouble::Trouble;
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use std::any::Any;
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tracing::Instrument as _;

pub(crate) fn protect(site: &Arc<Site>, router: Router) -> Router {
    router
        .merge(assets::router())
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(Arc::clone(site), pass))
        .layer(CompressionLayer::new())
}

/// Signs of a path that the log keeps: our own are shorter, and whoever asks for others fills no disk with one line.
const LONGEST_PATH: usize = 200;

async fn pass(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let number = RequestNumber::new(&site.random);
    let (mut parts, body) = request.into_parts();
    let carried = session::token_in(&parts.headers, &site.cookie);
    let is_new = carried.is_none();
    let session = carried.unwrap_or_else(|| SessionToken::new(&site.random));
    let visit = Visit::new(&site, session, number, &parts);
    let (method, path) = (parts.method.clone(), parts.uri.path().to_owned());
    let admitted = host::check(&site, &parts).and_then(|()| fetch::check(&site, &parts));
    let response = match admitted {
        Ok(()) => {
            parts.extensions.insert(visit.clone());
            let span = tracing::info_span!("page", request = %number);
            next.run(Request::from_parts(parts, body)).instrument(span).await
        }
        Err(trouble) => trouble.into_response(),
    };
    if response.status().is_client_error() || response.status().is_server_error() {
        // By the number that the page shows it is found again. What is asked for stands in quotation marks, escaped.
        let status = response.status().as_u16();
        let path: String = path.chars().take(LONGEST_PATH).collect();
        tracing::info!(request = %number, %method, ?path, status, "a page was refused");
    }
    let response = leave::told(&visit, response);
    let response = leave::redirected(&visit, is_new, response);
    headers::with(&site, response)
}

fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a page panicked");
    Trouble::unexpected().into_response()
}
