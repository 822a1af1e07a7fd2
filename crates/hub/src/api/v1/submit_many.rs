//! Submitting many: one part of the body for each container, one result for each.

use super::submit::{answer, expect_room, verify};
use crate::api::answer::{Answer, json};
use crate::api::bulk::{self, BulkError, Part};
use crate::api::call::Call;
use crate::api::refusal::Refusal;
use axum::http::header;
use exchange::usecases::transmission::submit::submit;
use protocol::{Limits, ProblemCode, SubmitResult, SubmitResults};

pub(super) async fn run(mut call: Call) -> Answer {
    call.expect_type("multipart/form-data")?;
    let mut body = call.bytes(Limits::V1.bulk_body).await?;
    expect_room(&call)?;
    let kind = call.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let parts = bulk::read(kind, std::mem::take(&mut body.bytes)).await.map_err(|error| refusal(&error))?;
    let mut results = Vec::with_capacity(parts.len());
    for Part { name: part, container } in parts {
        let result = one(&call, container).await;
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

fn refusal(error: &BulkError) -> Refusal {
    let (code, detail) = match error {
        BulkError::Unreadable(_) | BulkError::Headless => (
            ProblemCode::BadRequest,
            "まとめて送信の内容を読み取れませんでした。送信は行われていません。送信をやり直してください。",
        ),
        BulkError::TooMany => (
            ProblemCode::TooLarge,
            "一度にまとめて送れるのは100件までです。送信は行われていません。分けて送ってください。",
        ),
    };
    Refusal::new(code, detail).because(error)
}
