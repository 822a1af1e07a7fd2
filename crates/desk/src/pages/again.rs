//! A refused form at a door is shown by a page that can be left and come back to: the answer to the form leads there, and
//! what was wrong is kept for one look.

use super::router::is_inside;
use super::scene::Scene;
use super::stop::back_to;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use web::Visit;

/// Sessions whose look is kept. One PC has few.
const MOST: usize = 16;
/// A page is not longer, in bytes.
const LONGEST: usize = 1 << 20;

/// What waits for one look: by session, with its path.
#[derive(Default)]
pub(crate) struct Looks(Mutex<HashMap<[u8; 32], (String, Bytes)>>);

impl Looks {
    /// What was kept for this path, once.
    pub(crate) fn take(&self, visit: &Visit, path: &str) -> Option<Response> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, page) = kept.remove(&visit.session().hash()).filter(|(of, _)| of == path)?;
        let mut response = Response::new(Body::from(page));
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        Some(response)
    }

    fn keep(&self, visit: &Visit, path: &str, page: Bytes) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(visit.session().hash(), (path.to_owned(), page));
    }
}

/// True for the pages before anything is open.
pub(crate) fn is_door(path: &str) -> bool {
    ["/setup", "/sign-in", "/password", "/lock"].into_iter().any(|door| is_inside(path, door))
}

/// The answer to a form: a page is kept for the look that follows, all else goes as it is.
pub(crate) async fn led_back(scene: &Scene, visit: &Visit, path: &str, response: Response) -> Response {
    if response.status() != StatusCode::OK || visit.fragment() {
        return response;
    }
    let (parts, body) = response.into_parts();
    match to_bytes(body, LONGEST).await {
        Ok(page) => {
            scene.looks.keep(visit, path, page);
            back_to(scene.path(path))
        }
        Err(_) => Response::from_parts(parts, Body::empty()),
    }
}
