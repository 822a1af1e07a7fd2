//! Reads the body of a form before anything else is done: small, and in time (R24).

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest as _, Request};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use std::time::Duration;
use tokio::time::timeout;
use web::{Explanation, Trouble};

/// Most bytes of a form: no page has a field for long texts.
pub(crate) const MOST: usize = 16 << 10;
/// A form must be there in this time.
const TIME: Duration = Duration::from_secs(10);

/// Goes on with the whole body, or ends the request.
pub(crate) async fn in_time(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let limited = Request::from_parts(parts.clone(), body);
    match timeout(TIME, Bytes::from_request(limited, &())).await {
        Ok(Ok(bytes)) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Ok(Err(rejection)) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => too_long().into_response(),
        Ok(Err(_)) => Trouble::unreadable().into_response(),
        Err(_) => too_slow().into_response(),
    }
}

fn too_long() -> Trouble {
    let explanation = Explanation::new(
        "入力が長すぎます",
        "入力された文字が、このページで受け取れる長さを超えています。",
        "短くして、もう一度入力してください。",
    );
    Trouble::new(StatusCode::PAYLOAD_TOO_LARGE, explanation.unharmed("送信や変更は、何も行われていません。"))
}

fn too_slow() -> Trouble {
    let explanation = Explanation::new(
        "入力を最後まで受け取れませんでした",
        "通信に時間がかかりすぎました。",
        "通信の状態を確かめて、もう一度お試しください。",
    );
    Trouble::new(StatusCode::REQUEST_TIMEOUT, explanation.unharmed("送信や変更は、何も行われていません。"))
}
