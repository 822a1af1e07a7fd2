//! One worker of an office: what it does next, and what it writes into the ledger.

use super::{Answers, Entry, Ledger, Weight};
use crate::dice::Dice;
use crate::world::Member;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use evidence::OfficeNumber;
use evidence::container::{Container, Limits};
use evidence::receipt::{Author, Receipt, ReceiptKind};
use office::hub_client::HubError;
use protocol::{ProblemCode, ReceiptRequest, TransmissionState};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::sync::watch;

/// A worker.
pub(super) struct Desk {
    pub(super) me: Member,
    pub(super) all: Vec<OfficeNumber>,
    pub(super) ledger: Ledger,
    pub(super) answers: Arc<Answers>,
    pub(super) weight: Weight,
    pub(super) dice: Dice,
}

impl Desk {
    pub(super) async fn work(mut self, stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            self.step().await;
            // As offices do: one thing, then a moment. It also keeps the loop from spinning while the hub is away.
            tokio::time::sleep(Duration::from_millis(self.weight.pause)).await;
        }
    }

    async fn step(&mut self) {
        let me = self.me.number.clone();
        let in_doubt = self.ledger.take(|entry| entry.promised.is_none() && !entry.refused && entry.from == me);
        if let Some(entry) = in_doubt {
            return self.send(&entry).await;
        }
        match self.dice.below(if self.weight.only_send { 60 } else { 100 }) {
            0..52 => self.send_new().await,
            52..60 => self.repeat().await,
            60..75 => self.fetch().await,
            75..90 => self.acknowledge().await,
            _ => self.withdraw().await,
        }
    }

    async fn send_new(&mut self) {
        let others: Vec<OfficeNumber> = self.all.iter().filter(|one| **one != self.me.number).cloned().collect();
        let Some(to) = self.dice.pick(&others).cloned() else { return };
        let Ok(mut entry) = Entry::new(&self.me, &to, &mut self.dice, self.weight.bytes) else { return };
        entry.taken = true;
        self.ledger.begin(entry.clone());
        self.send(&entry).await;
    }

    async fn send(&self, entry: &Entry) {
        let answer = self.me.client.submit(entry.container.to_vec()).await;
        self.count(&answer);
        self.ledger.change(&entry.id, |entry| entry.settle(&answer));
    }

    /// Sends what was accepted once more, as after a lost answer: it must be the same transmission.
    async fn repeat(&self) {
        let me = &self.me.number;
        let Some(entry) = self.ledger.take(|entry| entry.receipt.is_some() && entry.from == *me) else { return };
        let answer = self.me.client.submit(entry.container.to_vec()).await;
        self.count(&answer);
        let is_other = answer.is_ok_and(|again| !again.repeated || Some(again.receipt) != entry.receipt);
        self.ledger.change(&entry.id, |entry| {
            entry.taken = false;
            entry.accepted_again |= is_other;
        });
    }

    async fn fetch(&self) {
        let Some(entry) = self.take_of_mine(TransmissionState::Accepted) else { return };
        let answer = self.me.client.container(&entry.id).await;
        self.count(&answer);
        self.settle(&entry.id, answer.is_ok().then_some(TransmissionState::Fetched));
    }

    async fn acknowledge(&self) {
        let Some(entry) = self.take_of_mine(TransmissionState::Fetched) else { return };
        let Some(receipt) = self.receipt(&entry) else { return };
        let answer = self.me.client.acknowledge(&entry.id, &receipt).await;
        self.count(&answer);
        self.settle(&entry.id, answer.is_ok().then_some(TransmissionState::Received));
    }

    async fn withdraw(&self) {
        let me = &self.me.number;
        let fits = |entry: &Entry| entry.promised == Some(TransmissionState::Accepted) && entry.from == *me;
        let Some(entry) = self.ledger.take(fits) else { return };
        self.ledger.change(&entry.id, |entry| entry.may_be_withdrawn = true);
        let answer = self.me.client.withdraw(&entry.id).await;
        self.count(&answer);
        self.settle(&entry.id, answer.is_ok().then_some(TransmissionState::Withdrawn));
    }

    fn take_of_mine(&self, promised: TransmissionState) -> Option<Entry> {
        let me = &self.me.number;
        self.ledger.take(|entry| entry.promised == Some(promised) && entry.to == *me && !entry.may_be_withdrawn)
    }

    fn settle(&self, id: &str, promised: Option<TransmissionState>) {
        self.ledger.change(id, |entry| {
            entry.taken = false;
            entry.promised = promised.or(entry.promised);
        });
    }

    /// The signed 受領証.
    fn receipt(&self, entry: &Entry) -> Option<ReceiptRequest> {
        let container = Container::open(&entry.container, &Limits::default()).ok()?;
        let stated = container.transmission();
        let receipt = Receipt {
            kind: ReceiptKind::Received,
            transmission: stated.id.clone(),
            container_sha256: container.sha256(),
            from: stated.from.clone(),
            to: stated.to.clone(),
            at: crate::clock::surroundings().timestamp(),
            by: Author::Office(self.me.number.clone()),
        };
        let signed = receipt.sign(&self.me.signing).ok()?;
        Some(ReceiptRequest { statement: STANDARD.encode(&signed.json), signature: STANDARD.encode(&signed.signature) })
    }

    fn count<T>(&self, answer: &Result<T, HubError>) {
        let counter = match answer {
            Ok(_) => &self.answers.done,
            Err(HubError::Unreachable(_)) => &self.answers.lost,
            Err(error) => match error.code() {
                Some(ProblemCode::StorageFull) => &self.answers.full,
                Some(ProblemCode::Internal) => &self.answers.failed,
                Some(ProblemCode::Busy) if has_time(error) => &self.answers.later,
                Some(ProblemCode::Busy) => &self.answers.no_time,
                _ => &self.answers.refused,
            },
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }
}

/// Whether a problem says after how many seconds to come again.
fn has_time(error: &HubError) -> bool {
    matches!(error, HubError::Problem(problem) if problem.retry_after_seconds.is_some_and(|seconds| seconds > 0))
}
