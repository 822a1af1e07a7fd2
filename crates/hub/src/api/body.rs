//! Reads bodies: bounded in size, in number in flight, and not too slowly (R24).

use super::refusal::Refusal;
use crate::hub::Hub;
use axum::body::Body;
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt;
use protocol::ProblemCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, timeout_at};

/// The time over which the speed of a body is measured.
const WINDOW: Duration = Duration::from_secs(10);

/// Most bytes that are read of a body that is refused anyway.
const DISCARDED: usize = 1 << 20;

/// A body with the room that it takes up until it is dropped.
pub(crate) struct Held {
    pub(crate) bytes: Vec<u8>,
    _room: OwnedSemaphorePermit,
}

/// Reads a whole body.
pub(crate) async fn read(hub: &Hub, headers: &HeaderMap, body: Body, most: u64) -> Result<Held, Refusal> {
    let declared = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if declared.is_some_and(|declared| declared > most) {
        discard(body).await;
        return Err(too_large(most));
    }
    let room = hold(hub, declared.unwrap_or(most))?;
    let slow = hub.config.limits.body_bytes_per_second.saturating_mul(WINDOW.as_secs());
    let mut bytes = Vec::with_capacity(usize::try_from(declared.unwrap_or(0)).unwrap_or(0));
    let mut body = body;
    let (mut end, mut in_window) = (Instant::now() + WINDOW, 0_u64);
    loop {
        let frame = match timeout_at(end, body.frame()).await {
            Ok(Some(frame)) => frame.map_err(|error| cut().because(&error))?,
            Ok(None) => break,
            Err(_) if in_window < slow => return Err(too_slow(slow)),
            Err(_) => {
                (end, in_window) = (Instant::now() + WINDOW, 0);
                continue;
            }
        };
        let Ok(data) = frame.into_data() else { continue };
        in_window += data.len() as u64;
        if bytes.len() as u64 + data.len() as u64 > most {
            return Err(too_large(most));
        }
        bytes.extend_from_slice(&data);
        if Instant::now() >= end {
            if in_window < slow {
                return Err(too_slow(slow));
            }
            (end, in_window) = (Instant::now() + WINDOW, 0);
        }
    }
    if declared.is_some_and(|declared| declared != bytes.len() as u64) {
        return Err(cut());
    }
    Ok(Held { bytes, _room: room })
}

/// Reads on for a little, so that a caller that is still writing gets its answer and not a broken connection.
async fn discard(mut body: Body) {
    let (end, mut read) = (Instant::now() + WINDOW, 0);
    while read < DISCARDED {
        match timeout_at(end, body.frame()).await {
            Ok(Some(Ok(frame))) => read += frame.into_data().map_or(0, |data| data.len()),
            Ok(Some(Err(_)) | None) | Err(_) => return,
        }
    }
}

fn hold(hub: &Hub, bytes: u64) -> Result<OwnedSemaphorePermit, Refusal> {
    let kibibytes = u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX);
    Arc::clone(&hub.bodies).try_acquire_many_owned(kibibytes).map_err(|_| Refusal::busy())
}

fn too_large(most: u64) -> Refusal {
    let most = if most >= 1 << 20 { format!("{}MB", most >> 20) } else { format!("{}KB", most >> 10) };
    Refusal::new(
        ProblemCode::TooLarge,
        format!(
            "送られた内容が大きすぎるため、受け取れませんでした。一度に送れるのは{most}までです。ファイルを分けて送ってください。"
        ),
    )
}

fn too_slow(least: u64) -> Refusal {
    Refusal::new(
        ProblemCode::BodyIncomplete,
        "送信がとても遅いため、途中で打ち切りました。何も変わっていません。回線の状態を確かめて、もう一度送ってください。",
    )
    .log(format!("fewer than {least} bytes in ten seconds"))
}

fn cut() -> Refusal {
    Refusal::new(
        ProblemCode::BodyIncomplete,
        "送信が途中で切れました。何も変わっていません。回線の状態を確かめて、もう一度送ってください。",
    )
}
