//! Tells when a person last did something: the lock closes after some minutes without it.

use super::post::{Post, Shared};
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use std::sync::Arc;

/// What pages ask by themselves.
const BY_ITSELF: [&str; 2] = ["/news", "/bulk/progress"];

/// The same pages; what a person asks for counts as use.
pub(super) fn watched(pages: Router, post: &Post) -> Router {
    pages.layer(middleware::from_fn_with_state(Arc::clone(&post.shared), note))
}

async fn note(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    if !BY_ITSELF.contains(&request.uri().path()) {
        shared.used();
    }
    next.run(request).await
}
