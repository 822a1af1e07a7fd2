//! Whose a transmission is and how far it has come: I2, I3, I6, and feeds without gaps.

use super::Seen;
use crate::hub::TestHub;
use exchange::id::TransmissionId;
use exchange::office::OfficeQuery;
use exchange::page::{Limit, Order};
use exchange::store::{FetchOutcome, ListFilter, ListQuery, Mailbox, Store};
use exchange::transmission::{FeedEvent, FeedNumber, HistoryEvent, Matter, ReceiptKind, State, TransmissionEntry};
use exchange::{Act, Actor};
use standard::OfficeNumber;
use std::collections::{BTreeMap, BTreeSet};

/// Every office of the directory.
pub(super) async fn offices(store: &dyn Store, hub: &TestHub) -> Vec<OfficeNumber> {
    let mut query = OfficeQuery {
        number: None,
        text: None,
        prefecture: None,
        service: None,
        licensed_on: hub.hub().now().day_in_japan(),
        stopped_only: false,
        licensed_only: false,
        after: None,
        limit: Limit::new(Limit::MOST),
    };
    let mut found = Vec::new();
    loop {
        let page = store.search(query.clone()).await.unwrap();
        found.extend(page.entries.into_iter().map(|office| office.number));
        query.after = page.next;
        if query.after.is_none() {
            return found;
        }
    }
}

/// A whole list of an office.
pub(super) async fn list(store: &dyn Store, office: OfficeNumber, mailbox: Mailbox) -> Vec<TransmissionEntry> {
    let (filter, order, limit) = (ListFilter::default(), Order::OldestFirst, Limit::new(Limit::MOST));
    let mut query = ListQuery { office, mailbox, filter, order, after: None, limit };
    let mut found = Vec::new();
    loop {
        let page = store.list(query.clone()).await.unwrap();
        found.extend(page.entries);
        query.after = page.next;
        if query.after.is_none() {
            return found;
        }
    }
}

impl Seen<'_> {
    /// I2: one entry, one acceptance, one receipt for each id.
    pub(super) async fn each_was_accepted_once(&mut self) {
        let mut ids = BTreeSet::new();
        for header in self.headers() {
            if !ids.insert(header.id) {
                self.breach(format_args!("I2: {} stands twice in the lists", header.id));
            }
            let receipts = self.store.receipts(header.id, header.sender).await.unwrap().unwrap_or_default();
            for kind in ReceiptKind::ALL {
                let number = receipts.iter().filter(|receipt| receipt.kind == kind).count();
                if number > 1 || (kind == ReceiptKind::Accepted && number != 1) {
                    self.breach(format_args!("I2: {} has {number} receipts «{}»", header.id, kind.as_str()));
                }
            }
        }
    }

    /// I3: the recipient has it in its inbox; nobody but the two parties finds it.
    pub(super) async fn each_is_its_parties_alone(&mut self) {
        let mut inboxes = BTreeMap::new();
        for office in &self.offices {
            let entries = list(&*self.store, *office, Mailbox::Inbox).await;
            inboxes.insert(*office, entries.into_iter().map(|entry| entry.header.id).collect::<BTreeSet<_>>());
        }
        for header in self.headers() {
            for office in self.offices.clone() {
                let in_inbox = inboxes.get(&office).is_some_and(|inbox| inbox.contains(&header.id));
                if in_inbox != (office == header.recipient) {
                    self.breach(format_args!("I3: {} in the inbox of {office}: {in_inbox}", header.id));
                }
                if office != header.recipient && office != header.sender && self.finds(header.id, office).await {
                    self.breach(format_args!("I3: {office} finds {}", header.id));
                }
            }
        }
        for (office, inbox) in inboxes {
            for id in inbox.iter().filter(|id| !self.sent.iter().any(|entry| entry.header.id == **id)) {
                self.breaches += &format!("I3: {id} in the inbox of {office} was sent by nobody\n");
            }
        }
    }

    /// Whether a third office gets anything of it.
    async fn finds(&self, id: TransmissionId, office: OfficeNumber) -> bool {
        let act = Act { actor: Actor::Office(office), at: self.hub.hub().now(), salt: [0; 16] };
        self.store.find(id, office).await.unwrap().is_some()
            || self.store.receipts(id, office).await.unwrap().is_some()
            || self.store.history(id, office).await.unwrap().is_some()
            || self.store.fetch(id, office, act).await.unwrap() != FetchOutcome::NotFound
    }

    /// I6: from accepted onward, each state further than the one before; withdrawn only before fetched; and since the
    /// last look only steps were added.
    pub(super) async fn states_moved_forward(&mut self, before: &mut BTreeMap<TransmissionId, Vec<HistoryEvent>>) {
        for entry in self.sent.clone() {
            let id = entry.header.id;
            let history = self.store.history(id, entry.header.sender).await.unwrap().unwrap_or_default();
            let states: Vec<State> = history.iter().map(|event| event.state).collect();
            let forward = states.windows(2).all(|pair| pair[0].rank() < pair[1].rank());
            let withdrawn_late = states.contains(&State::Withdrawn) && states.contains(&State::Fetched);
            if states.first() != Some(&State::Accepted) || !forward || withdrawn_late {
                self.breach(format_args!("I6: {id} went {states:?}"));
            }
            if states.last() != Some(&entry.state) {
                self.breach(format_args!("I6: {id} stands at {:?} and went {states:?}", entry.state));
            }
            let known = before.insert(id, history.clone()).unwrap_or_default();
            if !history.starts_with(&known) {
                self.breach(format_args!("I6: {id} went {states:?}, before it had gone {known:?}"));
            }
        }
    }

    /// Every step stands once in the feeds of both offices, and positions have no gaps but where another epoch began.
    pub(super) async fn feeds_have_no_gaps(&mut self) {
        for office in self.offices.clone() {
            let mut expected: Vec<(TransmissionId, State)> = Vec::new();
            for header in self.headers().into_iter().filter(|h| h.sender == office || h.recipient == office) {
                let history = self.store.history(header.id, office).await.unwrap().unwrap_or_default();
                expected.extend(history.iter().map(|event| (header.id, event.state)));
            }
            let (mut feed, mut after) = (Vec::new(), FeedNumber(0));
            loop {
                let page = self.store.feed(office, after, Limit::new(Limit::MOST)).await.unwrap();
                let Some(last) = page.last() else { break };
                after = last.number;
                feed.extend(page);
            }
            let mut before = 0;
            let dense = feed.iter().map(|event| event.number.0).all(|number| {
                let follows = number == before + 1 || (number > before && is_base(number - 1));
                before = number;
                follows
            });
            let end = self.store.feed_end(office).await.unwrap();
            let ends = end == after || (end > after && is_base(end.0));
            let step = |event: &FeedEvent| match event.matter {
                Matter::Step { transmission, state, .. } => Some((transmission, state)),
                Matter::Office(_) => None,
            };
            let mut found: Vec<_> = feed.iter().filter_map(step).collect();
            found.sort();
            expected.sort();
            if !dense || !ends || found != expected {
                self.breach(format_args!("I7: the feed of {office} is not the steps of its transmissions: {found:?}"));
            }
        }
    }
}

/// Where an epoch begins that a restored backup has begun: a whole second of the clock.
fn is_base(position: u64) -> bool {
    position != 0 && position.is_multiple_of(1 << 20)
}
