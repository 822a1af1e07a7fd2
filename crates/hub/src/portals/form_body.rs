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
    within(TIME, request, next).await
}

async fn within(time: Duration, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let limited = Request::from_parts(parts.clone(), body);
    match timeout(time, Bytes::from_request(limited, &())).await {
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

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::middleware::from_fn;
    use axum::routing::post;
    use futures_util::{StreamExt as _, stream};
    use std::convert::Infallible;
    use tower::ServiceExt as _;

    async fn send(body: Body) -> StatusCode {
        let soon = |request, next| within(Duration::from_millis(50), request, next);
        let router = Router::new().route("/", post(|body: String| async { body })).layer(from_fn(soon));
        let request = Request::builder().method("POST").uri("/").body(body).unwrap();
        router.oneshot(request).await.unwrap().status()
    }

    #[tokio::test]
    async fn r24_a_form_whose_rest_does_not_come_is_ended() {
        let first = || stream::iter([Ok::<_, Infallible>(Bytes::from_static(b"account=KJ"))]);
        assert_eq!(send(Body::from_stream(first())).await, StatusCode::OK);
        assert_eq!(send(Body::from_stream(first().chain(stream::pending()))).await, StatusCode::REQUEST_TIMEOUT);
    }
}
