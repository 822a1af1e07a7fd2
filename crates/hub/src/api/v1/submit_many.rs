//! Submitting many: one part of the body for each container, one result for each.

use super::submit::{answer, expect_room, verify};
use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::refusal::Refusal;
use axum::http::header;
use exchange::usecases::transmission::submit::submit;
use futures_util::stream;
use multer::{Multipart, parse_boundary};
use protocol::{Limits, ProblemCode, SubmitResult, SubmitResults};
use std::convert::Infallible;

pub(super) async fn run(mut call: Call) -> Answer {
    call.expect_type("multipart/form-data")?;
    expect_room(&call)?;
    let mut body = call.bytes(Limits::V1.bulk_body).await?;
    let parts = parts(&call, std::mem::take(&mut body.bytes)).await?;
    let mut results = Vec::with_capacity(parts.len());
    for (part, bytes) in parts {
        let result = one(&call, bytes).await;
        results.push(match result {
            Ok(submitted) => SubmitResult { part, submitted: Some(submitted), problem: None },
            Err(refusal) => SubmitResult { part, submitted: None, problem: Some(refusal.problem(call.number)) },
        });
    }
    json(call.route.status, &SubmitResults { results })
}

async fn one(call: &Call, bytes: Vec<u8>) -> Result<protocol::Submitted, Refusal> {
    let container = verify(call, bytes).await?;
    let done = submit(call.context(), &call.hub.acceptance(), call.caller()?, &container).await?;
    Ok(answer(&container, done))
}

async fn parts(call: &Call, bytes: Vec<u8>) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
    let unreadable = |error: multer::Error| {
        Refusal::new(
            ProblemCode::BadRequest,
            "まとめて送信の内容を読み取れませんでした。送信は行われていません。送信をやり直してください。",
        )
        .because(&error)
    };
    let kind = call.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let boundary = parse_boundary(kind).map_err(unreadable)?;
    let whole = stream::once(async move { Ok::<_, Infallible>(axum::body::Bytes::from(bytes)) });
    let mut multipart = Multipart::new(whole, boundary);
    let mut parts = Vec::new();
    while let Some(field) = multipart.next_field().await.map_err(unreadable)? {
        if parts.len() >= Limits::V1.bulk_containers {
            return Err(Refusal::new(
                ProblemCode::TooLarge,
                "一度にまとめて送れるのは100件までです。送信は行われていません。分けて送ってください。",
            ));
        }
        let name = field.name().map_or_else(|| parts.len().to_string(), str::to_owned);
        parts.push((name, field.bytes().await.map_err(unreadable)?.to_vec()));
    }
    Ok(parts)
}
