//! Builds the routers from the table of routes, and takes every request through gate, handler and log.

use super::answer::Answer;
use super::call::Call;
use super::gate;
use super::number::RequestNumber;
use super::refusal::Refusal;
use super::v1;
use crate::hub::Hub;
use crate::listener::Connection;
use crate::metrics::Answered;
use axum::Router;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{RawPathParams, Request};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;
use axum::routing::{MethodFilter, on};
use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::{Act, Actor, Instant};
use futures_util::FutureExt;
use protocol::{Access, EPOCH_HEADER, Method, ProblemCode, ROUTES, Route};
use std::panic::AssertUnwindSafe;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};

/// Name of the header that carries the number of a request.
pub const REQUEST_NUMBER: &str = "x-request-number";

/// The public operations.
pub fn public(hub: &Arc<Hub>) -> Router {
    build(hub, |access| access == Access::Public)
}

/// All others: behind the listener that demands a certificate.
pub fn exchange(hub: &Arc<Hub>) -> Router {
    build(hub, |access| access != Access::Public)
}

fn build(hub: &Arc<Hub>, belongs: fn(Access) -> bool) -> Router {
    let mut router = Router::new();
    for route in ROUTES.iter().filter(|route| belongs(route.access)) {
        let shared = Arc::clone(hub);
        let handler = move |path: Result<RawPathParams, RawPathParamsRejection>, request: Request| {
            serve(Arc::clone(&shared), route, path.ok(), request)
        };
        router = router.route(route.path, on(filter(route.method), handler));
    }
    let (unknown, wrong) = (Arc::clone(hub), Arc::clone(hub));
    router
        .fallback(move || refuse(Arc::clone(&unknown), Refusal::not_found()))
        .method_not_allowed_fallback(move || refuse(Arc::clone(&wrong), Refusal::method_not_allowed()))
}

fn filter(method: Method) -> MethodFilter {
    match method {
        Method::Get => MethodFilter::GET,
        Method::Post => MethodFilter::POST,
        Method::Delete => MethodFilter::DELETE,
    }
}

async fn refuse(hub: Arc<Hub>, refusal: Refusal) -> Response {
    let number = RequestNumber::new(&hub.surroundings);
    finish(number, refusal.response(number))
}

async fn serve(hub: Arc<Hub>, route: &'static Route, path: Option<RawPathParams>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let number = RequestNumber::new(&hub.surroundings);
    let began = hub.now();
    let path = path.iter().flatten().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let connection = parts.extensions.get::<Connection>().and_then(|connection| connection.peer.clone());
    let (uri, headers) = (parts.uri, parts.headers);
    let shared = Arc::clone(&hub);
    let call = Call {
        hub: shared,
        route,
        number,
        at: began,
        uri,
        headers,
        path,
        body: Mutex::new(body),
        connection,
        caller: None,
    };
    let answer = match AssertUnwindSafe(handle(call)).catch_unwind().await {
        Ok(answer) => answer,
        Err(_) => {
            hub.metrics.panics.inc();
            record_panic(&hub, number, began).await;
            Err(Refusal::panicked().log("the handler panicked"))
        }
    };
    remember(&hub, &answer);
    let operation = route.operation.as_str();
    let response = match answer {
        Ok(response) => response,
        Err(refusal) => {
            let (code, reason) = (refusal.code.as_str(), crate::serve::escape(refusal.log_text()));
            if refusal.code.status() >= 500 {
                tracing::error!(%number, operation, code, reason, "request failed");
            } else {
                tracing::info!(%number, operation, code, reason, "request refused");
            }
            refusal.response(number)
        }
    };
    let status = response.status().as_u16();
    hub.metrics.requests.get_or_create(&Answered { operation, status: u32::from(status) }).inc();
    tracing::info!(%number, operation, status, milliseconds = hub.now().since(began), "request answered");
    let mut response = finish(number, response);
    if route.access != Access::Public
        && let Ok(value) = HeaderValue::from_str(&hub.epoch.to_string())
    {
        response.headers_mut().insert(HeaderName::from_static(EPOCH_HEADER), value);
    }
    response
}

/// The entry hides nothing, so its salt need not be random: that may be what panicked.
async fn record_panic(hub: &Hub, number: RequestNumber, at: Instant) {
    let act = Act { actor: Actor::Hub, at, salt: [0; 16] };
    let leaf = AuditLeaf::new(&act, AuditKind::RequestPanicked, &Subject::new("request", number), None, None);
    if let Err(error) = hub.store.record(leaf).await {
        tracing::error!(%number, error = &error as &dyn std::error::Error, "a panic could not be recorded");
    }
}

async fn handle(mut call: Call) -> Answer {
    let hub = Arc::clone(&call.hub);
    let answer = match gate::admit(&mut call).await {
        Ok(()) => v1::dispatch(call).await,
        Err(refusal) => Err(refusal),
    };
    match answer {
        Err(refusal) => Err(refusal.told(&hub).await),
        answered => answered,
    }
}

/// Whether there was room when something was last written.
fn remember(hub: &Hub, answer: &Answer) {
    match answer {
        Err(refusal) if refusal.code == ProblemCode::StorageFull => hub.remember_full(true),
        Err(refusal) if refusal.code == ProblemCode::ReadOnly => hub.read_only.store(true, Ordering::Relaxed),
        Ok(response) if response.status().as_u16() == 201 && hub.full.load(Ordering::Relaxed) => {
            hub.remember_full(false);
        }
        _ => {}
    }
}

/// What every answer carries.
fn finish(number: RequestNumber, mut response: Response) -> Response {
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&number.to_string()) {
        headers.insert(HeaderName::from_static(REQUEST_NUMBER), value);
    }
    let fixed = [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::STRICT_TRANSPORT_SECURITY, "max-age=31536000"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'; sandbox"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
