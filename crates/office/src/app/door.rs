//! The door of the pages: the one-time path lets a browser in, every other page asks for what it left there.

use super::entry;
use crate::Surroundings;
use crate::home::Home;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use web::{Done, Explanation, Trouble, Visit};

/// The beginning of the one-time path.
pub(super) const START: &str = "/start/";

/// Which browsers were let in since this start.
#[derive(Clone)]
pub(super) struct Door {
    home: Home,
    surroundings: Surroundings,
    let_in: Arc<Mutex<HashSet<[u8; 32]>>>,
}

impl Door {
    pub(super) fn new(home: &Home, surroundings: &Surroundings) -> Self {
        Self { home: home.clone(), surroundings: surroundings.clone(), let_in: Arc::default() }
    }

    /// The pages behind the door.
    pub(super) fn before(self, pages: Router) -> Router {
        pages
            .layer(middleware::from_fn_with_state(self.clone(), guard))
            .merge(Router::new().route("/start/{secret}", get(enter)).with_state(self))
    }
}

async fn enter(State(door): State<Door>, Path(secret): Path<String>, visit: Visit) -> Response {
    if !entry::redeem(&door.home, &secret, &door.surroundings) {
        return stranger().into_response();
    }
    let token = visit.new_token();
    door.let_in.lock().unwrap_or_else(PoisonError::into_inner).insert(token.hash());
    Done::to("/").begin(token).into_response()
}

async fn guard(State(door): State<Door>, visit: Visit, request: Request, next: Next) -> Response {
    let known = door.let_in.lock().unwrap_or_else(PoisonError::into_inner).contains(&visit.session().hash());
    if known { next.run(request).await } else { stranger().into_response() }
}

fn stranger() -> Trouble {
    let why =
        "安全のため、この画面はアイコンから開いたときだけ使えます。開くためのアドレスは1回だけ、1分のあいだ使えます。";
    let next = "この画面を閉じて、デスクトップの「れんけい」のアイコンから開いてください。";
    Trouble::new(StatusCode::FORBIDDEN, Explanation::new("この画面からは開けません", why, next))
}
