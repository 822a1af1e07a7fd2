//! Submitting many transmissions: each stands or falls alone, all wait for the same commits.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use super::submit::{Acceptance, SubmitError, Submitted, submit};
use crate::permission::Caller;
use crate::transmission::VerifiedContainer;
use crate::usecases::Context;

/// Most containers in one request.
pub const MOST: usize = 100;

/// Submits containers at once; the results are in their order.
pub async fn submit_many<R>(
    context: Context<'_>,
    acceptance: &Acceptance<'_, R>,
    caller: &Caller,
    containers: &[VerifiedContainer],
) -> Vec<Result<Submitted<R>, SubmitError<R>>> {
    all(containers.iter().map(|container| submit(context, acceptance, caller, container))).await
}

/// Waits for several futures side by side.
async fn all<F: Future>(futures: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut running: Vec<Pin<Box<F>>> = futures.map(Box::pin).collect();
    let mut done: Vec<Option<F::Output>> = running.iter().map(|_| None).collect();
    poll_fn(|waker| {
        for (future, slot) in running.iter_mut().zip(&mut done).filter(|(_, slot)| slot.is_none()) {
            if let Poll::Ready(output) = future.as_mut().poll(waker) {
                *slot = Some(output);
            }
        }
        if done.iter().all(Option::is_some) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    done.into_iter().flatten().collect()
}
