//! Submitting one transmission: the body is the container.

use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::refusal::Refusal;
use crate::api::wire;
use crate::fail_points::fail_point;
use crate::ports::CheckReport;
use evidence::container::Limits as ContainerLimits;
use exchange::store::StoreError;
use exchange::transmission::VerifiedContainer;
use exchange::usecases::transmission::submit::{Submitted, submit};
use protocol::{CONTAINER_MEDIA_TYPE, Limits};
use std::sync::Arc;

/// Containers above this size are verified on a thread of their own.
const SMALL: usize = 128 << 10;

pub(super) async fn run(mut call: Call) -> Answer {
    call.expect_type(CONTAINER_MEDIA_TYPE)?;
    let mut body = call.bytes(Limits::V1.container).await?;
    // Only now: who is still sending would see a broken connection instead of the reason.
    expect_room(&call)?;
    fail_point!("hub.submit.received");
    let container = verify(&call, std::mem::take(&mut body.bytes)).await?;
    fail_point!("hub.submit.verified");
    let done = submit(call.context(), &call.hub.acceptance(), call.caller()?, &container).await?;
    fail_point!("hub.submit.stored");
    let answer = json(call.route.status, &answer(&container, done));
    fail_point!("hub.submit.answered");
    answer
}

/// Refuses what is new while the disk is nearly full, so that what was accepted can still be fetched and signed for.
pub(super) fn expect_room(call: &Call) -> Result<(), Refusal> {
    if call.hub.has_room() { Ok(()) } else { Err(StoreError::StorageFull.into()) }
}

/// Opens and verifies what came over the connection.
pub(super) async fn verify(call: &Call, bytes: Vec<u8>) -> Result<VerifiedContainer, Refusal> {
    let (hub, now, peer) = (Arc::clone(&call.hub), call.now(), Arc::clone(call.connected()?));
    let small = bytes.len() <= SMALL;
    let work = move || {
        let current = hub.trust.current();
        let how = hub.trust.verification(&current, now, &peer.identity);
        VerifiedContainer::verify(bytes, &ContainerLimits::default(), &how)
    };
    if small {
        return Ok(work()?);
    }
    Ok(tokio::task::spawn_blocking(work).await.map_err(|error| Refusal::internal(&error))??)
}

/// What the sender is told.
pub(super) fn answer(container: &VerifiedContainer, done: Submitted<CheckReport>) -> protocol::Submitted {
    protocol::Submitted {
        id: container.header().id.to_string(),
        accepted_at: wire::time(done.receipt.at),
        receipt: wire::receipt(&done.receipt),
        repeated: done.warnings.is_none(),
        findings: done.warnings.map(|report| report.findings).unwrap_or_default(),
    }
}
