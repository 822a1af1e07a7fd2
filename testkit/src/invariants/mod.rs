//! The invariants I1 to I9, checked through the interfaces of store and evidence after whatever a test has done.

mod audit;
mod content;
mod mailboxes;
mod unchanged;

pub use unchanged::Footprint;

use crate::hub::TestHub;
use evidence::{OfficeNumber, Sha256};
use exchange::id::TransmissionId;
use exchange::store::{Mailbox, Store};
use exchange::transmission::{HistoryEvent, ReceiptKind, TransmissionEntry};
use protocol::Submitted;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

/// What was promised in a test, and what was seen of it so far.
#[derive(Clone, Default)]
pub struct Invariants {
    acknowledged: Vec<Acknowledged>,
    seen: BTreeMap<TransmissionId, Vec<HistoryEvent>>,
}

/// A transmission that an office was told had arrived.
#[derive(Clone)]
struct Acknowledged {
    id: TransmissionId,
    sender: standard::OfficeNumber,
    recipient: standard::OfficeNumber,
    sha256: Sha256,
    statement: Vec<u8>,
}

/// The hub's transmissions as the checks look at them.
struct Seen<'a> {
    hub: &'a TestHub,
    store: Arc<dyn Store>,
    offices: Vec<standard::OfficeNumber>,
    /// By id, from the sent lists of all offices.
    sent: Vec<TransmissionEntry>,
    /// What is not as it must be.
    breaches: String,
}

impl Invariants {
    /// Nothing was promised yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The hub said that it has this container.
    pub fn acknowledged(&mut self, container: &[u8], answer: &Submitted) {
        let opened = evidence::container::Container::open(container, &evidence::container::Limits::default()).unwrap();
        let stated = opened.transmission();
        assert_eq!(stated.id.as_str(), answer.id, "I4: the answer is about another transmission");
        let statement = decoded(&answer.receipt.statement);
        self.acknowledged.push(Acknowledged {
            id: TransmissionId::parse(&answer.id).unwrap(),
            sender: number(&stated.from.office),
            recipient: number(&stated.to.office),
            sha256: Sha256::of(container),
            statement,
        });
    }

    /// An office was told that this arrived: from now on the hub must have it as it has it now.
    pub async fn told(&mut self, hub: &TestHub, id: TransmissionId) {
        let found = transmissions(hub).await.into_iter().find(|entry| entry.header.id == id);
        let header = found.expect("I1: it is not there").header;
        let receipts = hub.hub().store.receipts(id, header.sender).await.unwrap().unwrap();
        let accepted = receipts.into_iter().find(|receipt| receipt.kind == ReceiptKind::Accepted);
        self.acknowledged.push(Acknowledged {
            id,
            sender: header.sender,
            recipient: header.recipient,
            sha256: header.sha256,
            statement: accepted.expect("I1: its receipt is not there").signed.statement,
        });
    }

    /// How many different transmissions were acknowledged.
    pub fn count(&self) -> usize {
        let ids: std::collections::BTreeSet<_> = self.acknowledged.iter().map(|one| one.id).collect();
        ids.len()
    }

    /// Checks I1 to I8 on the hub as it runs. Panics with everything that does not hold.
    pub async fn hold(&mut self, hub: &TestHub) {
        let breaches = self.breaches(hub).await;
        assert!(breaches.is_empty(), "{breaches}");
    }

    /// Checks, stops and starts the hub, and checks again: what was acknowledged is on the disk (I1).
    pub async fn hold_after_restart(&mut self, hub: &mut TestHub) {
        self.hold(hub).await;
        hub.restart().await;
        self.hold(hub).await;
    }

    /// What does not hold, a line each; empty when all is well.
    pub async fn breaches(&mut self, hub: &TestHub) -> String {
        let mut seen = Seen::look(hub).await;
        seen.all_acknowledged_are_there(&self.acknowledged).await;
        seen.each_was_accepted_once().await;
        seen.each_is_its_parties_alone().await;
        seen.each_is_whole_and_signed().await;
        seen.states_moved_forward(&mut self.seen).await;
        seen.each_step_has_its_audit_entry().await;
        seen.feeds_have_no_gaps().await;
        seen.breaches
    }
}

impl<'a> Seen<'a> {
    async fn look(hub: &'a TestHub) -> Self {
        let store = Arc::clone(&hub.hub().store);
        let offices = mailboxes::offices(&*store, hub).await;
        let sent = transmissions(hub).await;
        Self { hub, store, offices, sent, breaches: String::new() }
    }

    fn breach(&mut self, what: std::fmt::Arguments<'_>) {
        writeln!(self.breaches, "{what}").unwrap();
    }

    async fn all_acknowledged_are_there(&mut self, acknowledged: &[Acknowledged]) {
        for one in acknowledged {
            let Some(entry) = self.sent.iter().find(|entry| entry.header.id == one.id) else {
                self.breach(format_args!("I1: {} was acknowledged and is gone", one.id));
                continue;
            };
            let header = &entry.header;
            let same = (header.sender, header.recipient, header.sha256) == (one.sender, one.recipient, one.sha256);
            let receipts = self.store.receipts(one.id, one.sender).await.unwrap().unwrap_or_default();
            if !same {
                self.breach(format_args!("I4: {} is not what was acknowledged", one.id));
            }
            if !receipts.iter().any(|receipt| receipt.signed.statement == one.statement) {
                self.breach(format_args!("I1: the receipt that was given for {} is gone", one.id));
            }
        }
    }
}

/// Every transmission that the hub has, from the sent lists of all offices.
pub async fn transmissions(hub: &TestHub) -> Vec<TransmissionEntry> {
    let store = &*hub.hub().store;
    let mut sent = Vec::new();
    for office in mailboxes::offices(store, hub).await {
        sent.extend(mailboxes::list(store, office, Mailbox::Sent).await);
    }
    sent
}

fn number(of: &OfficeNumber) -> standard::OfficeNumber {
    standard::OfficeNumber::parse(of.as_str()).unwrap()
}

fn decoded(base64: &str) -> Vec<u8> {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.decode(base64).unwrap()
}
