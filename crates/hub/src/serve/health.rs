//! Health and metrics, for this machine only: alive, ready and why not, figures.

use crate::hub::Hub;
use crate::listener::Caps;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::Ordering;

#[derive(Clone)]
struct Health {
    hub: Arc<Hub>,
    caps: Caps,
}

/// The routes of the health listener.
pub(super) fn router(hub: &Arc<Hub>, caps: &Caps) -> Router {
    let health = Health { hub: Arc::clone(hub), caps: caps.clone() };
    Router::new()
        .route("/health/live", get(|| async { "ok\n" }))
        .route("/health/ready", get(ready))
        .route("/metrics", get(metrics))
        .with_state(health)
}

async fn ready(State(health): State<Health>) -> Response {
    let reasons = reasons(&health.hub).await;
    let status = if reasons.is_empty() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(json!({ "ready": reasons.is_empty(), "reasons": reasons }))).into_response()
}

/// What stands against work.
async fn reasons(hub: &Hub) -> Vec<String> {
    let mut reasons = Vec::new();
    if *hub.stop.borrow() {
        reasons.push("stopping: 停止の途中です".to_owned());
    }
    if let Err(error) = hub.store.ready().await {
        reasons.push(format!("store: データベースに書き込めません ({error})"));
    }
    if hub.full.load(Ordering::Relaxed) {
        reasons.push("disk: 保存場所に空きがありません".to_owned());
    }
    let (current, now) = (hub.trust.current(), hub.surroundings.now());
    let (age, life) = (now.unix().saturating_sub(current.made.unix()), current.ends.unix() - current.made.unix());
    if now >= current.ends {
        reasons.push("crl: 失効リストの期限が切れています".to_owned());
    } else if age * 2 >= life {
        reasons.push("crl: 失効リストを更新できていません。renkei-hub ca serve を確かめてください".to_owned());
    }
    reasons
}

async fn metrics(State(health): State<Health>) -> Response {
    let (hub, figures) = (&health.hub, &health.hub.metrics);
    let made = hub.trust.current().made.unix();
    let gauge = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
    figures.connections.set(gauge(health.caps.open() as u64));
    figures.crl_age.set(gauge(hub.surroundings.now().unix().saturating_sub(made)));
    let free = hub.bodies.available_permits().saturating_mul(1024);
    figures.bodies.set(gauge(hub.config.limits.bodies_in_flight.saturating_sub(free) as u64));
    ([("content-type", "application/openmetrics-text; version=1.0.0; charset=utf-8")], figures.text()).into_response()
}
