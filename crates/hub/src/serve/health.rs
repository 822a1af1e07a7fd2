//! Health and metrics, for this machine only: alive, ready and why not, figures.

use crate::authority::OwnCertificate;
use crate::hub::Hub;
use crate::listener::Caps;
use crate::metrics::Certificate;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Milliseconds by which the clock may go back, as time services do.
const CLOCK: u64 = 60_000;
/// So many more bytes on the disk, and a full store is tried again.
const SOME: u64 = 1 << 20;

#[derive(Clone)]
struct Health {
    hub: Arc<Hub>,
    caps: [Caps; 2],
}

/// The routes of the health listener.
pub(super) fn router(hub: &Arc<Hub>, caps: [Caps; 2]) -> Router {
    let health = Health { hub: Arc::clone(hub), caps };
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
        reasons.push(format!(
            "store: データベースに書き込めないため、閲覧だけを続けています。ディスクを確かめて、renkei-hub serve を始め直してください ({error})"
        ));
    }
    if no_room(hub) {
        reasons.push("disk: 保存場所の空きが足りません。新しい送信を断っています。空きを作ってください".to_owned());
    }
    if hub.clock_behind() > CLOCK {
        reasons.push("clock: 時計が戻っています。コンピューターの時刻を合わせてください".to_owned());
    }
    hub.now();
    let (current, now) = (hub.trust.current(), hub.surroundings.now());
    let (age, life) = (now.unix().saturating_sub(current.made.unix()), current.ends.unix() - current.made.unix());
    if now >= current.ends {
        reasons.push("crl: 失効リストの期限が切れています".to_owned());
    } else if age * 2 >= life {
        reasons.push("crl: 失効リストを更新できていません。renkei-hub ca serve を確かめてください".to_owned());
    }
    reasons
}

fn show_ends(hub: &Hub) {
    let own = OwnCertificate::ALL.into_iter().filter_map(|which| Some((which.as_str(), hub.own.current(which)?)));
    let issuing = hub.trust.authority().issuing().first().map(|one| ("issuing", one.clone()));
    for (certificate, shown) in own.chain(issuing) {
        let end = i64::try_from(shown.not_after().unix()).unwrap_or(i64::MAX);
        hub.metrics.certificate_ends.get_or_create(&Certificate { certificate }).set(end);
    }
}

/// Whether something new would be refused for want of room. That the store once had none is forgotten when the disk has more
/// than it had then, so that work comes back by itself.
fn no_room(hub: &Hub) -> bool {
    if !hub.has_room() {
        return true;
    }
    let more = hub.full_room.load(Ordering::Relaxed).saturating_add(SOME);
    if hub.full.load(Ordering::Relaxed) && hub.room() >= more {
        hub.remember_full(false);
    }
    hub.full.load(Ordering::Relaxed)
}

async fn metrics(State(health): State<Health>) -> Response {
    let (hub, figures) = (&health.hub, &health.hub.metrics);
    let made = hub.trust.current().made.unix();
    let gauge = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
    figures.connections.set(gauge(health.caps.iter().map(Caps::open).sum::<usize>() as u64));
    figures.crl_age.set(gauge(hub.surroundings.now().unix().saturating_sub(made)));
    show_ends(hub);
    figures.disk_free.set(gauge(hub.room()));
    let free = hub.bodies.available_permits().saturating_mul(1024);
    figures.bodies.set(gauge(hub.config.limits.bodies_in_flight.saturating_sub(free) as u64));
    ([("content-type", "application/openmetrics-text; version=1.0.0; charset=utf-8")], figures.text()).into_response()
}
